namespace DigestBot.Tests.EndToEnd;

/// <summary>
/// A clock that stands until it is put forward. Timeouts of sockets go by the real one; so do timestamps, which also take every step forward and, as anywhere, none back.
/// </summary>
internal sealed class StandingClock : TimeProvider
{
    private long _skipped;
    private DateTimeOffset _now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _skipped);

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => Set(_now + by);

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset now)
    {
        if (now > _now) Interlocked.Add(ref _skipped, (long)((now - _now).TotalSeconds * TimestampFrequency));
        _now = now;
    }
}
