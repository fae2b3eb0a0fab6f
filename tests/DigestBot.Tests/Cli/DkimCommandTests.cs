using System.Text.RegularExpressions;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Cli;

/// <summary>From no key to signed mails, as README.md tells it.</summary>
public sealed class DkimCommandTests : IDisposable
{
    private readonly DigestBotProgram _program = new(("Mail:From", "digest@news.example"));

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_key_is_made_its_record_printed_its_setting_taken_and_then_every_mail_is_signed()
    {
        (await _program.RunAsync("doctor")).Lines.ShouldContain(line => line.StartsWith("ok    DKIM: none", StringComparison.Ordinal) && line.Contains("doctor --dkim --new", StringComparison.Ordinal));
        var made = await _program.RunAsync("doctor", "--dkim", "--new", "news1");
        made.Exit.ShouldBe(0, made.Errors);
        var path = Path.Combine(_program.Folder, "data", "dkim-news1.pem");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var record = Record(made.Output);
        record.Name.ShouldBe("news1._domainkey.news.example");

        var setting = made.Lines.Single(line => line.TrimStart().StartsWith("\"Dkim\": [", StringComparison.Ordinal));
        var settings = await File.ReadAllTextAsync(Path.Combine(Corpora.ProjectRoot, "appsettings.json"), TestContext.Current.CancellationToken);
        using var signing = new DigestBotProgram(_program.Folder, ("HOME", _program.Folder), ("Mail:From", "digest@news.example"));
        signing.Write("appsettings.json", settings.Replace("\"Dkim\": []", setting, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "config"), "*", SearchOption.AllDirectories))
            signing.Write(Path.GetRelativePath(Corpora.ProjectRoot, file), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        var doctor = await signing.RunAsync("doctor");
        doctor.Lines.ShouldContain(line => line.StartsWith("ok    DKIM: news1 signs for news.example with 2048 bits", StringComparison.Ordinal) && !line.Contains("warning", StringComparison.Ordinal), doctor.Output + doctor.Errors);
        Record((await signing.RunAsync("doctor", "--dkim")).Output).ShouldBe(record);
        (await signing.RunAsync("subscribers", "add", "ana@readers.example", "--topics", "science")).Exit.ShouldBe(0);
        (await signing.RunAsync("run", "send")).Exit.ShouldBe(0);
        var mail = await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(_program.Folder, "data", "outbox"), "*.eml").Single(), TestContext.Current.CancellationToken);
        (await DkimVerifiers.VerifyAsync("dkimpy", [record], [mail])).Single().ShouldBe(["news1"]);
    }

    [Fact]
    public async Task A_key_is_never_overwritten()
    {
        var path = _program.Write("data/dkim-news1.pem", "a key that mails on their way need");
        var ended = await _program.RunAsync("doctor", "--dkim", "--new", "news1");
        (ended.Exit, ended.Errors.Contains($"{path} exists already", StringComparison.Ordinal)).ShouldBe((1, true), ended.Errors);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldStartWith("a key that mails");
    }

    [Fact]
    public async Task A_key_that_settings_name_already_is_made_where_they_say()
    {
        using var program = new DigestBotProgram(("Mail:From", "digest@news.example"), ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", "keys/one.pem"), ("Mail:Dkim:0:Domain", "mail.news.example"));
        (await program.RunAsync("doctor", "--dkim")).Errors.ShouldContain("\"digestbot doctor --dkim --new news1\" makes one");
        var made = await program.RunAsync("doctor", "--dkim", "--new", "news1");
        Record(made.Output).Name.ShouldBe("news1._domainkey.mail.news.example", made.Errors);
        Record((await program.RunAsync("doctor", "--dkim")).Output).ShouldBe(Record(made.Output));
    }

    [Fact]
    public async Task A_key_that_others_can_read_is_warned_of()
    {
        var pem = _program.Write("open.pem", await File.ReadAllTextAsync(DkimFixtures.KeyFile("pkcs8"), TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(pem, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        using var program = new DigestBotProgram(_program.Folder, ("Mail:From", "digest@news.example"), ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", "open.pem"));
        (await program.RunAsync("doctor")).Lines.ShouldContain(line => line.StartsWith("ok    DKIM", StringComparison.Ordinal) && line.Contains($"chmod 600 {pem}", StringComparison.Ordinal));
        (await program.RunAsync("doctor", "--dkim")).Errors.ShouldStartWith("Warning: ");
        (await program.RunAsync("run", "send")).Errors.ShouldContain($"chmod 600 {pem}");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(pem, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        (await program.RunAsync("run", "send")).Errors.ShouldNotContain("chmod");
    }

    [Theory]
    [InlineData(2, "--new", "news1")]
    [InlineData(1, "--dkim", "--new", "../news1")]
    [InlineData(1, "--dkim", "--new", "news_1")]
    [InlineData(1, "--dkim")]
    public async Task Wrong_use_is_told_in_a_line(int exit, params string[] arguments)
    {
        var ended = await _program.RunAsync(["doctor", .. arguments]);
        ended.Exit.ShouldBe(exit, ended.Output + ended.Errors);
        ended.Output.ShouldBeEmpty();
        ended.Errors.ShouldNotContain("   at ");
        ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(2);
        Directory.Exists(Path.Combine(_program.Folder, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_without_a_domain_to_sign_for_is_not_made()
    {
        using var program = new DigestBotProgram();
        var ended = await program.RunAsync("doctor", "--dkim", "--new", "news1");
        (ended.Exit, ended.Errors.StartsWith("Set Mail:From", StringComparison.Ordinal)).ShouldBe((1, true), ended.Errors);
    }

    [Fact]
    public async Task The_demo_signs_with_no_key_of_the_operators()
    {
        using var program = new DigestBotProgram(("Mail:From", "digest@news.example"), ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", "not-here.pem"), ("Mail:Dkim:0:Domain", "mail.news.example"));
        var ended = await program.RunAsync("demo");
        ended.Exit.ShouldBe(0, ended.Output + ended.Errors);
        Directory.EnumerateFiles(Path.Combine(program.Folder, "data", "demo"), "*.eml").ShouldAllBe(path => !File.ReadAllText(path).Contains("DKIM-Signature"));
    }

    // As an operator copies it into DNS: name, and strings in quotes that DNS joins.
    private static DkimRecord Record(string output)
    {
        var strings = Regex.Matches(Regex.Match(output, "(?m)^ *value +(.*)$").Groups[1].Value, "\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        strings.ShouldAllBe(text => text.Length <= 255);
        return new DkimRecord(Regex.Match(output, "(?m)^ *name +(.*)$").Groups[1].Value, string.Concat(strings));
    }
}
