namespace DigestBot.Demo;

/// <summary>The real clock, which can be put forward: so that a day of the demo takes no day.</summary>
internal sealed class DemoClock : TimeProvider
{
    private long _aheadTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
