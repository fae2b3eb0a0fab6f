namespace DigestBot.Benchmarks.Sample;

/// <summary>A clock that stands still until it is put forward; timers run as ever.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => _now += by;
}
