using System.Globalization;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Templates;

namespace DigestBot;

/// <summary>Whether <c>config/brand.json</c> can stand in every mail: lengths, addresses, colours that can be read.</summary>
internal static class BrandCheck
{
    private const int MostLinks = 8;
    private const int LongestAddress = 500;

    /// <summary>What is wrong, one sentence each; none when all is well.</summary>
    public static IEnumerable<string> Problems(Brand brand) => [.. Words(brand), .. Addresses(brand), .. Links(brand), .. Colors(brand.Colors)];

    private static IEnumerable<string> Words(Brand brand)
    {
        (string Name, string? Value, int Most, bool Needed)[] words =
        [
            ("name", brand.Name, 60, true), ("logoText", brand.LogoText, 60, true), ("tagline", brand.Tagline, 160, false),
            ("creed", brand.Creed, 400, false), ("postalAddress", brand.PostalAddress, 300, false), ("contact", brand.Contact, 200, false),
            .. (brand.Translations ?? new Dictionary<string, BrandWords>()).SelectMany(words => new (string, string?, int, bool)[]
            {
                ($"translations.{words.Key}.tagline", words.Value?.Tagline ?? "", 160, false), ($"translations.{words.Key}.creed", words.Value?.Creed ?? "", 400, false),
            }),
        ];
        foreach (var (name, value, most, needed) in words)
            if (value is null || (needed && string.IsNullOrWhiteSpace(value))) yield return $"{name} is empty: give it some words{(needed ? "" : ", or \"\" for none")}.";
            else if (value.Length > most) yield return string.Create(CultureInfo.InvariantCulture, $"{name} has {value.Length} characters; {most} at most stand in every mail.");
            // An address on several lines is printed on one; anything else that is no character of a text is a mistake.
            else if (value.Any(letter => char.IsControl(letter) && !(name == "postalAddress" && letter is '\n' or '\r'))) yield return $"{name} has a line break or another control character: write it on one line.";
    }

    private static IEnumerable<string> Addresses(Brand brand) =>
        brand.SiteUrl is null ? ["siteUrl is null: give an address, or \"\" for none."]
        : brand.SiteUrl.Length == 0 || IsAddress(brand.SiteUrl) ? [] : [$"siteUrl = '{Shown(brand.SiteUrl)}': it must be an https address such as https://example.org/."];

    private static IEnumerable<string> Links(Brand brand)
    {
        if (brand.Links is null) return ["links is null: give a list, or [] for none."];
        List<string> problems = [];
        if (brand.Links.Count > MostLinks) problems.Add(string.Create(CultureInfo.InvariantCulture, $"links has {brand.Links.Count} entries; {MostLinks} at most stand at the foot."));
        for (var i = 0; i < Math.Min(brand.Links.Count, MostLinks); i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"links[{i}]");
            if (brand.Links[i] is not { } link) problems.Add($"{at} is null: it must be {{\"text\": …, \"url\": …}}.");
            else if (string.IsNullOrWhiteSpace(link.Text) || link.Text.Length > 40 || link.Text.Any(char.IsControl)) problems.Add($"{at}.text must be 1 to 40 characters on one line.");
            else if (!IsAddress(link.Url)) problems.Add($"{at}.url = '{Shown(link.Url)}': it must be an https address such as https://example.org/imprint.");
        }

        return problems;
    }

    private static IEnumerable<string> Colors(BrandColors? colors)
    {
        if (colors is null) return ["colors is null: leave it out for the project's own."];
        var wrong = typeof(BrandColors).GetProperties().Select(p => (p.Name, Value: p.GetValue(colors) as string ?? "")).Where(color => !Palette.IsColor(color.Value))
            .Select(color => $"colors.{JsonNamingPolicy.CamelCase.ConvertName(color.Name)} = '{color.Value}': it must be a colour such as #97391b.").ToList();
        if (wrong.Count > 0) return wrong;
        (string Name, string Text, string Paper)[] pairs =
        [
            ("ink", colors.Ink, colors.Paper), ("accent", colors.Accent, colors.Paper), ("inkDark", colors.InkDark, colors.PaperDark), ("accentDark", colors.AccentDark, colors.PaperDark),
        ];
        return pairs.Where(pair => Palette.Contrast(pair.Text, pair.Paper) < Palette.ReadableContrast).Select(pair => string.Create(
            CultureInfo.InvariantCulture,
            $"colors.{pair.Name} = '{pair.Text}' cannot be read on '{pair.Paper}': their contrast is {Palette.Contrast(pair.Text, pair.Paper):0.0}, and text needs {Palette.ReadableContrast:0.0} (WCAG 2.2, 1.4.3)."));
    }

    private static bool IsAddress(string? url) =>
        url is { Length: <= LongestAddress } && !url.Any(char.IsWhiteSpace) && url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0;

    private static string Shown(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80] + "…";
}
