using System.Text;

namespace DigestBot.Mail.Pacing;

/// <summary>
/// The recipient domains that have mails on their way or have been in trouble, a bounded number: when it is full, the one in trouble that refused longest ago is forgotten.
/// While no limit is set and no domain is in trouble it is empty, and nothing is looked up.
/// A smarthost hides the domains behind one queue of its own, where our concurrency means nothing to them: so there is no limit for each domain unless the operator sets one
/// (a relay that delivers while it takes, or a domain's own server). What a relay answers at RCPT for one domain's recipients is seen either way, so holding back is always on.
/// </summary>
/// <param name="perDomain">Mails on their way to one domain at the same time; 0 for no limit.</param>
/// <param name="most">Domains that are remembered.</param>
internal sealed class DomainTable(int perDomain, int most = DomainTable.Most)
{
    /// <summary>Domains that are remembered unless said otherwise.</summary>
    public const int Most = 4096;

    private readonly Dictionary<string, Domain> _domains = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many are known.</summary>
    public int Count => _domains.Count;

    /// <summary>The domain of a mail that wants to go; null when nothing is known of it and nothing need be.</summary>
    public Domain? Find(string recipient)
    {
        if (perDomain == 0 && _domains.Count == 0) return null;
        return Known(recipient) ?? (perDomain == 0 ? null : Add(DomainKey.Of(recipient)));
    }

    /// <summary>Whether another mail may be on its way to it.</summary>
    public bool HasPlace(Domain domain) => domain.HasPlace(perDomain);

    /// <summary>A mail ended so.</summary>
    /// <param name="recipient">Whose it was.</param>
    /// <param name="domain">As it was found when the mail set out, or null.</param>
    /// <param name="verdict">What its end says.</param>
    /// <param name="now">Now.</param>
    public void Ended(string recipient, Domain? domain, Verdict verdict, TimeSpan now)
    {
        if (domain is not null) domain.InFlight--;
        var known = domain ?? Known(recipient) ?? (verdict.DomainWeight > 0 ? Add(DomainKey.Of(recipient)) : null);
        known?.Note(verdict, now);
        if (known is { IsPlain: true }) _domains.Remove(known.Key);
    }

    /// <summary>Names of those whose mails are held back now.</summary>
    public IEnumerable<Domain> Held(TimeSpan now) => _domains.Values.Where(domain => domain.IsHeld(now));

    // A domain in ASCII is found without making a string of it.
    private Domain? Known(string recipient)
    {
        if (_domains.Count == 0) return null;
        var written = DomainKey.Written(recipient);
        Domain? known;
        if (Ascii.IsValid(written)) _domains.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(written, out known);
        else _domains.TryGetValue(DomainKey.Of(recipient), out known);
        return known;
    }

    // Null when the table is full of domains with mails on their way: more than connections, so of a table that is too small.
    private Domain? Add(string key)
    {
        if (_domains.Count >= most)
        {
            var oldest = _domains.Values.Where(domain => domain.InFlight == 0).MinBy(domain => domain.Refused);
            if (oldest is null) return null;
            _domains.Remove(oldest.Key);
        }

        var added = new Domain(key);
        _domains.Add(key, added);
        return added;
    }
}
