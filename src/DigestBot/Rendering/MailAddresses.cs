using System.Globalization;
using DigestBot.Subscribers;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>The addresses and Message-IDs of our mails, and what they say when they come back.</summary>
public sealed class MailAddresses(MailOptions options, Tokens tokens)
{
    // Braces are characters of an address as any other. In ASCII: these go into commands, and into headers that know no encoding.
    private readonly string _bounces = EmailAddress.Normalise(options.Bounces.Length > 0 ? options.Bounces : options.From.Insert(options.From.LastIndexOf('@'), "+{token}"));
    private readonly string _replies = EmailAddress.Normalise(options.ReplyTo.Length > 0 ? options.ReplyTo : options.From);

    private string EnvelopeDomain => _bounces[(_bounces.LastIndexOf('@') + 1)..];

    /// <summary>The envelope sender of one mail: a bounce to it names the mail.</summary>
    public string EnvelopeFrom(long mail) => _bounces.Replace("{token}", tokens.Make(TokenPurpose.Bounce, mail), StringComparison.Ordinal);

    /// <summary>Where a subscriber's replies go.</summary>
    public string ReplyTo(long subscriber) =>
        _replies.Replace("{token}", tokens.Make(TokenPurpose.Reply, subscriber), StringComparison.Ordinal);

    /// <summary>A mail that says "unsubscribe" by itself, for mail programs that leave by mail (RFC 2369 3.2).</summary>
    public string UnsubscribeMailto(long subscriber) =>
        $"mailto:{Escaped(ReplyTo(subscriber))}?subject=unsubscribe%20{tokens.Make(TokenPurpose.Reply, subscriber)}";

    /// <summary>Message-ID of a mail, without brackets: the same on every attempt, and a reply to it says who replies.</summary>
    public string MessageId(long mail, long? subscriber) =>
        string.Create(CultureInfo.InvariantCulture, $"{mail}.{tokens.Make(TokenPurpose.Reply, subscriber ?? 0)}@{options.Domain}");

    /// <summary>The subscriber whom a Message-ID of ours stands for, or null.</summary>
    public long? SubscriberOfMessageId(string messageId)
    {
        var at = messageId.LastIndexOf('@');
        var dot = messageId.IndexOf('.', StringComparison.Ordinal);
        return at > dot && dot > 0 ? Known(tokens.Read(TokenPurpose.Reply, messageId[(dot + 1)..at])) : null;
    }

    /// <summary>The mail whose envelope sender this is, or null: what a bounce is about, however its text may name it.</summary>
    public long? MailOfEnvelope(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 0 || !EnvelopeDomain.Equals(address[(at + 1)..], StringComparison.OrdinalIgnoreCase)) return null;
        foreach (var part in Parts(address))
            if (Known(tokens.Read(TokenPurpose.Bounce, part)) is { } mail) return mail;
        return null;
    }

    /// <summary>The subscriber whom an address of ours ("…+token@…") stands for, or null.</summary>
    public long? SubscriberOfAddress(string address)
    {
        foreach (var part in Parts(address))
            if (Known(tokens.Read(TokenPurpose.Reply, part)) is { } subscriber) return subscriber;
        return null;
    }

    /// <summary>The subscriber whom a token standing alone in a subject stands for, or null.</summary>
    public long? SubscriberOfSubject(string subject)
    {
        foreach (var word in subject.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(16))
            if (Known(tokens.Read(TokenPurpose.Reply, word)) is { } subscriber) return subscriber;
        return null;
    }

    /// <summary>Where a token may stand in an address: each part before the @, as +, - and = divide it; none where there is no @.</summary>
    internal static string[] Parts(string address) => address.LastIndexOf('@') is >= 0 and var at ? address[..at].Split('+', '-', '=') : [];

    /// <summary>RFC 6068 2: what has a meaning of its own in a mailto address, or stands in no address of the web.</summary>
    private static string Escaped(string address) =>
        string.Concat(address.Select(c => "%/?#[]&;=\"\\ `{|}^".Contains(c, StringComparison.Ordinal) ? "%" + ((int)c).ToString("X2", CultureInfo.InvariantCulture) : c.ToString()));

    private static long? Known(long? id) => id is > 0 ? id : null;
}
