using System.Text;
using DigestBot.Model;
using DigestBot.Model.Views;

namespace DigestBot.Templates;

/// <summary>
/// A digest as plain text, with the same slots as <see cref="DigestEmail"/>: the strings of the view, and its cards, held-over part and
/// receipt (which hold plain text here), may be tokens.
/// </summary>
public static class DigestText
{
    /// <summary>The rule between the parts of a mail. It is not "-- ", which would begin a signature (RFC 3676 4.3).</summary>
    public const string Rule = "----------------------------------------\n\n";

    /// <summary>The whole mail.</summary>
    public static string Digest(DigestView view, Brand brand, Texts texts) => new StringBuilder()
        .Append(Masthead(brand))
        .Append(view.Date).Append('\n')
        .Append(view.Totals).Append("\n\n")
        .Append(view.Cards.Value)
        .Append(view.HeldOver.Value)
        .Append(view.Receipt.Value)
        .Append(Foot(view.Links, view.Reason + " " + texts.Format("digest.to", view.Address), brand, texts))
        .ToString();

    /// <summary>One card after its rule: cards are simply put one after another.</summary>
    public static string Card(CardView view, Texts texts) => Rule + CardText.Card(view, texts);

    /// <summary>What the reading time left out.</summary>
    public static string HeldOver(int count, string url, Texts texts) =>
        $"{Rule}{texts.Count("heldOver.title", count)}\n\n{texts.Count("heldOver.text", count)}\n\n{texts.Count("heldOver.link", count)}:\n{url}\n\n";

    /// <summary>What happened behind the digest.</summary>
    public static string Receipt(ReceiptView view, Texts texts)
    {
        var text = new StringBuilder(Rule).Append(texts["receipt.title"]).Append("\n\n").Append(ReceiptLines.Sum(view, texts)).Append("\n\n");
        if (view.Failing.Count > 0)
            text.Append(texts.Count("receipt.failing", view.Failing.Count)).Append("\n\n");
        foreach (var line in ReceiptLines.Failing(view, texts, ReceiptLines.MostInMail))
            text.Append("* ").Append(line).Append('\n');
        return text.Append(view.Failing.Count > 0 ? "\n" : "").ToString();
    }

    /// <summary>The service's name and its line.</summary>
    internal static string Masthead(Brand brand) =>
        brand.LogoText + "\n" + (brand.Tagline.Length > 0 ? brand.Tagline + "\n" : "") + (brand.SiteUrl.Length > 0 ? brand.SiteUrl + "\n" : "") + "\n";

    /// <summary>Links, why the mail came, the creed and who sends it.</summary>
    internal static string Foot(DigestLinks? links, string why, Brand brand, Texts texts)
    {
        var text = new StringBuilder(Rule);
        if (links is not null)
            text.Append(links.Web.Length > 0 ? $"{texts["digest.web"]}:\n{links.Web}\n\n" : "")
                .Append($"{texts["digest.preferences"]}:\n{links.Preferences}\n\n{texts["digest.pause"]}:\n{links.Pause}\n\n{texts["digest.unsubscribe"]}:\n{links.Unsubscribe}\n\n");
        text.Append(why).Append("\n\n");
        if (brand.Creed.Length > 0)
            text.Append(brand.Creed).Append("\n\n");
        text.Append(brand.Name).Append(brand.PostalAddress.Length > 0 ? " · " + Reading.OneLine(brand.PostalAddress) : "").Append('\n');
        if (brand.Contact.Length > 0)
            text.Append('\n').Append(texts.Format("digest.contact", brand.Contact)).Append('\n');
        return text.ToString();
    }
}
