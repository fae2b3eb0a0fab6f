namespace DigestBot.Model;

/// <summary>How the service presents itself: <c>config/brand.json</c>, read anew without a rebuild.</summary>
public sealed record Brand
{
    /// <summary>The service's name, as it stands in From and in titles.</summary>
    public string Name { get; init; } = "DigestBot";

    /// <summary>One line under the name.</summary>
    public string Tagline { get; init; } = "";

    /// <summary>The word that stands in place of a logo.</summary>
    public string LogoText { get; init; } = "DigestBot";

    /// <summary>The creed at the foot.</summary>
    public string Creed { get; init; } = "";

    /// <summary>The operator's postal address; anti-spam law asks for it in every mail.</summary>
    public string PostalAddress { get; init; } = "";

    /// <summary>The operator's own site; may be empty.</summary>
    public string SiteUrl { get; init; } = "";

    /// <summary>Where a person answers; may be empty.</summary>
    public string Contact { get; init; } = "";

    /// <summary>Further links at the foot of every mail and page, such as an imprint or a privacy notice.</summary>
    public IReadOnlyList<BrandLink> Links { get; init; } = [];

    /// <summary>Tagline and creed in other languages, by BCP 47 tag.</summary>
    public IReadOnlyDictionary<string, BrandWords> Translations { get; init; } = new Dictionary<string, BrandWords>();

    /// <summary>The brand as readers of a language see it.</summary>
    public Brand In(string language) =>
        Translations.TryGetValue(language, out var words) ? this with { Tagline = words.Tagline ?? Tagline, Creed = words.Creed ?? Creed } : this;

    /// <summary>Colours as <c>#rrggbb</c>.</summary>
    public BrandColors Colors { get; init; } = new();
}

/// <summary>A link of the operator's own.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Url">Absolute, https.</param>
public sealed record BrandLink(string Text, string Url);

/// <summary>The few colours of mails and pages, light and dark.</summary>
public sealed record BrandColors
{
    /// <summary>Links and buttons on paper.</summary>
    public string Accent { get; init; } = "#9a3412";

    /// <summary>Text.</summary>
    public string Ink { get; init; } = "#1c1917";

    /// <summary>Background.</summary>
    public string Paper { get; init; } = "#faf7f2";

    /// <summary>Rules and borders.</summary>
    public string Line { get; init; } = "#e0d9cf";

    /// <summary>Links and buttons in the dark.</summary>
    public string AccentDark { get; init; } = "#fdba74";

    /// <summary>Text in the dark.</summary>
    public string InkDark { get; init; } = "#ece7df";

    /// <summary>Background in the dark.</summary>
    public string PaperDark { get; init; } = "#1a1816";

    /// <summary>Rules and borders in the dark.</summary>
    public string LineDark { get; init; } = "#3b3631";
}

/// <summary>The words of a brand that differ from language to language.</summary>
/// <param name="Tagline">Null for the brand's own.</param>
/// <param name="Creed">Null for the brand's own.</param>
public sealed record BrandWords(string? Tagline = null, string? Creed = null);
