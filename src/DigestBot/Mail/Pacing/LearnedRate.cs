namespace DigestBot.Mail.Pacing;

/// <summary>
/// The rate that the relay was found to bear. Connections alone cannot find it: one connection may be faster already than a relay that wants ten mails a second.
/// When the relay refuses in a burst, what it took since the burst before is what it takes: nine tenths of that are sent from then on. While a rate is known,
/// a single refusal is enough to step back a little, for it was to be expected there.
/// The rate comes back to the one measured after half a minute, stays near it, and then grows faster and faster until it is no limit any more: the curve of CUBIC
/// (RFC 9438 4.2), which keeps long near the known limit and still finds out soon when it is gone. It needs no state but the time of the last cut.
/// </summary>
internal sealed class LearnedRate
{
    private const double Less = 0.1;
    private const double Forgotten = 100;
    private const double Lowest = 1 / 60.0;

    private static readonly TimeSpan Return = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // Who wakes up late may make up for it, so far.
    private static readonly TimeSpan Credit = TimeSpan.FromMilliseconds(100);

    private readonly SlidingCount _taken = new(Return, 30);
    private double _measured;
    private TimeSpan _cut, _from, _next;

    /// <summary>Mails per second, or null while no limit is known.</summary>
    public double? At(TimeSpan now)
    {
        if (_measured == 0) return null;
        var t = (now - _cut - Return) / Return;
        var rate = _measured * (1 + (Less * t * t * t));
        if (rate > _measured * Forgotten) _measured = 0;
        return _measured == 0 ? null : rate;
    }

    /// <summary>A round begins: time in which nothing was to be sent must not count as time in which nothing was taken.</summary>
    public void Begin(TimeSpan now)
    {
        _taken.Clear();
        _from = now;
    }

    /// <summary>The relay took a mail.</summary>
    public void Delivered(TimeSpan now) => _taken.Add(now);

    /// <summary>The relay refused in a burst.</summary>
    public void Cut(TimeSpan now)
    {
        var taken = Taken(now);
        // Nothing was taken: the pause deals with that; a rate that was known was too high.
        if (taken > 0) _measured = At(now) is { } known && known < taken ? known : taken;
        else if (_measured > 0) _measured = Math.Max(Lowest, _measured / 2);
        _cut = now;
        Begin(now);
    }

    /// <summary>The relay refused a single mail. What was on its way when the rate was cut last says nothing new.</summary>
    public void StepBack(TimeSpan now)
    {
        if (now - _cut < Shortest || At(now) is not { } known) return;
        _measured = Math.Clamp(Taken(now), (1 - Less) * known, known);
        _cut = now;
        Begin(now);
    }

    /// <summary>How long the next mail must wait.</summary>
    public TimeSpan Wait(TimeSpan now) => _measured == 0 || _next <= now ? TimeSpan.Zero : _next - now;

    /// <summary>Counts a mail that goes now.</summary>
    public void Take(TimeSpan now)
    {
        if (At(now) is not { } rate) return;
        var earliest = now - Credit;
        _next = (_next > earliest ? _next : earliest) + TimeSpan.FromSeconds(1 / rate);
    }

    private double Taken(TimeSpan now)
    {
        var span = now - _from < Return ? now - _from : Return;
        return _taken.At(now) / (span > Shortest ? span : Shortest).TotalSeconds;
    }
}
