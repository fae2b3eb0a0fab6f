using System.Text.Json;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>Fields of a JSON object whose writer may have put anything there.</summary>
internal static class JsonFields
{
    /// <summary>A string, or a number as text; null for anything else, for white space and for text that is no valid Unicode.</summary>
    public static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
            return null;
        return OfValue(value);
    }

    public static string? OfValue(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var text = TextCleaning.Clean(value.GetString() ?? "").Trim();
            return text.Length > 0 ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair: no text.
        }
    }

    public static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>The names in <c>authors</c> (1.1) or <c>author</c> (1.0); null when there are none.</summary>
    public static string? Authors(JsonElement element)
    {
        var names = People.Names(List(element, "authors").Select(author => Text(author, "name") ?? OfValue(author)));
        if (names is not null || !element.TryGetProperty("author", out var one))
            return names;
        return People.Names([Text(one, "name") ?? OfValue(one)]);
    }
}
