using System.Text.Json;

namespace DigestBot.Wire.Html;

/// <summary>Names of the people and houses that a property of linked data holds.</summary>
internal static class LinkedNames
{
    private const int Most = 30;

    /// <summary>Nodes of a graph that are looked through for one that a property only refers to.</summary>
    private const int MostNodes = 500;

    /// <summary>The names, joined with commas; null when there are none.</summary>
    /// <param name="element">The article.</param>
    /// <param name="property">"author", "publisher".</param>
    /// <param name="root">The whole document: a property may hold only the <c>@id</c> of a node elsewhere in its <c>@graph</c> (JSON-LD 1.1, 3.4).</param>
    public static string? Of(JsonElement element, string property, JsonElement root)
    {
        if (!element.TryGetProperty(property, out var value))
            return null;
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(Most).ToArray() : [value];
        var names = items.Select(i => Name(i, root)).Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n!.Trim()).Distinct().ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static string? Name(JsonElement item, JsonElement root) =>
        item.ValueKind == JsonValueKind.String ? (IsAddress(item.GetString()!) ? null : item.GetString())
        : item.ValueKind != JsonValueKind.Object ? null
        : Own(item) ?? (JsonLd.Text(item, "@id") is { } id && Node(root, id) is { } node ? Own(node) : null);

    private static string? Own(JsonElement item)
    {
        if (JsonLd.Text(item, "name") is { } name)
            return IsAddress(name) ? null : name;
        if (item.TryGetProperty("name", out var several) && several.ValueKind == JsonValueKind.Array)
            return string.Join(", ", several.EnumerateArray().Take(Most).Where(n => n.ValueKind == JsonValueKind.String && !IsAddress(n.GetString()!)).Select(n => n.GetString()!.Trim()));
        return (JsonLd.Text(item, "givenName"), JsonLd.Text(item, "familyName")) is ({ } given, { } family) ? given + " " + family : null;
    }

    private static JsonElement? Node(JsonElement root, string id)
    {
        var nodes = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("@graph", out var graph) ? graph : root;
        if (nodes.ValueKind != JsonValueKind.Array)
            return null;
        foreach (var node in nodes.EnumerateArray().Take(MostNodes))
            if (node.ValueKind == JsonValueKind.Object && JsonLd.Text(node, "@id") == id)
                return node;
        return null;
    }

    private static bool IsAddress(string text) => text.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal);
}
