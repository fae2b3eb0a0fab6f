using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>An item of the list <c>Mail:Dkim</c>: a key that signs every mail (RFC 6376).</summary>
public sealed class DkimOptions
{
    /// <summary>Selectors at the same time: two while a key is replaced by another.</summary>
    public const int Most = 4;

    /// <summary>The name under which the key is published: SELECTOR._domainkey.DOMAIN.</summary>
    public string Selector { get; set; } = "";

    /// <summary>PEM file with the private key.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The signing domain; empty for From's.</summary>
    public string Domain { get; set; } = "";

    /// <summary>The signing domain in ASCII; null when it is none.</summary>
    public string? DomainFor(MailOptions mail) => EmailDomain.TryParse(Domain.Length > 0 ? Domain : mail.Domain, out var ascii, out _) ? ascii : null;

    /// <summary>What is wrong with these settings but for what the file holds: (setting, value, what would be right).</summary>
    internal IEnumerable<(string Setting, object Value, string Right)> Problems(int index, MailOptions mail)
    {
        if (KeyFile.Length == 0) yield return ($"Mail:Dkim:{index}:KeyFile", KeyFile, "a PEM file; \"digestbot doctor --dkim --new SELECTOR\" makes one");
        if (DomainFor(mail) is not { } domain)
        {
            // A From that is no address is told by itself.
            if (Domain.Length > 0) yield return ($"Mail:Dkim:{index}:Domain", Domain, "a domain, or empty for From's");
            yield break;
        }

        if (DkimKey.SelectorProblem(Selector, domain) is { Length: > 0 } right) yield return ($"Mail:Dkim:{index}:Selector", Selector, right);
        // RFC 7489 3.1.1: a signature of another organisation's domain says nothing about From.
        if (Domain.Length > 0 && EmailDomain.TryParse(mail.Domain, out var from, out _) && !EmailDomain.AreRelated(domain, from))
            yield return ($"Mail:Dkim:{index}:Domain", Domain, $"the domain of Mail:From ({from}), or one above or below it: another's signature does not count for DMARC");
    }
}
