using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Tests.Cli;

/// <summary>A setting that cannot work: the service refuses to start, naming the setting, its value and what would be right.</summary>
public class SettingsTests
{
    private static readonly string Defaults = File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "appsettings.json"));

    [Theory]
    [InlineData("Smtp:Port", "lots", "Smtp:Port = 'lots': it must be a whole number.")]
    [InlineData("Smtp:Port", "70000", "Smtp:Port = '70000': it must be 1 to 65535")]
    [InlineData("Smtp:Security", "Maybe", "Smtp:Security = 'Maybe': it must be None, Opportunistic, Required, Implicit.")]
    [InlineData("Smtp:Connections", "0", "Smtp:Connections = '0': it must be 1 to 100.")]
    [InlineData("Smtp:GiveUpDays", "-1", "Smtp:GiveUpDays = '-1': it must be 1 to 30.")]
    [InlineData("Smtp:TokenFile", "/no/such/file", "Smtp:TokenFile = '/no/such/file': it must be a file that exists.")]
    [InlineData("Smtp:TokenCommand", "token 'x", "Smtp:TokenCommand = 'token 'x': it must be a program and its arguments, with every quotation mark closed.")]
    [InlineData("Smtp:TokenCommand", "token", "Smtp:User = '': it must be the user whom the access token is for.")]
    [InlineData("Smtp:Authentication", "CRAM-MD5", "Smtp:Authentication = 'CRAM-MD5': it must be auto, SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN, LOGIN, OAUTHBEARER, XOAUTH2.")]
    [InlineData("Smtp:ProtocolLogMegabytes", "0", "Smtp:ProtocolLogMegabytes = '0': it must be 1 to 1000.")]
    [InlineData("Smtp:MessagesPerConnection", "-1", "Smtp:MessagesPerConnection = '-1': it must be 1 to 1000000, or 0 for no limit.")]
    [InlineData("Smtp:MaxPerSecond", "100001", "Smtp:MaxPerSecond = '100001': it must be 1 to 100000, or 0 for no limit.")]
    [InlineData("Smtp:MaxPerHour", "many", "Smtp:MaxPerHour = 'many': it must be a whole number.")]
    [InlineData("Smtp:ConnectionsPerDomain", "101", "Smtp:ConnectionsPerDomain = '101': it must be 1 to 100, or 0 for no limit.")]
    [InlineData("Smtp:PasswordFile", "/no/such/file", "Smtp:PasswordFile = '/no/such/file': it must be a file that exists.")]
    [InlineData("Smtp:CaFile", "/no/such.pem", "Smtp:CaFile = '/no/such.pem': it must be a PEM file that exists.")]
    [InlineData("Smtp:User", "bob", "Smtp:Password = '': it must be a password for Smtp:User")]
    [InlineData("Smtp:Host", "mail.example.org", "Mail:From = 'digest@digestbot.example': it must be your own sending address")]
    [InlineData("Smtp:Hots", "mail.example.org", "Smtp:Hots = 'mail.example.org': there is no such setting. The section Smtp knows Host, Port, Security")]
    [InlineData("Smpt:Host", "mail.example.org", "Smpt = '': there is no such section. There are Storage, Web,")]
    [InlineData("Imap:Security", "tls", "Imap:Security = 'tls': it must be")]
    [InlineData("Imap:Host", "imap.example.org", "Imap:User = '': it must be the user name of the inbox")]
    [InlineData("Imap:Mailbox", "", "Imap:Mailbox = '': it must be a mailbox such as INBOX.")]
    [InlineData("Imap:MessagesPerRound", "0", "Imap:MessagesPerRound = '0': it must be 1 to 10000.")]
    [InlineData("Mail:From", "digest", "Mail:From = 'digest': it must be an address such as")]
    [InlineData("Mail:ReplyTo", "a@b@c", "Mail:ReplyTo = 'a@b@c': it must be an address such as")]
    [InlineData("Mail:Operator", "me", "Mail:Operator = 'me': it must be your own address, or empty")]
    [InlineData("Mail:Bounces", "{token}", "Mail:Bounces = '{token}': it must be an address such as")]
    [InlineData("Storage:Connection", "Host=db;Username=u;Password=hush", "Storage:Connection = '(not shown)': it must be a SQLite file")]
    [InlineData("Storage:Connection", "postgres://u:hush@db/digestbot", "Storage:Connection = '(not shown)': it must be a SQLite file")]
    [InlineData("Storage:Folder", "", "Storage:Folder = '': it must be a folder.")]
    [InlineData("Storage:KeepOutboxDays", "0", "Storage:KeepOutboxDays = '0': it must be 1 to 3650.")]
    [InlineData("Web:PublicUrl", "news.example.org", "Web:PublicUrl = 'news.example.org': it must be")]
    [InlineData("Web:Listen", "8025", "Web:Listen = '8025': it must be")]
    [InlineData("Web:BehindProxy", "maybe", "Web:BehindProxy = 'maybe': it must be true or false.")]
    [InlineData("Fetch:MaxBytes", "15MB", "Fetch:MaxBytes = '15MB': it must be a whole number.")]
    [InlineData("Fetch:TimeoutSeconds", "0", "Fetch:TimeoutSeconds = '0': it must be")]
    [InlineData("Fetch:Concurrency", "100000", "Fetch:Concurrency = '100000': it must be")]
    [InlineData("Feeds:IntervalMinutes", "0", "Feeds:IntervalMinutes = '0': it must be")]
    [InlineData("Articles:PageAttempts", "0", "Articles:PageAttempts = '0': it must be")]
    [InlineData("Digests:SendTime", "7 o'clock", "Digests:SendTime = '7 o'clock': it must be")]
    [InlineData("Digests:BudgetMinutes", "0", "Digests:BudgetMinutes = '0': it must be")]
    public void A_wrong_setting_is_named_with_its_value_and_what_would_be_right(string setting, string value, string line)
    {
        var error = Should.Throw<SettingsException>(() => Read((setting, value)));
        error.Problems.ShouldContain(problem => problem.StartsWith(line, StringComparison.Ordinal), error.Message);
        error.Message.ShouldNotContain("hush");
    }

    [Fact]
    public void Several_wrong_settings_are_told_at_once() =>
        Should.Throw<SettingsException>(() => Read(("Smtp:Port", "x"), ("Imap:Port", "0"), ("Nonsense:A", "b"))).Problems.Count.ShouldBe(3);

    [Fact]
    public void A_password_is_never_shown() =>
        Should.Throw<SettingsException>(() => Read(("Smtp:Password:0", "hush hush"))).Message.ShouldNotContain("hush");

    [Fact]
    public void What_comes_with_the_program_is_right() => Read().Smtp.Port.ShouldBe(587);

    [Fact]
    public async Task A_key_that_is_too_short_to_be_one_is_refused()
    {
        using var program = new DigestBotProgram();
        var key = program.Write("data/key", "short");
        var ended = await program.RunAsync("subscribers");
        ended.Exit.ShouldBe(1);
        ended.Errors.ShouldStartWith($"The key file {key} has 5 bytes");
        ended.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    [InlineData("run", "send")]
    [InlineData("subscribers")]
    public async Task The_program_refuses_to_start_without_a_stack_trace(params string[] arguments)
    {
        using var program = new DigestBotProgram(("Smtp:Port", "lots"), ("Storage:Connection", "postgres://u:hush@db/x"));
        var ended = await program.RunAsync(arguments);
        ended.Exit.ShouldBe(1);
        ended.Output.ShouldBeEmpty();
        ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "DigestBot cannot start with these settings:", "Smtp:Port = 'lots': it must be a whole number.",
            "Storage:Connection = '(not shown)': it must be a SQLite file in this version; PostgreSQL is not supported yet.",
        ]);
    }

    [Theory]
    [InlineData("appsettings.json", "{ \"Smtp\": { \"Port\": 587, ")]
    [InlineData("config/topics.json", "[ { \"slug\": ")]
    [InlineData("config/brand.json", "{ \"colour\": \"red\" }")]
    [InlineData("config/texts/en.json", "{ \"half\": ")]
    [InlineData("config/schedule.json", "{ \"sent\": \"0 * * * * ?\" }")]
    [InlineData("config/schedule.json", "[]")]
    public async Task A_file_of_the_operators_that_cannot_be_read_is_named(string file, string text)
    {
        using var program = new DigestBotProgram(("Web:Listen", "http://127.0.0.1:0"));
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "config"), "*.json", SearchOption.AllDirectories).Append(Path.Combine(Corpora.ProjectRoot, "appsettings.json")))
            program.Write(Path.GetRelativePath(Corpora.ProjectRoot, source), await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken));
        program.Write(file, text);
        var ended = await program.RunAsync("serve");
        ended.Exit.ShouldBe(1, ended.Output + ended.Errors);
        ended.Errors.ShouldContain(file);
        ended.Errors.ShouldNotContain("   at ");
        ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_home_that_is_no_folder_is_refused_and_one_that_is_is_used()
    {
        using var program = new DigestBotProgram(("HOME", "/no/such/home"));
        var refused = await program.RunAsync("feeds");
        (refused.Exit, refused.Errors.Contains("DIGESTBOT_HOME = '/no/such/home'", StringComparison.Ordinal)).ShouldBe((1, true), refused.Errors);

        using var home = new DigestBotProgram();
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "config"), "*.json", SearchOption.AllDirectories))
            home.Write(Path.GetRelativePath(Corpora.ProjectRoot, source), await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken));
        home.Write("appsettings.json", Defaults);
        using var elsewhere = new DigestBotProgram(("HOME", home.Folder));
        var used = await elsewhere.RunAsync("feeds");
        used.Exit.ShouldBe(0, used.Errors);
        File.Exists(Path.Combine(home.Folder, "data", "digestbot.db")).ShouldBeTrue();
    }

    private static Settings Read(params (string Setting, string Value)[] changed)
    {
        using var defaults = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(JsonDocument.Parse(Defaults).RootElement.ToString()));
        return Settings.Read(new ConfigurationBuilder().AddJsonStream(defaults).AddInMemoryCollection(changed.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value)).Build());
    }
}
