using System.Text.Json;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Deliverability;

/// <summary>The HTML of each kind, held against what Gmail, Apple Mail, Outlook (Windows and web) and Yahoo are known to show.</summary>
public sealed class MailProgramTests
{
    private static readonly Lazy<Task<IReadOnlyList<Finding>>> Findings = new(FindAsync);

    public static TheoryData<string> Mails => GeneratedMails.Kinds;

    [Theory, MemberData(nameof(Mails))]
    public async Task What_a_mail_program_does_not_know_is_absent_or_degrades_cleanly(string name)
    {
        var found = (await Findings.Value).Where(finding => finding.Mail == name).ToList();
        found.ShouldContain(finding => finding.Client == "outlook.windows", "the tool has looked at it");
        found.Where(finding => finding.Supported == "no" && !DegradingFeatures.Unknown.ContainsKey(finding.Feature)).Select(finding => $"{finding.Feature}: unknown to {finding.Client}").ShouldBeEmpty();
        found.Where(finding => finding.Supported == "partly" && !DegradingFeatures.Unknown.ContainsKey(finding.Feature) && !DegradingFeatures.InPart.ContainsKey(finding.Feature))
            .Select(finding => $"{finding.Feature}: {finding.Client}: {string.Join(' ', finding.Notes)}").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_of_exceptions_names_only_what_mails_use()
    {
        var found = await Findings.Value;
        DegradingFeatures.Unknown.Keys.Except(found.Where(finding => finding.Supported == "no").Select(finding => finding.Feature)).ShouldBeEmpty();
        DegradingFeatures.InPart.Keys.Except(found.Where(finding => finding.Supported == "partly").Select(finding => finding.Feature)).ShouldBeEmpty();
        DegradingFeatures.InPart.Keys.Intersect(DegradingFeatures.Unknown.Keys).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task What_the_reasons_say_is_so(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var inline = mail.Page.QuerySelectorAll("[style]").SelectMany(element => element.GetAttribute("style")!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(declaration => declaration.Split(':', 2)).Select(pair => (Property: pair[0], Value: pair[1])).Distinct().ToList();
        inline.ShouldContain(("max-width", "640px"));
        foreach (var (property, value) in inline)
        {
            var known = property switch
            {
                "margin" => !value.Contains('-', StringComparison.Ordinal) && !value.Contains("auto", StringComparison.Ordinal),
                "display" => value is "block" or "inline-block" or "none",
                "background" or "color" => DigestBot.Templates.Palette.IsColor(value),
                "font-size" or "line-height" => value.EndsWith("px", StringComparison.Ordinal),
                "text-align" => value is "left" or "right" or "center",
                "text-decoration" => value is "none" or "underline",
                _ => !value.Contains("!important", StringComparison.OrdinalIgnoreCase),
            };
            known.ShouldBeTrue($"{property}:{value}");
        }

        mail.Page.QuerySelectorAll("a[dir], td[lang], body :not(td)[height]").ShouldBeEmpty();
        mail.Page.QuerySelectorAll("style").Length.ShouldBe(3); // a rule that Gmail dislikes costs one of them
    }

    [Fact]
    public async Task The_tool_sees_what_mail_programs_do_not_show()
    {
        var found = await FindAsync(new() { ["mail"] = "<p style=\"display:flex\"><video src=\"a.mp4\"></video></p>" });
        found.ShouldContain(finding => finding.Feature == "display:flex" && finding.Client == "outlook.windows" && finding.Supported == "no");
        found.ShouldContain(finding => finding.Feature == "<video> element" && finding.Client == "gmail.android");
    }

    private static async Task<IReadOnlyList<Finding>> FindAsync()
    {
        var mails = await GeneratedMails.AllAsync();
        return await FindAsync(mails.Where(mail => Mails.Any(row => row.Data == mail.Name)).ToDictionary(mail => mail.Name, mail => mail.Html));
    }

    private static async Task<IReadOnlyList<Finding>> FindAsync(Dictionary<string, string> mails) =>
        JsonSerializer.Deserialize<List<Finding>>(await NpmTool.RunAsync("mail-programs.mjs", "caniemail", JsonSerializer.Serialize(mails)), JsonSerializerOptions.Web)!;

    private sealed record Finding(string Mail, string Client, string Feature, string Supported, IReadOnlyList<string> Notes);
}
