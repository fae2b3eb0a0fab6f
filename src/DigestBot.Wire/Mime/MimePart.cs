namespace DigestBot.Wire.Mime;

/// <summary>One node of a message's tree (RFC 2045-2047). Content is decoded when it is asked for.</summary>
public sealed class MimePart
{
    internal MimePart(HeaderList headers, ContentType contentType)
    {
        Headers = headers;
        ContentType = contentType;
        Disposition = ContentType.ReadDisposition(headers.First("Content-Disposition")?.Structured);
        var encoding = headers.First("Content-Transfer-Encoding")?.Value.Trim(' ', ';', '"').ToLowerInvariant();
        TransferEncoding = string.IsNullOrEmpty(encoding) ? "7bit" : encoding;
    }

    /// <summary>The part's own header fields; for the root, those of the message.</summary>
    public HeaderList Headers { get; }

    /// <summary>The type; text/plain when none is given.</summary>
    public ContentType ContentType { get; }

    /// <summary>The disposition (<c>Type</c> is <c>inline</c> or <c>attachment</c>) with its parameters, or null.</summary>
    public ContentType? Disposition { get; }

    /// <summary>The transfer encoding in lower case; <c>7bit</c> when none is given.</summary>
    public string TransferEncoding { get; }

    /// <summary>The name under which the sender stored the content, from either header. A stranger's text: never a path to open.</summary>
    public string? FileName => Disposition?.Parameters.GetValueOrDefault("filename") ?? ContentType.Parameters.GetValueOrDefault("name");

    /// <summary>The Content-ID without its brackets, or null.</summary>
    public string? ContentId => Headers.First("Content-ID") is { } given ? MessageIds.Read(given.Structured) is [var id, ..] ? id : given.Value : null;

    /// <summary>The octets between header and boundary, encoded as they came; empty for multiparts.</summary>
    public ReadOnlyMemory<byte> Raw { get; internal set; }

    /// <summary>The parts of a multipart, in order.</summary>
    public IReadOnlyList<MimePart> Parts { get; internal set; } = [];

    /// <summary>The message that this part holds (message/rfc822), or null.</summary>
    public ReceivedMessage? Message { get; internal set; }

    /// <summary>What stands before the first boundary of a multipart, for readers without MIME.</summary>
    public ReadOnlyMemory<byte> Preamble { get; internal set; }

    /// <summary>What stands after the last boundary of a multipart.</summary>
    public ReadOnlyMemory<byte> Epilogue { get; internal set; }

    /// <summary>Whether the type is multipart/*.</summary>
    public bool IsMultipart => ContentType.Type == "multipart";

    /// <summary>Whether the sender calls it an attachment.</summary>
    public bool IsAttachment => Disposition?.Type == "attachment";

    /// <summary>The decoded octets; decoded anew at each call unless nothing is encoded.</summary>
    public ReadOnlyMemory<byte> Content => Decode(Raw);

    /// <summary>The content as text, with the sender's line breaks; of a very long one the first <see cref="MimeLimits.TextLength"/> octets. Decoded anew at each call.</summary>
    public string Text => Charsets.Decode(Decode(Raw[..Math.Min(Raw.Length, MimeLimits.TextLength)]).Span, ContentType.Charset);

    internal bool IsEncoded => TransferEncoding is "base64" or "quoted-printable" or "x-uuencode" or "uuencode" or "x-uue";

    private ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> raw) => TransferEncoding switch
    {
        "base64" => Base64Text.Decode(raw.Span),
        "quoted-printable" => QuotedPrintableText.Decode(raw.Span),
        "x-uuencode" or "uuencode" or "x-uue" => UuencodedText.Decode(raw.Span),
        _ => raw,
    };
}
