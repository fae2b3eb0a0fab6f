using System.Buffers;
using System.Globalization;
using DigestBot.Model;

namespace DigestBot.Templates;

/// <summary>The brand's colours as mails need them, with the muted ones between ink and paper that keep their contrast.</summary>
public sealed class Palette
{
    /// <summary>WCAG 2.2, 1.4.3: what text needs against its background.</summary>
    public const double ReadableContrast = 4.5;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Takes a brand's colours; one that is not <c>#rrggbb</c> is replaced by the project's own.</summary>
    public Palette(BrandColors colors)
    {
        var own = new BrandColors();
        Accent = Color(colors.Accent, own.Accent);
        Ink = Color(colors.Ink, own.Ink);
        Paper = Color(colors.Paper, own.Paper);
        Line = Color(colors.Line, own.Line);
        AccentDark = Color(colors.AccentDark, own.AccentDark);
        InkDark = Color(colors.InkDark, own.InkDark);
        PaperDark = Color(colors.PaperDark, own.PaperDark);
        LineDark = Color(colors.LineDark, own.LineDark);
        Muted = Mute(Ink, Paper);
        MutedDark = Mute(InkDark, PaperDark);
    }

    /// <summary>Links and buttons on paper.</summary>
    public string Accent { get; }

    /// <summary>Text.</summary>
    public string Ink { get; }

    /// <summary>Background.</summary>
    public string Paper { get; }

    /// <summary>Rules and borders.</summary>
    public string Line { get; }

    /// <summary>Small print: as near to the paper as stays readable.</summary>
    public string Muted { get; }

    /// <summary>Links and buttons in the dark.</summary>
    public string AccentDark { get; }

    /// <summary>Text in the dark.</summary>
    public string InkDark { get; }

    /// <summary>Background in the dark.</summary>
    public string PaperDark { get; }

    /// <summary>Rules and borders in the dark.</summary>
    public string LineDark { get; }

    /// <summary>Small print in the dark.</summary>
    public string MutedDark { get; }

    /// <summary>The contrast ratio of two <c>#rrggbb</c> colours, 1 to 21 (WCAG 2.2, "contrast ratio").</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Whether a colour is written <c>#rrggbb</c>, the one form that every mail program reads.</summary>
    public static bool IsColor(string? text) => text is { Length: 7 } && text[0] == '#' && text.AsSpan(1).IndexOfAnyExcept(Digits) < 0;

    private static string Color(string? given, string own) => IsColor(given) ? given! : own;

    private static string Mute(string ink, string paper)
    {
        // A third of the way to the paper, or less where that would be hard to read (with a little to spare for blending).
        for (var share = 0.34; share > 0; share -= 0.04)
            if (Mix(ink, paper, share) is var mixed && Contrast(mixed, paper) >= ReadableContrast + 0.5)
                return mixed;
        return ink;
    }

    private static string Mix(string one, string other, double share) =>
        "#" + string.Concat(Enumerable.Range(0, 3).Select(i => ((int)Math.Round(Part(one, i) * (1 - share) + Part(other, i) * share)).ToString("x2", null)));

    private static double Luminance(string color) => 0.2126 * Linear(Part(color, 0)) + 0.7152 * Linear(Part(color, 1)) + 0.0722 * Linear(Part(color, 2));

    private static double Linear(int part) => part / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static int Part(string color, int index) => int.Parse(color.AsSpan(1 + 2 * index, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
