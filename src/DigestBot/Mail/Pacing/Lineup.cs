namespace DigestBot.Mail.Pacing;

/// <summary>
/// The mails that wait in a round: urgent ones and digests, and those that go back to the outbox. A mail whose domain has no place, or is held back, lets the others pass.
/// To be used under the pace's lock.
/// </summary>
/// <param name="pace">How fast.</param>
/// <param name="capacity">Digests that may wait.</param>
internal sealed class Lineup<T>(Pace pace, int capacity)
{
    // A mail whose domain has no place, and for which there is none here either, is put off so long: others pass meanwhile.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly WaitingMails<T> _urgent = new(), _digests = new();
    private readonly List<(T Item, DateTimeOffset? Until)> _back = [];

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _urgent.Count + _digests.Count == 0;

    /// <summary>Whether no more digests are wanted for the moment: enough of them wait, or many wait for a place at their domain, which comes soon where the domain is well.</summary>
    public bool IsFull => _digests.Count >= capacity || _digests.Parked >= capacity / 4;

    /// <summary>The mails of a kind.</summary>
    public WaitingMails<T> Of(bool urgent) => urgent ? _urgent : _digests;

    /// <summary>Takes the mail that goes next: what a person waits for goes before digests, also those that were claimed long before.</summary>
    /// <param name="now">Now.</param>
    /// <param name="turn">The mail.</param>
    /// <param name="wait">With false: how long until one may go whatever else happens; not changed when nothing will.</param>
    public bool Take(TimeSpan now, out Turn<T> turn, ref TimeSpan wait)
    {
        turn = default;
        for (var kind = 0; kind < 2; kind++)
        {
            var urgent = kind == 0;
            if (Of(urgent).Ready == 0) continue;
            var held = pace.Wait(now, urgent);
            if (held == TimeSpan.Zero)
            {
                if (!Pick(urgent, now, out turn)) continue;
                pace.Take(now);
                return true;
            }

            if (held < wait) wait = held;
        }

        return false;
    }

    /// <summary>A mail to this domain has ended: another that was set aside for it may go.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Unpark(Domain domain, TimeSpan now)
    {
        // When none is on its way, none would bring back the next; when it is held, all of them are to be put off.
        var all = domain.InFlight == 0 || domain.IsHeld(now);
        return _urgent.Unpark(domain.Key, all) | _digests.Unpark(domain.Key, all);
    }

    /// <summary>What may be claimed now.</summary>
    /// <param name="now">Now.</param>
    /// <param name="pass">
    /// Whether mails that wait at their domain are to be passed: more is claimed than can be set aside, and the surplus is put off. Otherwise no more than that,
    /// so that a domain that is merely busy is never without a mail because all of its mails were put off.
    /// </param>
    public Room Room(TimeSpan now, bool pass = false)
    {
        if (pace.Wait(now, urgent: true) > PaceLimits.LongestWait) return new Room(0, true);
        var room = Math.Min(capacity, pace.Room(now) - _digests.Count);
        if (_digests.Parked > 0 && !pass) room = Math.Min(room, (capacity / 2) - _digests.Parked);
        return room <= 0 || _digests.Count >= capacity || pace.Wait(now, urgent: false) > PaceLimits.LongestWait ? new Room(capacity, true) : new Room(room, false);
    }

    /// <summary>Takes out what goes back to the outbox.</summary>
    public IReadOnlyList<(T Item, DateTimeOffset? Until)> TakeBack(TimeSpan now)
    {
        foreach (var urgent in (ReadOnlySpan<bool>)[true, false])
            if (Of(urgent).Count > 0 && pace.Wait(now, urgent) > PaceLimits.LongestWait) _back.AddRange(Of(urgent).Clear().Select(mail => (mail, (DateTimeOffset?)null)));
        if (_back.Count == 0) return [];
        List<(T, DateTimeOffset?)> back = [.. _back];
        _back.Clear();
        return back;
    }

    /// <summary>Takes all mails out that wait or would go back.</summary>
    public IReadOnlyList<T> Clear()
    {
        List<T> all = [.. _urgent.Clear(), .. _digests.Clear(), .. _back.Select(mail => mail.Item)];
        _back.Clear();
        return all;
    }

    // The first whose domain takes it. Each mail that is passed over leaves the line, so that it is passed over once.
    private bool Pick(bool urgent, TimeSpan now, out Turn<T> turn)
    {
        var mails = Of(urgent);
        while (mails.Ready > 0)
        {
            var (item, recipient) = mails.Next();
            var domain = pace.Domains.Find(recipient);
            // A person waits: such a mail tries a domain that is held back, one at a time.
            if (domain is null || (pace.Domains.HasPlace(domain) && (urgent || !domain.IsHeld(now))))
            {
                if (domain is not null) domain.InFlight++;
                turn = new Turn<T>(LaneOrder.Send, item) { Recipient = recipient, Urgent = urgent, Domain = domain, Taken = now };
                return true;
            }

            if (!urgent && domain.IsHeld(now)) _back.Add((item, pace.Clock.GetUtcNow() + (domain.HeldUntil - now)));
            else if (!urgent && mails.Parked >= capacity / 2) _back.Add((item, pace.Clock.GetUtcNow() + Soon));
            else mails.Park(domain.Key, item, recipient);
        }

        turn = default;
        return false;
    }
}
