using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Writes address lists: <c>Name &lt;local@domain&gt;, …</c> (RFC 5322 3.4), ASCII only.</summary>
internal static class AddressWriter
{
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
        if (!ReachableAddress.TryParse(address, out var parsed, out var reason))
            throw new ArgumentException($"The {header} header cannot carry this address: {reason}", nameof(address));
        // RFC 6532 would allow it in a message that only servers with SMTPUTF8 can take; this writer's messages go everywhere.
        return Ascii.IsValid(parsed.LocalPart)
            ? parsed.ToString()
            : throw new ArgumentException($"The {header} header cannot carry this address: the part before the @ is not ASCII.", nameof(address));
    }
}
