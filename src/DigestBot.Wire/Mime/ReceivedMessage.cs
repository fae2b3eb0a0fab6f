namespace DigestBot.Wire.Mime;

/// <summary>A message as it was received (RFC 5322). Made by <see cref="MessageReader"/>; no property throws, whatever the message holds.</summary>
public sealed class ReceivedMessage
{
    private readonly Lazy<BodySelection> _selection;
    private readonly Lazy<string?> _text;
    private readonly Lazy<string?> _html;

    internal ReceivedMessage(MimePart root, IReadOnlyList<MimeProblem> problems)
    {
        Root = root;
        Problems = problems;
        _selection = new(() => BodySelection.Of(Root));
        _text = new(() => BodyText.Plain(_selection.Value.Text));
        _html = new(() => BodyText.Html(_selection.Value.Html));
    }

    /// <summary>The header fields in order.</summary>
    public HeaderList Headers => Root.Headers;

    /// <summary>The tree of parts; a message without MIME is one part.</summary>
    public MimePart Root { get; }

    /// <summary>What was wrong with the message; the same list for the messages inside it.</summary>
    public IReadOnlyList<MimeProblem> Problems { get; }

    /// <summary>The subject; empty when there is none.</summary>
    public string Subject => Headers["Subject"] ?? "";

    /// <summary>The authors.</summary>
    public IReadOnlyList<Mailbox> From => Addresses("From");

    /// <summary>Who sent it on behalf of the authors.</summary>
    public IReadOnlyList<Mailbox> Sender => Addresses("Sender");

    /// <summary>The recipients.</summary>
    public IReadOnlyList<Mailbox> To => Addresses("To");

    /// <summary>The other recipients.</summary>
    public IReadOnlyList<Mailbox> Cc => Addresses("Cc");

    /// <summary>Where answers should go; empty means From.</summary>
    public IReadOnlyList<Mailbox> ReplyTo => Addresses("Reply-To");

    /// <summary>The Date header, or null.</summary>
    public DateTimeOffset? Date => MailDate.Parse(Headers["Date"]);

    /// <summary>The Message-ID without its brackets, or null.</summary>
    public string? MessageId => MessageIds.Read(Headers.First("Message-ID")?.Structured) is [var id, ..] ? id : null;

    /// <summary>The identifiers of In-Reply-To, without brackets.</summary>
    public IReadOnlyList<string> InReplyTo => MessageIds.Read(Headers.First("In-Reply-To")?.Structured);

    /// <summary>The identifiers of References, without brackets, oldest first.</summary>
    public IReadOnlyList<string> References => MessageIds.Read(Headers.First("References")?.Structured);

    /// <summary>The best plain text: the text parts with LF line breaks, flowed text joined; HTML turned into text where there is no other. Null when there is neither.</summary>
    public string? TextBody => _text.Value;

    /// <summary>The HTML body as the sender wrote it (never safe to show), or null.</summary>
    public string? HtmlBody => _html.Value;

    /// <summary>The parts that are shown to a reader of plain text, in order (RFC 8621 4.1.4).</summary>
    public IReadOnlyList<MimePart> TextParts => _selection.Value.Text;

    /// <summary>The parts that are shown to a reader of HTML, in order (RFC 8621 4.1.4).</summary>
    public IReadOnlyList<MimePart> HtmlParts => _selection.Value.Html;

    /// <summary>Everything else that is not a multipart: files, messages, pictures.</summary>
    public IReadOnlyList<MimePart> Attachments => _selection.Value.Attachments;

    /// <summary>Reads any header that holds addresses; of several of one name all are read.</summary>
    public IReadOnlyList<Mailbox> Addresses(string header) =>
        [.. Headers.All(header).SelectMany(field => AddressReader.Read(field.Structured)).Take(AddressReader.Most)];

    /// <summary>All parts of this message, each before its own parts; messages inside are one part each.</summary>
    public IEnumerable<MimePart> AllParts()
    {
        var waiting = new Stack<MimePart>([Root]);
        while (waiting.TryPop(out var part))
        {
            yield return part;
            for (var i = part.Parts.Count - 1; i >= 0; i--)
                waiting.Push(part.Parts[i]);
        }
    }
}
