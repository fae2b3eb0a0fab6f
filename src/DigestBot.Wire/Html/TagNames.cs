using System.Collections.Frozen;

namespace DigestBot.Wire.Html;

/// <summary>What <see cref="MarkupFilter"/> does with an element.</summary>
internal enum TagRule
{
    Keep,
    /// <summary>Kept, has no content and no end tag.</summary>
    Void,
    /// <summary>A neutral span when its attributes say something, else only its content is kept.</summary>
    Formatting,
    /// <summary>The tags are left out, the content is kept.</summary>
    Ignore,
    /// <summary>The element goes with everything in it.</summary>
    SkipContent,
}

/// <summary>The filter's rule for each element name.</summary>
internal static class TagNames
{
    private static readonly FrozenDictionary<string, TagRule> Rules = Table().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, string> Known = Table().Keys.ToFrozenDictionary(k => k, k => k, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name in lower case; known names are not allocated again.</summary>
    public static string Intern(ReadOnlySpan<char> name)
    {
        if (BySpan.TryGetValue(name, out var known))
            return known;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return "x";
        return name.Length > 40 ? "x" : name.ToString().ToLowerInvariant();
    }

    public static TagRule RuleOf(string name) => Rules.GetValueOrDefault(name, TagRule.Formatting);

    /// <summary>The name that stands in the filtered markup.</summary>
    public static string Written(string name) => name switch
    {
        "center" or "frameset" => "div",
        "xmp" or "listing" or "plaintext" => "pre",
        "menu" or "dir" => "ul",
        _ => name,
    };

    private static Dictionary<string, TagRule> Table()
    {
        var table = new Dictionary<string, TagRule>();
        Add(TagRule.Keep, "html head body title div section article main header hgroup form fieldset legend details summary p pre blockquote address "
            + "figure figcaption h1 h2 h3 h4 h5 h6 ul ol dl menu dir li dt dd table caption thead tbody tfoot tr td th nav footer aside dialog button label "
            + "center xmp listing plaintext progress meter datalist ruby rt rp");
        Add(TagRule.Void, "br hr meta link base");
        Add(TagRule.Formatting, "a b i em strong u s strike del ins small big tt font nobr code span time abbr acronym cite q kbd samp var sub sup mark bdi bdo dfn data");
        Add(TagRule.Ignore, "img input area col colgroup embed source track param wbr picture object map frame frameset optgroup option image keygen bgsound spacer");
        Add(TagRule.SkipContent, "script style noscript template svg iframe noembed noframes select textarea canvas audio video applet");
        return table;

        void Add(TagRule rule, string names)
        {
            foreach (var name in names.Split(' '))
                table[name] = rule;
        }
    }
}
