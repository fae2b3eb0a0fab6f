namespace DigestBot.Tests.Mail.Pacing;

/// <summary>A clock whose date and whose timestamp are put forward by hand; the date can be set apart from the timestamp, as a step of the machine's clock does.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private TimeSpan _elapsed = TimeSpan.FromDays(3);
    private DateTimeOffset _date = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => _date;

    public void Advance(TimeSpan by) => (_elapsed, _date) = (_elapsed + by, _date + by);

    public void StepDate(TimeSpan by) => _date += by;
}
