namespace DigestBot.Wire.Mime;

/// <summary>A header field that is checked, encoded and folded, for one message or for many.</summary>
public sealed class WrittenField
{
    internal WrittenField(string name, string text, bool ascii) => (Name, Text, IsAscii) = (name, text, ascii);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The whole field with its CRLF.</summary>
    internal string Text { get; }

    /// <summary>Whether it is ASCII: all are but those that hold an address which is not (RFC 6532 3.2).</summary>
    internal bool IsAscii { get; }

    /// <summary>A field that holds addresses; names are quoted or encoded where they need it, domains become punycode.</summary>
    /// <exception cref="ArgumentException">No address, or one that a header cannot carry.</exception>
    public static WrittenField Addresses(string name, params IReadOnlyList<Mailbox> mailboxes)
    {
        ArgumentNullException.ThrowIfNull(mailboxes);
        var field = new FoldedField(name);
        var ascii = AddressWriter.Write(field, mailboxes);
        return field.Written(ascii);
    }

    /// <summary>A field whose value is free text; encoded where it is not ASCII.</summary>
    /// <exception cref="ArgumentException">The text has more than one line.</exception>
    public static WrittenField FreeText(string name, string value)
    {
        var field = new FoldedField(name);
        FoldedField.CheckValue(name, value);
        EncodedWordWriter.Text(field, value);
        return field.Written();
    }

    /// <summary>A field whose value has a syntax of its own: written as given, folded at its white space, ASCII only.</summary>
    /// <exception cref="ArgumentException">The value is not printable ASCII.</exception>
    public static WrittenField Structured(string name, string value)
    {
        var field = new FoldedField(name);
        FoldedField.CheckValue(name, value);
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"The value of the {name} header must be printable ASCII; free text belongs into {nameof(FreeText)}.", nameof(value));
        field.Words(" " + value.Trim());
        return field.Written();
    }

    /// <summary>The List-Id field (RFC 2919).</summary>
    /// <param name="description">What the list is called; null for none.</param>
    /// <param name="id">The identifier without angle brackets, as <c>daily.example.org</c>.</param>
    /// <exception cref="ArgumentException">The identifier is none, or the description has more than one line.</exception>
    public static WrittenField ListId(string? description, string id)
    {
        AddressWriter.Checked("List-Id", "list@" + id);
        var field = new FoldedField("List-Id");
        if (!string.IsNullOrWhiteSpace(description))
        {
            FoldedField.CheckValue(field.Name, description);
            EncodedWordWriter.Phrase(field, description.Trim());
        }

        field.Word(" ", $"<{id}>");
        return field.Written();
    }
}
