using System.Buffers;

namespace DigestBot.Wire.Mime;

/// <summary>Writes address lists: <c>Name &lt;local@domain&gt;, …</c> (RFC 5322 3.4), ASCII only.</summary>
internal static class AddressWriter
{
    private static readonly SearchValues<char> NeverInAddress = SearchValues.Create("<>,;\\\"()[]: ");

    public static void Write(FoldedField field, IReadOnlyList<Mailbox> mailboxes)
    {
        if (mailboxes.Count == 0)
            throw new ArgumentException($"The {field.Name} header needs at least one address.", nameof(mailboxes));
        for (var i = 0; i < mailboxes.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(mailboxes[i]);
            var address = Checked(field.Name, mailboxes[i].Address);
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
    }

    /// <summary>The address in ASCII, or an exception: nothing that could be read as a second address or a second line gets out.</summary>
    public static string Checked(string header, string address)
    {
        FoldedField.CheckValue(header, address);
        if (EmailAddress.TryParse(address, out var parsed, out var reason))
            return parsed.ToString();
        // Names without a dot (localhost) and address literals do on the operator's own network.
        var at = address.LastIndexOf('@');
        var (local, domain) = at > 0 ? (address[..at], address[(at + 1)..]) : ("", "");
        var literal = domain.StartsWith('[') && domain.EndsWith(']') ? domain[1..^1].Replace(":", "", StringComparison.Ordinal) : domain;
        var plain = (local + literal).AsSpan();
        if (local.Length == 0 || literal.Length == 0 || local.Contains('@') || plain.ContainsAny(NeverInAddress) || plain.ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException($"The {header} header cannot carry this address: {reason}", nameof(address));
        return address;
    }
}
