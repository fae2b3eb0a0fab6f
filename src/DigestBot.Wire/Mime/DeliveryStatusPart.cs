namespace DigestBot.Wire.Mime;

/// <summary>Reads the machine-readable part of a delivery status notification (RFC 3464 2).</summary>
internal static class DeliveryStatusPart
{
    private const int MostRecipients = 1000;
    private const int MostLookedUp = 20;
    private const int LongestNotice = 20_000;

    public static List<DeliveryRecipient> Read(ReceivedMessage message)
    {
        var found = new List<DeliveryRecipient>();
        foreach (var part in message.AllParts())
        {
            var standard = part.ContentType.Type == "message" && part.ContentType.Subtype is "delivery-status" or "global-delivery-status";
            // Some systems send the fields without their type, or as a multipart without boundaries.
            if (!standard && !((part.ContentType.Type == "text" || part.IsMultipart) && part.Raw.Length < 100_000 && part.Raw.Span.IndexOf("inal-Recipient:"u8) >= 0))
                continue;
            var human = standard ? message.TextBody ?? "" : part.Text;
            human = human.Length > LongestNotice ? human[..LongestNotice] : human;
            foreach (var block in Blocks(part.Content))
                if (found.Count < MostRecipients && Recipient(block, human, lookUp: found.Count < MostLookedUp) is { } recipient && !found.Exists(other => other.Address == recipient.Address && other.Status == recipient.Status))
                    found.Add(recipient);
        }
        return found;
    }

    /// <summary>Groups of fields, parted by empty lines.</summary>
    private static IEnumerable<HeaderList> Blocks(ReadOnlyMemory<byte> content)
    {
        var text = content.Length > 1_000_000 ? content[..1_000_000] : content;
        for (var at = 0; at < text.Length;)
        {
            var before = at;
            var block = new HeaderReader(text, new BoundaryStack(), new ParserState()).Read(ref at);
            foreach (var one in AtRecipients(block))
                yield return one;
            if (block.Count > 0 && at > before)
                continue;
            // Not a field: go on with the next line.
            var length = text.Span[before..].IndexOf((byte)'\n');
            at = Math.Max(at, length < 0 ? text.Length : before + length + 1);
        }
    }

    /// <summary>Some systems forget the empty line before the next recipient.</summary>
    private static IEnumerable<HeaderList> AtRecipients(HeaderList block)
    {
        var fields = new List<HeaderField>();
        var named = false;
        foreach (var one in block)
        {
            var final = one.Name.Equals("Final-Recipient", StringComparison.OrdinalIgnoreCase);
            if (final && named)
            {
                yield return new HeaderList(fields);
                fields = [];
            }
            named |= final;
            fields.Add(one);
        }
        yield return new HeaderList(fields);
    }

    private static DeliveryRecipient? Recipient(HeaderList block, string human, bool lookUp)
    {
        var final = Address(block["Final-Recipient"]);
        var original = Address(block["Original-Recipient"]) is { Length: > 0 } asSent ? asSent : Address(block["X-Actual-Recipient"]);
        if (final.Length == 0 && original.Length == 0)
            return null;
        var diagnostic = string.Join(' ', block.All("Diagnostic-Code").Select(field => AfterType(field.Value))).Trim();
        var action = block["Action"]?.Trim().Split(' ', ';')[0].ToLowerInvariant() ?? "";
        var status = SmtpCodes.Status(block["Status"] ?? "");
        if (diagnostic.Length == 0 && lookUp)
            human = BounceText.About(human, final);
        return Bounce.Of(original.Contains('@') ? original : final, action, status, diagnostic, human, block["Diagnostic-Code"] ?? "");
    }

    /// <summary>What stands behind <c>rfc822;</c> or <c>smtp;</c>.</summary>
    private static string AfterType(string value)
    {
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        return (semicolon is > 0 and < 40 && !value.AsSpan(0, semicolon).Trim().Contains(' ') ? value[(semicolon + 1)..] : value).Trim();
    }

    private static string Address(string? field)
    {
        if (field is null)
            return "";
        var value = AfterType(field);
        return AddressReader.Read(value) is [{ Address: { Length: > 0 } address }, ..] ? address : value.Trim('<', '>', ' ');
    }
}
