namespace DigestBot.Wire.Mime;

/// <summary>Writes address lists: <c>Name &lt;local@domain&gt;, …</c> (RFC 5322 3.4), in ASCII but for local parts that are not (RFC 6532 3.2).</summary>
internal static class AddressWriter
{
    /// <summary>Writes a list.</summary>
    /// <returns>Whether it is ASCII.</returns>
    public static bool Write(FoldedField field, IReadOnlyList<Mailbox> mailboxes)
    {
        if (mailboxes.Count == 0)
            throw new ArgumentException($"The {field.Name} header needs at least one address.", nameof(mailboxes));
        var ascii = true;
        for (var i = 0; i < mailboxes.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(mailboxes[i]);
            var parsed = Parsed(field.Name, mailboxes[i].Address);
            ascii &= !parsed.IsInternational;
            var address = parsed.ToString();
            var comma = i < mailboxes.Count - 1 ? "," : "";
            if (string.IsNullOrWhiteSpace(mailboxes[i].Name))
            {
                field.Word(" ", address + comma);
                continue;
            }
            FoldedField.CheckValue(field.Name, mailboxes[i].Name!);
            EncodedWordWriter.Phrase(field, mailboxes[i].Name!.Trim());
            field.Word(" ", $"<{address}>{comma}");
        }
        return ascii;
    }

    /// <summary>The address in ASCII, or an exception: what stands in an identifier goes everywhere, and needs no SMTPUTF8.</summary>
    public static string Checked(string header, string address) =>
        Parsed(header, address) is { IsInternational: false } parsed
            ? parsed.ToString()
            : throw new ArgumentException($"The {header} header cannot carry this address: the part before the @ is not ASCII.", nameof(address));

    /// <summary>The address, or an exception: nothing that could be read as a second address or a second line gets out.</summary>
    private static EmailAddress Parsed(string header, string address)
    {
        FoldedField.CheckValue(header, address);
        return ReachableAddress.TryParse(address, out var parsed, out var reason)
            ? parsed
            : throw new ArgumentException($"The {header} header cannot carry this address: {reason}", nameof(address));
    }
}
