using System.Collections.Frozen;

namespace DigestBot.Wire.Html;

/// <summary>The attributes that say something about an article; all others are left out before a tree is built.</summary>
internal static class AttributeNames
{
    private static readonly FrozenDictionary<string, string> Kept =
        "id class hidden aria-hidden role pubdate href rel itemprop itemtype property name content datetime http-equiv lang xml:lang type style"
            .Split(' ').ToFrozenDictionary(n => n, n => n, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Kept.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name in lower case, or null when the attribute does not matter.</summary>
    public static string? Intern(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var known) ? known : null;

    /// <summary>Whether a style attribute takes its element off the screen.</summary>
    public static bool HidesElement(ReadOnlySpan<char> style) =>
        Declares(style, "display", "none") || Declares(style, "visibility", "hidden");

    private static bool Declares(ReadOnlySpan<char> style, string property, string value)
    {
        for (int at; (at = style.IndexOf(property, StringComparison.OrdinalIgnoreCase)) >= 0; style = style[(at + 1)..])
        {
            var rest = style[(at + property.Length)..].TrimStart();
            if (rest.StartsWith(":") && rest[1..].TrimStart().StartsWith(value, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
