using System.Globalization;
using System.Text;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>
/// Every file in tests/fixtures/transcripts is played to a session, and what became of each message is compared with the file's <c># expect:</c> lines.
/// <c># with:</c> changes the settings (seconds for the greeting, data, block or final-dot among them), <c># message:</c> (short, large, eight-bit, empty) and <c># to:</c> what is sent.
/// </summary>
public class TranscriptTests
{
    private const string Password = "correct horse";

    public static IEnumerable<TheoryDataRow<string>> Files() =>
        Directory.EnumerateFiles(Folder, "*.transcript").Order(StringComparer.Ordinal)
            .Select(path => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(path)));

    private static string Folder => Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "transcripts");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_conversation_ends_as_its_transcript_says(string name)
    {
        var transcript = Transcript.Read(Path.Combine(Folder, name + ".transcript"));
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(transcript.Value("certificate") ?? "good");
        await using var server = new ScriptedSmtpServer(transcript, certificate);
        var log = new StringBuilder();

        var outcomes = await OutcomesAsync(transcript, Settings(transcript, server.Port, authority.CaFile), line => log.AppendLine(line));

        outcomes.ShouldBe(transcript.Values("expect"), log.ToString());
        (await server.FailureAsync()).ShouldBeNull(log.ToString());
        log.ToString().ShouldNotContain(Password);
        log.ToString().ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)));
        if (transcript.Value("logged") is { } logged)
            log.ToString().ShouldContain(logged);
    }

    private static async Task<List<string>> OutcomesAsync(Transcript transcript, SmtpOptions options, Action<string> log)
    {
        var outcomes = new List<string>();
        try
        {
            await using var session = await options.OpenAsync(log);
            foreach (var _ in transcript.Values("expect"))
            {
                var asked = 0;
                var result = await session.PostAsync(
                    new Envelope("bot@example.org", transcript.Value("to")?.Split(' ') ?? ["reader@example.test"]), Message(transcript.Value("message")),
                    _ =>
                    {
                        asked++;
                        return ValueTask.CompletedTask;
                    });
                outcomes.Add(Shown(result));
                session.IsUsable.ShouldBe(result.KeepsConnection);
                if (result.Outcome == SendOutcome.Delivered || result.InDoubt)
                    asked.ShouldBe(1, "the caller must hear of it before the final dot");
            }
            if (session.IsUsable)
                await session.QuitAsync(TestContext.Current.CancellationToken);
        }
        catch (SmtpConnectException error)
        {
            outcomes.Add($"no session: {error.Stage} {error.Failure} {(error.IsTemporary ? "temporary" : "settled")}");
            error.Message.ShouldStartWith($"{options.Host}:{options.Port} (");
            error.Message.ShouldNotContain(Password);
            log("-- " + error.Message);
        }
        return outcomes;
    }

    private static string Shown(SendResult result)
    {
        var words = new List<string> { result.Outcome.ToString().ToLowerInvariant() };
        if (result.Reply is { IsPositive: false } reply)
            words.AddRange([reply.Stage.ToString(), reply.Code.ToString(CultureInfo.InvariantCulture), .. reply.EnhancedStatus is { } status ? [status] : Array.Empty<string>()]);
        words.AddRange(result.Refused.Select(one => $"without {one.Address} {one.Reply.Code}"));
        words.Add(result.InDoubt ? "in doubt" : result.KeepsConnection ? "keeps" : "closed");
        return string.Join(' ', words);
    }

    private static SmtpOptions Settings(Transcript transcript, int port, string authority)
    {
        var options = Letters.At(port) with { Host = "localhost", CaFile = authority };
        foreach (var word in transcript.Values("with").SelectMany(line => line.Split(' ')))
            options = word.Split('=') switch
            {
                ["security", var security] => options with { Security = Enum.Parse<SmtpSecurity>(security, ignoreCase: true) },
                ["user", var user] => options with { User = user, Password = Password },
                ["host", var host] => options with { Host = host },
                ["authorities", "none"] => options with { CaFile = null },
                ["greeting", var seconds] => options with { Timeouts = options.Timeouts with { Greeting = Seconds(seconds) } },
                ["data", var seconds] => options with { Timeouts = options.Timeouts with { Data = Seconds(seconds) } },
                ["block", var seconds] => options with { Timeouts = options.Timeouts with { Block = Seconds(seconds) } },
                ["final-dot", var seconds] => options with { Timeouts = options.Timeouts with { FinalDot = Seconds(seconds) } },
                _ => throw new InvalidOperationException($"{transcript.Name}: \"{word}\" means nothing after \"with:\""),
            };
        return options;
    }

    private static TimeSpan Seconds(string seconds) => TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));

    private static ReadOnlyMemory<byte> Message(string? kind) => kind switch
    {
        null or "short" => Letters.Short,
        "large" => Letters.Of(string.Concat(Enumerable.Repeat("A line that is repeated until no buffer can hold it.\r\n", 300_000))),
        "eight-bit" => Letters.Of("Grüße\r\n"),
        "empty" => ReadOnlyMemory<byte>.Empty,
        _ => throw new InvalidOperationException($"There is no message called {kind}."),
    };
}
