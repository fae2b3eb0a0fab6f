using DigestBot.Rendering;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Cli;

/// <summary>An envelope sender that does not say which mail came back: mail goes out, and the operator is told that no bounce counts, and what to write.</summary>
public sealed class BounceSettingsTests
{
    private const string Advice = "Write bounces+{token}@news.example, with {token} before the @ and set off by +, - or =";

    [Theory]
    [InlineData("", true)]
    [InlineData("bounces+{token}@news.example", true)]
    [InlineData("{token}@news.example", true)]
    [InlineData("bounces={token}@news.example", true)]
    [InlineData("b-{token}-x@news.example", true)]
    [InlineData("bounces@news.example", false)]
    [InlineData("bounces+token@news.example", false)]
    [InlineData("bounces.{token}@news.example", false)] // it is there, and cannot be read back
    [InlineData("{token}x@news.example", false)]
    [InlineData("bounces@{token}.news.example", false)]
    public async Task It_is_said_exactly_where_a_mail_is_not_found_again(string bounces, bool counts)
    {
        await using var house = new House(settings => (settings.Mail.From, settings.Mail.Bounces) = ("digest@news.example", bounces));
        house.Settings.Mail.Problems().ShouldBeEmpty("mail goes out all the same");
        var addresses = house.Part<MailAddresses>();
        (addresses.MailOfEnvelope(addresses.EnvelopeFrom(4711)) == 4711).ShouldBe(counts);
        house.Settings.Mail.BouncesCount.ShouldBe(counts);
        house.Settings.Mail.Warnings().Count().ShouldBe(counts ? 0 : 1);
    }

    [Theory]
    [InlineData("bounces@news.example", Advice)]
    [InlineData("bounces.{token}@news.example", "Write bounces+{token}@your-domain.org, with")]
    public async Task The_doctor_says_so_and_what_to_write_instead(string bounces, string advice)
    {
        using var program = new DigestBotProgram(("Mail:From", "digest@news.example"), ("Mail:Bounces", bounces));
        var line = await LineAsync(program);
        line.ShouldStartWith($"WRONG bounces: Mail:Bounces = '{bounces}': a bounce to it does not say which mail came back, so none counts");
        line.ShouldContain(advice);
        using var right = new DigestBotProgram(("Mail:From", "digest@news.example"), ("Mail:Bounces", "bounces+{token}@news.example"));
        (await LineAsync(right)).ShouldBe("ok    bounces: bounces+{token}@news.example");
        using var usual = new DigestBotProgram(("Mail:From", "digest@news.example"));
        (await LineAsync(usual)).ShouldBe("ok    bounces: digest+{token}@news.example");
    }

    [Fact]
    public async Task The_log_says_so_at_the_start()
    {
        using var program = new DigestBotProgram(("Mail:From", "digest@news.example"), ("Mail:Bounces", "bounces@news.example"), ("Web:Listen", $"http://127.0.0.1:{FreePort.Find()}"));
        using var running = program.Start("serve");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var said = new List<string>();
            while (await running.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                said.Add(line);
                if (line.Contains("Mail goes to", StringComparison.Ordinal)) break;
            }

            said.ShouldContain(line => line.Contains(" warn: ", StringComparison.Ordinal) && line.Contains(Advice, StringComparison.Ordinal), string.Join('\n', said));
        }
        finally
        {
            if (!running.HasExited) running.Kill();
        }
    }

    private static async Task<string> LineAsync(DigestBotProgram program)
    {
        var ended = await program.RunAsync("doctor");
        return ended.Lines.SingleOrDefault(line => line[6..].StartsWith("bounces", StringComparison.Ordinal)) ?? throw new InvalidOperationException(ended.Output + ended.Errors);
    }
}
