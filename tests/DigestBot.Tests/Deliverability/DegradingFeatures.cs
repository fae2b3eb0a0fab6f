namespace DigestBot.Tests.Deliverability;

/// <summary>
/// What mails use although a mail program does not know it, each with the reason why that mail is still whole there.
/// The names are those of caniemail.com.
/// </summary>
internal static class DegradingFeatures
{
    private const string Inline = "every element carries its own style; the sheet only adds the dark and the small screen";

    /// <summary>What some program does not know at all.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unknown = new Dictionary<string, string>
    {
        ["<style> element"] = Inline,
        ["@media"] = Inline,
        ["Class selector"] = Inline,
        ["Descendant combinator"] = Inline,
        ["Attribute selector"] = "marks the dark mode of Outlook on the web alone; elsewhere the rule is dropped by itself, since it stands in the second sheet",
        ["<body> element"] = "the outer table has the background, too",
        ["aria-label attribute"] = "a screen reader reads the content instead of its name",
        ["color-scheme CSS property"] = "the program darkens, or not, as it does with every mail",
        ["color-scheme meta tag"] = "the program darkens, or not, as it does with every mail",
        ["display:none"] = "only to hide the line beside the subject, which max-height and mso-hide hide as well",
        ["height property"] = "only on a picture, which keeps its proportions by itself",
        ["max-height property"] = "only to hide the line beside the subject, which display:none hides as well",
        ["overflow"] = "only to hide the line beside the subject, which display:none hides as well",
        ["table-layout"] = "the column grows with a word that is wider than it",
        ["text-wrap"] = "headings break where they are full; the rule stands in the third sheet alone, which a program that dislikes it drops",
        ["text-decoration-color"] = "underlines have the colour of their text",
        ["word-break"] = "the column grows with a word that is wider than it",
    };

    /// <summary>What some program knows in part.</summary>
    public static readonly IReadOnlyDictionary<string, string> InPart = new Dictionary<string, string>
    {
        ["!important keyword"] = "stands in the sheet alone, in small letters",
        ["<ul>, <ol> and <dl>"] = "a plain list, without start, value or reversed",
        ["background"] = "a colour, never a picture or a list",
        ["border"] = "at most 3 pixels, on table cells; a rule beside a paragraph is lost in Outlook, and the paragraph stays",
        ["dir attribute"] = "stands on tables, cells, headings and paragraphs, never on a link",
        ["display"] = "block, inline-block and none; Outlook on Windows sets the links at the foot in one line, with spaces between them",
        ["font-size"] = "in pixels",
        ["height attribute"] = "in pixels, for the space between two quotations",
        ["lang attribute"] = "never on a cell",
        ["letter-spacing"] = "half a pixel, in the masthead",
        ["line-height"] = "in pixels, and never less than the letters need",
        ["margin"] = "never negative, never auto",
        ["max-width"] = "Outlook on Windows has a table of a fixed width around the column; Apple Mail lets it be as wide as its window",
        ["padding"] = "Outlook on Windows keeps it on cells, where the distances between parts are; links lose only the room for thumbs",
        ["role attribute"] = "works on tables, which would be read out as tables without it",
        ["text-align"] = "left, right and center",
        ["text-decoration"] = "none and underline, one at a time",
        ["width attribute"] = "per cent on tables, pixels on pictures",
        ["width property"] = "only on a picture, whose width attribute Outlook on Windows takes",
    };
}
