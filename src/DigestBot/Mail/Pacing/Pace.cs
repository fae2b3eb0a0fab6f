namespace DigestBot.Mail.Pacing;

/// <summary>
/// How fast mail may leave: the operator's limits, what the relay was found to bear, and the recipient domains in trouble. It outlives the rounds;
/// each round stands in a <see cref="WaitingLine{T}"/> before it. Its own time never steps: it is counted by the clock's timestamp, not by its date.
/// </summary>
public sealed class Pace
{
    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly PaceLimits _limits;
    private readonly Ration _ration;
    private readonly LearnedRate _learned = new();
    private readonly RelayBackoff _backoff = new();
    private bool _lastHourIsCounted;

    /// <summary>Sets the limits.</summary>
    public Pace(PaceLimits limits, TimeProvider clock)
    {
        (_limits, _clock, _origin) = (limits, clock, clock.GetTimestamp());
        _ration = new Ration(limits.PerSecond, limits.PerHour);
        Window = new ConnectionWindow(limits.Connections);
        Domains = new DomainTable(limits.ConnectionsPerDomain);
    }

    /// <summary>The limits that were set.</summary>
    public PaceLimits Limits => _limits;

    /// <summary>Whether <see cref="CountLastHour"/> is still to be called: only a limit per hour asks for it, and only once.</summary>
    public bool WantsLastHour => _limits.PerHour > 0 && !_lastHourIsCounted;

    internal Lock Gate { get; } = new();

    internal ConnectionWindow Window { get; }

    internal DomainTable Domains { get; }

    internal TimeSpan Now => _clock.GetElapsedTime(_origin);

    internal TimeProvider Clock => _clock;

    /// <summary>Counts what was sent in the last hour before the program started, so that a restart does not begin the hour anew.</summary>
    /// <param name="sent">When, by the clock's date, and how many. Dates that lie ahead are of a clock that has been put back since: they count as now.</param>
    public void CountLastHour(IEnumerable<(DateTimeOffset At, int Count)> sent)
    {
        lock (Gate)
        {
            if (_lastHourIsCounted) return;
            _lastHourIsCounted = true;
            var date = _clock.GetUtcNow();
            foreach (var (at, count) in sent) _ration.Resume(Now, date > at ? date - at : TimeSpan.Zero, count);
        }
    }

    /// <summary>What the operator may know now.</summary>
    public PaceStatus Status()
    {
        lock (Gate)
        {
            var now = Now;
            var held = Domains.Held(now).OrderBy(domain => domain.Key, StringComparer.Ordinal).ToList();
            return new PaceStatus(
                _limits, Window.Allowed, _learned.At(now), _backoff.Wait(now), _ration.HourWait(now, urgent: false), [.. held.Take(PaceStatus.MostNames).Select(domain => domain.Key)], held.Count);
        }
    }

    internal void Begin()
    {
        Window.Begin();
        _learned.Begin(Now);
    }

    // How long the next mail of this kind must wait, whoever it is for.
    internal TimeSpan Wait(TimeSpan now, bool urgent)
    {
        var wait = _backoff.Wait(now);
        var learned = _learned.Wait(now);
        if (learned > wait) wait = learned;
        if (_ration.IsFree) return wait;
        var ration = _ration.Wait(now, urgent);
        return ration > wait ? ration : wait;
    }

    internal int Room(TimeSpan now) => _ration.Room(now);

    internal void Take(TimeSpan now)
    {
        _learned.Take(now);
        _ration.Take(now);
    }

    // The mail did not go after all.
    internal void GiveBack(TimeSpan now, TimeSpan taken) => _ration.GiveBack(now, taken);

    // Whether something has changed that others may wait for.
    internal bool Ended(string recipient, Domain? domain, Verdict verdict, TimeSpan now)
    {
        if (domain is not null || verdict.DomainWeight > 0 || Domains.Count > 0) Domains.Ended(recipient, domain, verdict, now);
        if (verdict.Delivered)
        {
            _backoff.Delivered(recipient);
            _learned.Delivered(now);
            return Window.Delivered(now);
        }

        if (!verdict.RelayRefused || (verdict.DomainWeight > 0 && _backoff.IsTheDomains(recipient))) return false;
        if (!_backoff.Refused(now))
        {
            _learned.StepBack(now);
            return false;
        }

        _learned.Cut(now);
        Window.Halve();
        return false;
    }
}
