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
