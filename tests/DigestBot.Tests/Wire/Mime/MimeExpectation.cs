using System.Text.Json;
using System.Text.RegularExpressions;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Compares a message with the form in which the corpus describes one.</summary>
internal static class MimeExpectation
{
    /// <summary>The first difference, or null.</summary>
    public static string? Difference(JsonElement expected, ReceivedMessage message)
    {
        var parts = message.AllParts().ToList();
        var wanted = expected.GetProperty("parts");
        var fields = wanted[0].GetProperty("headers").EnumerateArray().ToList();
        if (Text(fields, "subject") is { } subject && !Same(subject, message.Subject))
            return $"subject: {message.Subject} instead of {subject}";
        foreach (var (header, addresses) in new[] { ("from", message.From), ("to", message.To) })
            if (Addresses(fields, header) is { } list && !(list.Count == addresses.Count && list.Zip(addresses).All(pair => Same(pair.First.Name ?? "", pair.Second.Name ?? "") && Same(pair.First.Address, pair.Second.Address))))
                return $"{header}: {string.Join("; ", addresses)} instead of {string.Join("; ", list)}";
        if (Date(fields) is { } date && date != message.Date)
            return $"date: {message.Date} instead of {date}";
        if (parts.Count != wanted.GetArrayLength())
            return $"{parts.Count} parts instead of {wanted.GetArrayLength()}";
        for (var i = 0; i < parts.Count; i++)
            if (Content(wanted[i].GetProperty("body"), parts[i]) is { } difference)
                return $"part {i}: {difference}";
        return Order(expected, "text_body", message.TextParts) ?? Order(expected, "html_body", message.HtmlParts) ?? Order(expected, "attachments", message.Attachments);

        string? Order(JsonElement element, string list, IReadOnlyList<MimePart> found)
        {
            var indexes = element.GetProperty(list).EnumerateArray().Select(index => index.GetInt32()).ToList();
            var actual = found.Select(part => parts.IndexOf(part)).ToList();
            return indexes.SequenceEqual(actual) ? null : $"{list}: [{string.Join(",", actual)}] instead of [{string.Join(",", indexes)}]";
        }
    }

    private static string? Content(JsonElement body, MimePart part)
    {
        var kind = body.EnumerateObject().First();
        switch (kind.Name)
        {
            case "Multipart":
                return part.Parts.Count == kind.Value.GetArrayLength() ? null : $"{part.Parts.Count} parts instead of {kind.Value.GetArrayLength()}";
            case "Text" or "Html":
                return Same(kind.Value.GetString()!, part.Text) ? null : $"text: {Short(part.Text)} instead of {Short(kind.Value.GetString()!)}";
            case "Message":
                return part.Message is null ? "no message" : Difference(kind.Value, part.Message);
            default:
                var octets = kind.Value.EnumerateArray().Select(octet => (byte)octet.GetInt32()).ToArray();
                return part.Content.Span.SequenceEqual(octets) ? null : $"{part.Content.Length} octets instead of {octets.Length}";
        }
    }

    /// <summary>Line ends apart; and where the other parser could read nothing (U+FFFD), any text is right.</summary>
    private static bool Same(string expected, string actual)
    {
        var pieces = Lines(expected).Split('\ufffd').Select(Regex.Escape);
        return expected.Contains('\ufffd', StringComparison.Ordinal)
            ? Regex.IsMatch(Lines(actual), @"\A" + string.Join(@"[^\n]{0,4}", pieces) + @"\z", RegexOptions.NonBacktracking)
            : Lines(expected) == Lines(actual);
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Short(string text) => JsonSerializer.Serialize(text.Length > 300 ? text[..100] + "…" + text[^100..] : text);

    private static JsonElement? Value(List<JsonElement> fields, string name, string kind)
    {
        foreach (var header in fields)
            if (header.GetProperty("name") is { ValueKind: JsonValueKind.String } given && given.GetString() == name)
                return header.GetProperty("value") is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(kind, out var found) ? found : null;
        return null;
    }

    private static string? Text(List<JsonElement> fields, string name) => Value(fields, name, "Text")?.GetString();

    private static List<Mailbox>? Addresses(List<JsonElement> fields, string name) =>
        Value(fields, name, "Address") is { } address && address.TryGetProperty("List", out var list)
            ? [.. list.EnumerateArray().Select(one => new Mailbox(one.GetProperty("name").GetString(), one.GetProperty("address").GetString() ?? ""))]
            : null;

    private static DateTimeOffset? Date(List<JsonElement> fields)
    {
        if (Value(fields, "date", "DateTime") is not { } date)
            return null;
        var offset = TimeSpan.FromMinutes(Number("tz_hour") * 60 + Number("tz_minute"));
        var local = new DateTime(Number("year"), Number("month"), Number("day"), Number("hour"), Number("minute"), Number("second"), DateTimeKind.Unspecified);
        return new DateTimeOffset(local, date.GetProperty("tz_before_gmt").GetBoolean() ? -offset : offset);

        int Number(string name) => date.GetProperty(name).GetInt32();
    }
}
