using DigestBot.Model;
using DigestBot.Templates;
using DigestBot.Web.Pages;

namespace DigestBot.Tests.Templates;

public sealed class PaletteTests
{
    [Fact]
    public void Contrast_is_counted_as_WCAG_counts_it()
    {
        Palette.Contrast("#000000", "#ffffff").ShouldBe(21, 0.001);
        Palette.Contrast("#777777", "#ffffff").ShouldBe(4.478, 0.001);
    }

    [Fact]
    public void The_projects_own_colours_are_readable_in_the_light_and_in_the_dark()
    {
        var colors = new Palette(new BrandColors());
        foreach (var (text, paper) in new[] { (colors.Ink, colors.Paper), (colors.Muted, colors.Paper), (colors.Accent, colors.Paper), (colors.InkDark, colors.PaperDark), (colors.MutedDark, colors.PaperDark), (colors.AccentDark, colors.PaperDark) })
            Palette.Contrast(text, paper).ShouldBeGreaterThanOrEqualTo(Palette.ReadableContrast);
    }

    [Fact]
    public void Small_print_stays_readable_on_a_pale_brand()
    {
        var colors = new Palette(new BrandColors { Ink = "#6b6b6b", Paper = "#ffffff" });
        Palette.Contrast(colors.Muted, colors.Paper).ShouldBeGreaterThanOrEqualTo(Palette.ReadableContrast);
    }

    [Fact]
    public void A_colour_that_is_none_cannot_reach_a_style_sheet()
    {
        var brand = Samples.Brand with { Colors = new BrandColors { Accent = "red}</style><script>", Ink = "#12345", PaperDark = "" } };
        BrandCss.Of(brand).ShouldBe(BrandCss.Of(Samples.Brand));
        Samples.Card(Samples.Full, brand: brand).ShouldBe(Samples.Card(Samples.Full));
    }
}
