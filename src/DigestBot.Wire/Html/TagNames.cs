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

/// <summary>An element's name, with the filter's rule for it; one object for each known name.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Written">The name that stands in the filtered markup.</param>
/// <param name="Rule">What the filter does with it.</param>
/// <param name="Id">Small number; 0 for all unknown names together.</param>
internal sealed record TagName(string Name, string Written, TagRule Rule, int Id);

/// <summary>The filter's rule for each element name.</summary>
internal static class TagNames
{
    private static readonly FrozenDictionary<string, TagName> Known = Table().ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, TagName>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many ids there are.</summary>
    public static int Count { get; } = Known.Count + 1;

    /// <summary>Any name that HTML does not know: custom elements are inline, as browsers have it.</summary>
    public static TagName Unknown { get; } = new("x", "span", TagRule.Formatting, 0);

    public static TagName Of(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var known) ? known : Unknown;

    private static List<TagName> Table()
    {
        var table = new List<TagName>();
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
                table.Add(new TagName(name, WrittenAs(name, rule), rule, table.Count + 1));
        }
    }

    private static string WrittenAs(string name, TagRule rule) => name switch
    {
        "center" => "div",
        "xmp" or "listing" or "plaintext" => "pre",
        "menu" or "dir" => "ul",
        // Links are kept as links, and times for their dates; all other formatting is one to a reader.
        "a" or "time" => name,
        _ => rule == TagRule.Formatting ? "span" : name,
    };
}
