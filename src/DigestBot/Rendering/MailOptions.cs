using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>Section <c>Mail</c>: whom the mails come from and where answers go.</summary>
public sealed class MailOptions
{
    /// <summary>The address in From; its domain is also that of Message-IDs and List-Id.</summary>
    public string From { get; set; } = "digest@digestbot.example";

    /// <summary>The name in From; empty for the brand's.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where replies go; <c>{token}</c> stands for the subscriber's signed token. Empty for From.</summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>Envelope sender; <c>{token}</c> stands for the mail's signed token. Empty for From's local part with "+{token}".</summary>
    public string Bounces { get; set; } = "";

    /// <summary>Whether a bounce says which mail came back: <c>{token}</c> stands before the @, set off by +, - or =, where it is looked for.</summary>
    public bool BouncesCount => Bounces.Length == 0 || MailAddresses.Parts(Bounces).Contains(TokenPlace);

    /// <summary>Who is told when something is wrong; empty for nobody.</summary>
    public string Operator { get; set; } = "";

    /// <summary>Keys that sign every mail, once each; none when the relay signs.</summary>
    public IReadOnlyList<DkimOptions> Dkim { get; set; } = [];

    /// <summary>The domain of From, in ASCII.</summary>
    public string Domain => From[(From.LastIndexOf('@') + 1)..] is var domain && EmailDomain.TryParse(domain, out var ascii, out _) ? ascii : domain;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (!IsOwn(From, out var reason)) yield return ("Mail:From", From, "an address such as digest@your-domain.org: " + reason);
        else if (Bounces.Length == 0 && !IsOwn(From.Insert(From.LastIndexOf('@'), "+" + LongestToken), out reason))
            yield return ("Mail:From", From, "an address to whose part before the @ a token of 40 characters can be added, or set Mail:Bounces: with the token, " + Lower(reason));
        if (ReplyTo.Length > 0 && !IsOwn(WithToken(ReplyTo), out reason))
            yield return ("Mail:ReplyTo", ReplyTo, "an address such as digest+{token}@your-domain.org: " + reason);
        if (Bounces.Length > 0 && !IsOwn(WithToken(Bounces), out reason))
            yield return ("Mail:Bounces", Bounces, "an address such as bounces+{token}@your-domain.org: " + reason);
        if (Operator.Length > 0 && !EmailAddress.TryParse(Operator, out _, out reason)) yield return ("Mail:Operator", Operator, "your own address, or empty: " + reason);
        if (Dkim.Count > DkimOptions.Most) yield return ("Mail:Dkim", $"{Dkim.Count} keys", $"{DkimOptions.Most} keys at most");
        foreach (var problem in Dkim.Index().SelectMany(item => item.Item.Problems(item.Index, this))) yield return problem;
        foreach (var twice in Dkim.Index().GroupBy(item => (item.Item.Selector.ToLowerInvariant(), item.Item.DomainFor(this))).SelectMany(same => same.Skip(1)))
            yield return ($"Mail:Dkim:{twice.Index}:Selector", twice.Item.Selector, "a name of its own: each selector of a domain names one key");
    }

    /// <summary>What works, but not as the operator may think: one sentence each, with what to write instead.</summary>
    public IEnumerable<string> Warnings()
    {
        if (BouncesCount) yield break;
        var instead = Bounces.Contains(TokenPlace, StringComparison.Ordinal) ? "bounces+{token}@your-domain.org" : Bounces.Insert(Bounces.LastIndexOf('@'), "+" + TokenPlace);
        yield return $"Mail:Bounces = '{Bounces}': a bounce to it does not say which mail came back, so none counts, and mail goes on to addresses that are dead. "
            + $"Write {instead}, with {{token}} before the @ and set off by +, - or =, and have what is sent there delivered to the inbox; or leave it empty, for Mail:From with +{{token}}.";
    }

    private const string TokenPlace = "{token}";

    // As long as that of the last row that a database can count: what is right today must not stop being so.
    private static readonly string LongestToken = new('t', 40);

    /// <summary>An address of ours stands in every mail: were it not ASCII, every reader's server would have to know SMTPUTF8.</summary>
    private static bool IsOwn(string text, out string reason)
    {
        if (!EmailAddress.TryParse(text, out var address, out reason)) return false;
        if (address.IsInternational) reason = "The part before the @ must be ASCII, or nobody whose server lacks SMTPUTF8 (RFC 6531) could get mail from it.";
        return !address.IsInternational;
    }

    private static string WithToken(string pattern) => pattern.Replace(TokenPlace, LongestToken, StringComparison.Ordinal);

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
