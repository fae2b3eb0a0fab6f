namespace DigestBot.Mail.Pacing;

/// <summary>
/// The limits per second and per hour that the operator was given by the relay. A person waits for a confirmation: a tenth of the hour's mails is kept for such mails,
/// and they may use the rest too. Digests stop where that tenth begins, however many they are. A second needs no such share: who goes first waits no longer than for one place.
/// </summary>
internal sealed class Ration
{
    private const int ReservePart = 10;

    private readonly int _perSecond, _perMoment, _perHour, _forDigests;

    // Within a second the mails are spread: a moment takes an eighth of them, where even spreading would need a tenth. So a late waker can make up for it.
    private readonly SlidingCount? _second, _moment, _hour;

    /// <summary>Sets the limits.</summary>
    /// <param name="perSecond">0 for none.</param>
    /// <param name="perHour">0 for none.</param>
    public Ration(int perSecond, int perHour)
    {
        (_perSecond, _perMoment, _perHour) = (perSecond, (perSecond + 7) / 8, perHour);
        // One mail an hour leaves nothing to be shared.
        _forDigests = perHour - Math.Min((perHour + ReservePart - 1) / ReservePart, Math.Max(0, perHour - 1));
        if (perSecond > 0) (_second, _moment) = (new SlidingCount(TimeSpan.FromSeconds(1), 200), new SlidingCount(TimeSpan.FromMilliseconds(100), 20));
        if (perHour > 0) _hour = new SlidingCount(TimeSpan.FromHours(1), 360);
    }

    /// <summary>Whether there is no limit.</summary>
    public bool IsFree => _second is null && _hour is null;

    /// <summary>How long the next mail must wait; zero when it may go.</summary>
    public TimeSpan Wait(TimeSpan now, bool urgent)
    {
        var wait = HourWait(now, urgent);
        if (_second is null) return wait;
        var second = _second.Until(now, _perSecond);
        var moment = _moment!.Until(now, _perMoment);
        return wait > second ? (wait > moment ? wait : moment) : second > moment ? second : moment;
    }

    /// <summary>How long the hour's limit holds the next mail back.</summary>
    public TimeSpan HourWait(TimeSpan now, bool urgent) => _hour?.Until(now, urgent ? _perHour : _forDigests) ?? TimeSpan.Zero;

    /// <summary>How many digests the hour has room for now.</summary>
    public int Room(TimeSpan now) => _hour is null ? int.MaxValue : Math.Max(0, _forDigests - _hour.At(now));

    /// <summary>Counts a mail that goes now.</summary>
    public void Take(TimeSpan now)
    {
        _second?.Add(now);
        _moment?.Add(now);
        _hour?.Add(now);
    }

    /// <summary>A mail that was counted did not go: an hour in which the relay takes no connection must not cost the next one's mails.</summary>
    /// <param name="now">Now.</param>
    /// <param name="taken">When it was counted.</param>
    public void GiveBack(TimeSpan now, TimeSpan taken)
    {
        _second?.Remove(now, taken);
        _moment?.Remove(now, taken);
        _hour?.Remove(now, taken);
    }

    /// <summary>Counts what was sent before the program started.</summary>
    /// <param name="now">Now.</param>
    /// <param name="age">How long ago.</param>
    /// <param name="count">How many.</param>
    public void Resume(TimeSpan now, TimeSpan age, int count) => _hour?.Add(now, age, count);
}
