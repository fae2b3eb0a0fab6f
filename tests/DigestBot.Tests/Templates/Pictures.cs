using DigestBot.Templates;
using DigestBot.Web.Pages;

namespace DigestBot.Tests.Templates;

/// <summary>Writes every mail and page to the folder that DIGESTBOT_SAMPLES names (else to one that goes away), to be looked at in a browser.</summary>
public sealed class Pictures
{
    [Fact]
    public void Samples_can_be_looked_at()
    {
        var named = Environment.GetEnvironmentVariable("DIGESTBOT_SAMPLES");
        var folder = string.IsNullOrEmpty(named) ? Directory.CreateTempSubdirectory("digestbot-samples-").FullName : Directory.CreateDirectory(named).FullName;
        File.WriteAllText(Path.Combine(folder, "brand.css"), BrandCss.Of(Samples.Brand));
        foreach (var asset in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "src", "DigestBot", "Web", "Assets")))
            File.Copy(asset, Path.Combine(folder, Path.GetFileName(asset)), overwrite: true);
        foreach (var (name, html) in All().Concat(PageSamples.All()))
            File.WriteAllText(Path.Combine(folder, name), html);
        Directory.EnumerateFiles(folder).ShouldAllBe(file => new FileInfo(file).Length > 0);
        Directory.EnumerateFiles(folder, "*.html").Count().ShouldBeGreaterThan(15);
        if (string.IsNullOrEmpty(named)) Directory.Delete(folder, recursive: true);
    }

    internal static IEnumerable<(string Name, string Html)> All()
    {
        foreach (var texts in Samples.Texts.All)
            yield return ($"mail-digest-{texts.Language}.html", Samples.DigestMail(texts, Samples.Full, Samples.Arabic, Samples.Bare));
        yield return ("mail-directions.html", Samples.DigestMail(Samples.Texts.English, Samples.Arabic, Samples.Mislabelled, Samples.EnglishInArabic));
        yield return ("text-directions.txt", DigestText.Digest(Samples.TextDigest(Samples.Texts.English, Samples.Arabic, Samples.Mislabelled, Samples.EnglishInArabic), Samples.Brand, Samples.Texts.English));
        yield return ("mail-hostile.html", Samples.DigestMail(Samples.Texts.English, Samples.Hostile));
        yield return ("mail-confirm.html", Notice<ConfirmEmail>());
        yield return ("mail-welcome.html", Notice<WelcomeEmail>());
        yield return ("mail-receipt.html", Notice<ReceiptEmail>());
        yield return ("mail-goodbye.html", Notice<GoodbyeEmail>());
        yield return ("mail-alert.html", Rendering.Render<AlertEmail>(("View", Samples.Alert), ("Brand", Samples.Brand), ("Texts", Samples.Texts.English)).Value);
        yield return ("text-digest.txt", DigestText.Digest(Samples.TextDigest(Samples.Texts.English, Samples.Full, Samples.Arabic, Samples.Bare), Samples.Brand, Samples.Texts.English));
        yield return ("text-confirm.txt", NoticeText.Confirm(Samples.Notice, Samples.Brand, Samples.Texts.English));
    }

    private static string Notice<T>()
        where T : Microsoft.AspNetCore.Components.IComponent =>
        Rendering.Render<T>(("View", Samples.Notice), ("Brand", Samples.Brand), ("Texts", Samples.Texts.English)).Value;
}
