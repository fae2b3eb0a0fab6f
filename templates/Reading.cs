using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Templates;

/// <summary>How strangers' words are set: their direction, their length and what they may link to.</summary>
public static class Reading
{
    /// <summary>The longest title that is printed, in UTF-16 units: about five lines.</summary>
    public const int TitleLength = 300;

    /// <summary>The longest name of an author or a publication.</summary>
    public const int NameLength = 100;

    // Languages and scripts that run from right to left (CLDR, "characterOrder").
    private static readonly HashSet<string> RightToLeft = new(
        ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi", "Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>"rtl" or "ltr": by the language where it is known, else by the first letter of <paramref name="text"/> that has a direction.</summary>
    public static string Direction(string? language, string text)
    {
        if (string.IsNullOrWhiteSpace(language))
            return StartsRightToLeft(text) ? "rtl" : "ltr";
        // RFC 5646 2.2.3: the script, if there is one, has four letters and decides ("uz-Arab", "ur-Latn").
        var parts = language.Split('-', '_');
        return RightToLeft.Contains(parts.Skip(1).FirstOrDefault(part => part.Length == 4) ?? parts[0]) ? "rtl" : "ltr";
    }

    /// <summary>The direction of an article: by its language, unless most letters of its title and summary run the other way. Feeds often name the language of their software.</summary>
    public static string Direction(string? language, string title, string summary) =>
        Turned(title + summary, Direction(language, title)) ?? Direction(language, title);

    /// <summary>"rtl" or "ltr" for words that run the other way than what they stand in (a Hebrew title on a page said to be English), by most of their letters; else null.</summary>
    public static string? Turned(string text, string direction)
    {
        var (left, right) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
            if (IsRightToLeft(rune)) right++;
            else if (Rune.IsLetter(rune)) left++;
        return (right > left, left > right, direction) switch { (true, _, "ltr") => "rtl", (_, true, "rtl") => "ltr", _ => null };
    }

    /// <summary>A language's tag if it has the shape of one (RFC 5646: letters, digits and hyphens, and within 35 of them), else null.</summary>
    public static string? Language(string? tag) =>
        tag is { Length: >= 2 and <= 35 } && char.IsAsciiLetter(tag[0]) && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? tag : null;

    /// <summary>Whether quotations may be set in italics: scripts without them (Arabic, Hebrew, Chinese, Japanese, Korean, Thai …) only look broken.</summary>
    public static bool TakesItalics(string? language, string direction) => direction == "ltr" && language?.Split('-')[0] is not ("zh" or "ja" or "ko" or "th" or "hi" or "bn" or "ta");

    /// <summary>The side on which a line begins: "left", or "right" for "rtl".</summary>
    public static string Side(string direction) => direction == "rtl" ? "right" : "left";

    /// <summary>A stranger's address if it may be linked (http or https), else null: a card never links to a script or a file.</summary>
    public static string? Link(string? url) =>
        url is not null && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ? url : null;

    /// <summary>
    /// One line of at most <paramref name="limit"/> UTF-16 units, see <see cref="DisplayText"/>: a title of ten thousand characters must not push
    /// the rest of a digest out of the mail. What is stored is fit to be shown already; what was stored by an earlier version may not be.
    /// </summary>
    public static string Clip(string text, int limit) => DisplayText.Clip(DisplayText.Line(text), limit);

    /// <summary>One line, see <see cref="DisplayText.Line"/>.</summary>
    public static string OneLine(string text) => DisplayText.Line(text);

    private static bool StartsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsRightToLeft(rune))
                return true;
            else if (Rune.IsLetter(rune))
                return false;
        return false;
    }

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x590 and <= 0x8ff) or (>= 0xfb1d and <= 0xfdff) or (>= 0xfe70 and <= 0xfefc) or (>= 0x10800 and <= 0x10fff) or (>= 0x1e800 and <= 0x1efff);
}
