namespace DigestBot.Tests.EndToEnd;

/// <summary>A clock that stands until it is put forward. Timeouts of sockets go by the real one.</summary>
internal sealed class StandingClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => _now += by;

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset now) => _now = now;
}
