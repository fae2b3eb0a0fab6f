namespace DigestBot.Tests.Mail;

/// <summary>Another clock's time, and timers that never take longer than this: so a timeout of minutes is met in seconds.</summary>
internal sealed class HastyClock(TimeProvider real, TimeSpan longest) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(real.CreateTimer(callback, state, Shorter(dueTime), period), this);

    private TimeSpan Shorter(TimeSpan time) => time > longest ? longest : time;

    private sealed class HastyTimer(ITimer timer, HastyClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Shorter(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
