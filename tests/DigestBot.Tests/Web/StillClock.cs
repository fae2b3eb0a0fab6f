namespace DigestBot.Tests.Web;

/// <summary>A clock that stands still until it is put forward; timers run on real time.</summary>
internal sealed class StillClock(DateTimeOffset start) : TimeProvider
{
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref _aheadTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
