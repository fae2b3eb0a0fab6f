namespace DigestBot.Endurance.Schedules;

/// <summary>A standing clock's date, and time that passes many times as fast: pauses of seconds that the pace of sending asks for take milliseconds.</summary>
internal sealed class RacingClock(TimeProvider standing) : TimeProvider
{
    private const int Factor = 100;

    private readonly DateTimeOffset _began = standing.GetUtcNow();
    private readonly long _origin = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => standing.GetUtcNow();

    // What the standing clock was put forward has passed too.
    public override long GetTimestamp() => ((System.GetTimestamp() - _origin) * Factor) + (long)((standing.GetUtcNow() - _began).TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Faster(dueTime), period);

    private static TimeSpan Faster(TimeSpan time) => time <= TimeSpan.Zero ? time : time < TimeSpan.FromMilliseconds(Factor) ? TimeSpan.FromMilliseconds(1) : time / Factor;
}
