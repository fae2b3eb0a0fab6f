using Microsoft.AspNetCore.Components;

namespace DigestBot.Templates;

/// <summary>
/// What mails share in style. Every element carries its own inline style, since some programs drop the head;
/// the classes only change what the dark and small screens need: p paper, i ink, m muted, a accent, l line, q quote, b button, t title, y tagline, f links at the foot, w margins.
/// </summary>
internal static class EmailStyle
{
    /// <summary>Reading.</summary>
    public const string Serif = "Georgia,Times,serif";

    /// <summary>Labels and small print.</summary>
    public const string Sans = "Arial,sans-serif";

    /// <summary>Outlook on Windows knows no max-width: it gets a table of a fixed width around the column.</summary>
    public static readonly MarkupString OutlookOpen = new("<!--[if mso]><table role=\"presentation\" align=\"center\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\"><tr><td><![endif]-->");

    /// <summary>Closes <see cref="OutlookOpen"/>.</summary>
    public static readonly MarkupString OutlookClose = new("<!--[if mso]></td></tr></table><![endif]-->");

    /// <summary>The style sheets of a mail: three, because Gmail drops a whole sheet when it dislikes one rule.</summary>
    public static MarkupString Head(Palette colors) => new($$"""
        <style>
        .u{text-decoration-color:{{colors.Line}}}
        @media (max-width:480px){
        .w{padding-left:18px!important;padding-right:18px!important}
        .t{font-size:22px!important;line-height:28px!important}
        .f a{display:block!important;padding:12px 0!important}
        }
        </style>
        <style>.t,.y{text-wrap:balance}</style>
        <style>
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        {{Dark("", colors)}}
        }
        {{Dark("[data-ogsc] ", colors)}}
        [data-ogsb] .p{background:{{colors.PaperDark}}!important}
        [data-ogsb] .b{background:{{colors.AccentDark}}!important}
        </style>
        <!--[if mso]><style>table{border-collapse:collapse;mso-table-lspace:0;mso-table-rspace:0}p,h1,h2,h3,td,a{mso-line-height-rule:exactly}</style><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
        """.ReplaceLineEndings("\n"));

    // Outlook on the web marks its dark mode by attributes instead of the media query: ogsc where it changed a colour, ogsb where a background.
    private static string Dark(string under, Palette colors) => $$"""
        {{under}}.p{background:{{colors.PaperDark}}!important}
        {{under}}.i{color:{{colors.InkDark}}!important}
        {{under}}.m{color:{{colors.MutedDark}}!important}
        {{under}}.a{color:{{colors.AccentDark}}!important}
        {{under}}.l{border-color:{{colors.LineDark}}!important}
        {{under}}.k{border-color:{{colors.InkDark}}!important}
        {{under}}.q{border-color:{{colors.AccentDark}}!important}
        {{under}}.u{text-decoration-color:{{colors.LineDark}}!important}
        {{under}}.b{background:{{colors.AccentDark}}!important;color:{{colors.PaperDark}}!important}
        """.ReplaceLineEndings("\n");
}
