using DigestBot.Model;
using DigestBot.Templates;

namespace DigestBot.Web.Pages;

/// <summary>The style sheet <c>/brand.css</c>: the brand's colours by name, which <c>app.css</c> uses.</summary>
public static class BrandCss
{
    /// <summary>The sheet's text.</summary>
    public static string Of(Brand brand)
    {
        var colors = new Palette(brand.Colors);
        return $$"""
            :root {
              --accent: {{colors.Accent}};
              --ink: {{colors.Ink}};
              --muted: {{colors.Muted}};
              --paper: {{colors.Paper}};
              --line: {{colors.Line}};
              --accent-dark: {{colors.AccentDark}};
              --ink-dark: {{colors.InkDark}};
              --muted-dark: {{colors.MutedDark}};
              --paper-dark: {{colors.PaperDark}};
              --line-dark: {{colors.LineDark}};
            }

            """.ReplaceLineEndings("\n");
    }
}
