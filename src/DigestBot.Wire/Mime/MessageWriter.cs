using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Writes one message (RFC 5322, 2045-2047): header fields in the order in which they are added, then the MIME fields and the body.
/// Everything is 7-bit with CRLF, folded, and a pure function of what is given; only an address that is not ASCII is UTF-8 in its header (RFC 6532), and needs SMTPUTF8 on the way. What could forge a header is an <see cref="ArgumentException"/>.
/// </summary>
public sealed class MessageWriter
{
    private static readonly string[] Own = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

    private readonly List<WrittenField> _fields = new(24);
    private EncodedBody? _text;
    private EncodedBody? _html;
    private bool _flowed;
    private string _messageId = "";
    private string? _boundary;

    /// <summary>Adds the From header (RFC 5322 3.6.2).</summary>
    public MessageWriter From(Mailbox author) => Addresses("From", author);

    /// <summary>Adds the To header (RFC 5322 3.6.3).</summary>
    public MessageWriter To(params Mailbox[] recipients) => Addresses("To", recipients);

    /// <summary>Adds the Reply-To header.</summary>
    public MessageWriter ReplyTo(params Mailbox[] mailboxes) => Addresses("Reply-To", mailboxes);

    /// <summary>Adds any header that holds addresses; names are quoted or encoded where they need it, domains become punycode.</summary>
    public MessageWriter Addresses(string name, params Mailbox[] mailboxes) => Add(WrittenField.Addresses(name, mailboxes));

    /// <summary>Adds the Subject header.</summary>
    public MessageWriter Subject(string subject) => TextHeader("Subject", subject);

    /// <summary>Adds the Date header (RFC 5322 3.3), in the offset given.</summary>
    public MessageWriter Date(DateTimeOffset date) => Header("Date", MailDate.Format(date));

    /// <summary>Adds the Message-ID header (RFC 5322 3.6.4).</summary>
    /// <param name="id">The identifier without angle brackets, as <c>left@domain</c>.</param>
    public MessageWriter MessageId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        _messageId = AddressWriter.Checked("Message-ID", id);
        _boundary = null;
        return Header("Message-ID", $"<{id}>");
    }

    /// <summary>Adds a header whose value is free text; encoded where it is not ASCII.</summary>
    public MessageWriter TextHeader(string name, string value) => Add(WrittenField.FreeText(name, value));

    /// <summary>Adds a header whose value has a syntax of its own: written as given, folded at its white space, ASCII only.</summary>
    public MessageWriter Header(string name, string value) => Add(WrittenField.Structured(name, value));

    /// <summary>Adds a header field that was written before.</summary>
    /// <exception cref="ArgumentException">The message has one of that name, or the name is of one that is written from the bodies.</exception>
    public MessageWriter Add(WrittenField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        foreach (var own in Own)
            if (own.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"{field.Name} is written from the bodies; it cannot be given.");
        foreach (var known in _fields)
            if (known.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"The message has a {field.Name} header already.");
        _fields.Add(field);
        return this;
    }

    /// <summary>Sets the plain-text body.</summary>
    /// <param name="body">The encoded text.</param>
    /// <param name="flowed">Whether its lines were wrapped by <see cref="FlowedText.Wrap"/> (RFC 3676).</param>
    public MessageWriter Text(EncodedBody body, bool flowed = true)
    {
        _text = body;
        _flowed = flowed;
        return this;
    }

    /// <summary>Sets the plain-text body; it is wrapped as flowed text and encoded here.</summary>
    public MessageWriter Text(string text) => Text(EncodedBody.Of(FlowedText.Wrap(text)));

    /// <summary>Sets the HTML body.</summary>
    public MessageWriter Html(EncodedBody body)
    {
        _html = body;
        return this;
    }

    /// <summary>Sets the HTML body, encoded here.</summary>
    public MessageWriter Html(string html) => Html(EncodedBody.Of(html));

    /// <summary>The whole message.</summary>
    public byte[] ToArray()
    {
        using var output = ToBuffer();
        return output.Written.ToArray();
    }

    /// <summary>The whole message, in an array that can be given back.</summary>
    public RentedBuffer ToBuffer() => ToBuffer(0);

    /// <summary>The whole message behind so many octets that are left free.</summary>
    internal RentedBuffer ToBuffer(int room)
    {
        const int MimeFields = 1024;
        var output = new RentedBuffer(room + MimeFields + _fields.Sum(field => field.Text.Length) + (int)Math.Min(int.MaxValue / 2, (_text?.Length ?? 0) + (_html?.Length ?? 0)));
        output.GetSpan(room);
        output.Advance(room);
        WriteTo(output);
        return output;
    }

    /// <summary>Writes the whole message.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        WriteHeaders(output);
        output.Write("\r\n"u8);
        WriteBody(output);
    }

    /// <summary>Writes the header fields, without the empty line after them: what a signer needs apart.</summary>
    public void WriteHeaders(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var field in _fields)
            (field.IsAscii ? Encoding.ASCII : Encoding.UTF8).GetBytes(field.Text, output);
        Ascii(output, "MIME-Version: 1.0\r\n");
        if (_text is not null && _html is not null)
            Ascii(output, $"Content-Type: multipart/alternative;\r\n boundary=\"{Boundary()}\"\r\n");
        else if ((_text ?? _html) is { } only)
            Ascii(output, PartFields(only));
    }

    /// <summary>Writes the body alone. A body that ends with CRLF is followed by one more before its boundary, which is not part of it (RFC 2046 5.1.1).</summary>
    public void WriteBody(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_text is null || _html is null)
        {
            Copy(output, _text ?? _html);
            if ((_text ?? _html) is { Segments: [.., var last] } && !last.Span.EndsWith("\r\n"u8))
                Ascii(output, "\r\n");
            return;
        }
        var boundary = Boundary();
        Ascii(output, $"--{boundary}\r\n{PartFields(_text)}\r\n");
        Copy(output, _text);
        Ascii(output, $"\r\n--{boundary}\r\n{PartFields(_html)}\r\n");
        Copy(output, _html);
        Ascii(output, $"\r\n--{boundary}--\r\n");
    }

    private string PartFields(EncodedBody body)
    {
        var type = body != _text ? "text/html; charset=utf-8" : _flowed ? "text/plain; charset=utf-8; format=flowed; delsp=yes" : "text/plain; charset=utf-8";
        return $"Content-Type: {type}\r\nContent-Transfer-Encoding: {body.TransferEncoding}\r\n";
    }

    /// <summary>
    /// The same for the same Message-ID. It begins with "=_", which neither encoding can produce (RFC 2045 6.7: "=" is followed by two hexadecimal digits or
    /// the end of the line; 6.8: base64 has no "_"), so that no body has to be searched for it.
    /// </summary>
    private string Boundary() => _boundary ??= "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("0\n" + _messageId)).AsSpan(0, 16));

    private static void Copy(IBufferWriter<byte> output, EncodedBody? body)
    {
        if (body is null)
            return;
        var target = output.GetSpan((int)Math.Min(int.MaxValue / 2, body.Length));
        var written = 0;
        for (var i = 0; i < body.Segments.Count; i++)
        {
            var segment = body.Segments[i].Span;
            segment.CopyTo(target[written..]);
            written += segment.Length;
        }
        output.Advance(written);
    }

    private static void Ascii(IBufferWriter<byte> output, string text) => Encoding.ASCII.GetBytes(text, output);
}
