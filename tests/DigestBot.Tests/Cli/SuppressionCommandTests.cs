using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Subscribers;
using DigestBot.Tests.Replies;

namespace DigestBot.Tests.Cli;

/// <summary>What an operator is told of an address that gets no mail: why, since when, and which command lifts it.</summary>
public sealed class SuppressionCommandTests : IDisposable
{
    private const string Ana = "ana@readers.example";

    private static readonly string[] Adding = ["subscribers", "add", Ana, "--topics", "science,music"];

    private readonly DigestBotProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task After_a_complaint_the_operator_is_told_what_lifts_it_and_the_mailbox_itself_lifts_it_too()
    {
        await FineAsync(Adding);
        await FineAsync("subscribers", "confirm", Ana);
        var tokens = new Tokens(KeyFile.LoadOrCreate(Path.Combine(_program.Folder, "data", "key")));
        var complaint = Reports.Complaint($"7.{tokens.Make(TokenPurpose.Reply, 1)}@digestbot.example", "hidden@provider.example", "abuse").ReplaceLineEndings("\r\n");
        (await _program.RunOnAsync(Encoding.ASCII.GetBytes(complaint), "reply", "--apply", "-")).Output.Trim().ShouldBe("standard input: complained");
        await FineAsync("subscribers", "remove", Ana);

        var suppressed = $"{Ana} is suppressed since today: its owner reported a mail as spam. \"digestbot subscribers unsuppress {Ana}\" lifts that, when its owner has told you so; so does a confirmation from the mailbox itself.";
        (await RefusedAsync("subscribers", "confirm", Ana)).ShouldBe(suppressed);
        (await FineAsync(Adding)).ShouldBe($"A mail to {Ana} is queued.");
        (await FineAsync(Adding)).ShouldBe("Nothing was queued: " + suppressed);
        (await RefusedAsync("subscribers", "confirm", Ana)).ShouldBe(suppressed);

        (await FineAsync("subscribers", "unsuppress", Ana.ToUpperInvariant())).ShouldStartWith($"{Ana.ToUpperInvariant()} was suppressed since today: its owner reported a mail as spam.");
        (await RefusedAsync("subscribers", "unsuppress", Ana)).ShouldBe($"{Ana} is not suppressed.");
        (await FineAsync("subscribers", "confirm", Ana)).ShouldBe($"{Ana} is confirmed.");
    }

    [Fact]
    public async Task Who_has_left_is_confirmed_by_their_mailbox_alone_and_the_operator_is_given_a_command_that_works()
    {
        await FineAsync(Adding);
        await FineAsync("subscribers", "confirm", Ana);
        await FineAsync("subscribers", "remove", Ana);
        var refused = await RefusedAsync("subscribers", "confirm", Ana);
        refused.ShouldBe($"{Ana} is unsubscribed since today (operator), and comes back by a confirmation from the mailbox itself: \"digestbot subscribers add {Ana} --topics music,science\" sends the mail for it.");
        (await FineAsync("subscribers", "add", Ana, "--topics", "music,science")).ShouldBe($"A mail to {Ana} is queued.");
        (await FineAsync(Adding)).ShouldBe($"Nothing was queued: {Ana} has had its mail today, or three that nobody confirmed.");
    }

    private async Task<string> FineAsync(params string[] arguments)
    {
        var ended = await _program.RunAsync(arguments);
        ended.Exit.ShouldBe(0, string.Join(' ', arguments) + ": " + ended.Errors);
        return Dated(ended.Output.Trim());
    }

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        var ended = await _program.RunAsync(arguments);
        ended.Exit.ShouldBe(1, string.Join(' ', arguments) + ": " + ended.Output);
        return Dated(ended.Errors.Trim());
    }

    // The program goes by the real clock, and midnight may fall between what it does and what it says.
    private static string Dated(string said) => Regex.Replace(said, @"(?<=since )\d{4}-\d\d-\d\d", day =>
    {
        var age = DateTime.UtcNow.Date - DateTime.ParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        age.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromDays(1), said);
        return "today";
    });
}
