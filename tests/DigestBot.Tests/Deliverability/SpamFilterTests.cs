using System.Text.RegularExpressions;

namespace DigestBot.Tests.Deliverability;

public sealed partial class SpamFilterTests
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, SpamVerdict>>> Verdicts = new(JudgeAsync);

    public static TheoryData<string> Mails => GeneratedMails.Names;

    [Theory, MemberData(nameof(Mails))]
    public async Task SpamAssassin_finds_nothing_against_it(string name)
    {
        var verdict = (await Verdicts.Value)[name];
        TestContext.Current.TestOutputHelper?.WriteLine($"{verdict.Score}: {verdict.Rules}");
        verdict.Score.ShouldBeLessThanOrEqualTo(0.0, verdict.Rules);
    }

    [Fact]
    public async Task SpamAssassin_sees_what_would_be_wrong()
    {
        var good = MailFile.Delivered(await GeneratedMails.GetAsync("digest.en"));
        var undated = string.Join("\r\n", good.Split("\r\n").Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)));
        var unnamed = MessageId().Replace(good, "${start}>");
        var pale = Pale().Replace(good, "${start}fbf7ef");
        var verdicts = await SpamAssassin.JudgeAsync([undated, unnamed, pale]);
        verdicts[0].Rules.ShouldContain("MISSING_DATE");
        verdicts[1].Rules.ShouldContain("MSGID_NOFQDN1");
        verdicts[2].Rules.ShouldContain("HTML_FONT_LOW_CONTRAST");
    }

    private static async Task<IReadOnlyDictionary<string, SpamVerdict>> JudgeAsync()
    {
        var mails = await GeneratedMails.AllAsync();
        var verdicts = await SpamAssassin.JudgeAsync([.. mails.Select(MailFile.Delivered)]);
        return mails.Zip(verdicts).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    [GeneratedRegex(@"(?<start>\r\nMessage-ID:\s+<[^@]+)@[^>]+>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MessageId();

    // The colour of the hidden line, as quoted-printable breaks it.
    [GeneratedRegex(@"(?<start>mso-hide:all;(=\r\n)?color:(=\r\n)?#)[0-9a-f]{6}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pale();
}
