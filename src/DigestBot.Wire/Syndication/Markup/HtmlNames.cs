using System.Collections.Frozen;

namespace DigestBot.Wire.Syndication.Markup;

/// <summary>The element names of HTML, present and past: what else stands between angle brackets in a text is text.</summary>
internal static class HtmlNames
{
    public const int Longest = 10;

    private static readonly FrozenSet<string> Known = (
        "a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas caption center " +
        "cite code col colgroup content data datalist dd del details dfn dialog dir div dl dt element em embed fieldset figcaption " +
        "figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex " +
        "kbd label legend li link main map mark marquee menu menuitem meta meter nav nobr noembed noframes noscript object ol " +
        "optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script search section select slot small " +
        "source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track " +
        "tt u ul var video wbr xmp math path g").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Inline = (
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike " +
        "strong sub sup time tt u var wbr").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Hidden =
        "applet script style template noembed noframes".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(ReadOnlySpan<char> name) => name.Length <= Longest && Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>True when the element may stand inside a word.</summary>
    public static bool IsInline(ReadOnlySpan<char> name) => Inline.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>True when the element's content is not shown.</summary>
    public static bool IsHidden(ReadOnlySpan<char> name) => Hidden.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
