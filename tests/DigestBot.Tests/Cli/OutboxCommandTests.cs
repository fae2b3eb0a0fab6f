using System.Text.Json;
using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Tests.Cli;

/// <summary>The outbox on the command line: listing, history, trying again, taking back.</summary>
public sealed class OutboxCommandTests : IDisposable
{
    private readonly DigestBotProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_mail_is_listed_shown_with_all_its_attempts_tried_again_and_taken_back()
    {
        (await _program.RunAsync("subscribers", "add", "ana@readers.example", "--topics", "science")).Exit.ShouldBe(0);
        (await _program.RunAsync("subscribers", "add", "ben@readers.example", "--topics", "science")).Exit.ShouldBe(0);
        using (var database = new Database(Path.Combine(_program.Folder, "data", "digestbot.db")))
        {
            var at = new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
            var journal = new OutboxJournal(database);
            await journal.WriteAsync([new AttemptResult(1, OutboxState.Deferred, at.AddMinutes(8), new Attempt { At = at, Stage = "Rcpt", Code = 450, Status = "4.7.1", Text = "grey\u001b[31mlisted", Relay = "relay.example:25" })], [], at);
            await journal.WriteAsync([new AttemptResult(1, OutboxState.Sending, at.AddHours(1), new Attempt { At = at.AddMinutes(8), Text = "the connection ended", Relay = "relay.example:25", InDoubt = true })], [], at);
            await journal.WriteAsync([new AttemptResult(2, OutboxState.Failed, at, new Attempt { At = at, Stage = "Rcpt", Code = 550, Status = "5.1.1", Text = "User unknown", Relay = "relay.example:25" })], [], at);
        }

        var list = await _program.RunAsync("outbox");
        list.Exit.ShouldBe(0, list.Errors);
        list.Lines.Select(line => string.Join(' ', line.Split('\t')[..5])).ShouldBe(["2 confirm failed 1 ben@readers.example", "1 confirm sending 2 ana@readers.example"]);
        (await _program.RunAsync("outbox", "list", "--state", "failed")).Lines.ShouldHaveSingleItem().ShouldEndWith("Rcpt: 550 5.1.1 User unknown");
        (await _program.RunAsync("outbox", "--recipient", "ANA@readers.example", "--json")).Lines.ShouldHaveSingleItem().ShouldContain("\"id\":1,");

        var shown = (await _program.RunAsync("outbox", "show", "1")).Output;
        shown.ShouldContain("attempt 1   2026-03-02T07:00:00Z  relay.example:25  Rcpt: 450 4.7.1 grey [31mlisted");
        shown.ShouldContain("(in doubt: the relay may have it)");
        shown.ShouldContain("next        2026-03-02T08:00:00Z");
        shown.ShouldNotContain("\u001b");
        using (var json = JsonDocument.Parse((await _program.RunAsync("outbox", "show", "1", "--json")).Output))
        {
            var attempts = json.RootElement.GetProperty("attempts");
            attempts.GetArrayLength().ShouldBe(2);
            (attempts[0].GetProperty("code").GetInt32(), attempts[0].GetProperty("status").GetString(), attempts[1].GetProperty("inDoubt").GetBoolean()).ShouldBe((450, "4.7.1", true));
        }

        var doubtful = await _program.RunAsync("outbox", "cancel", "1");
        (doubtful.Exit, doubtful.Errors.Contains("in doubt", StringComparison.Ordinal)).ShouldBe((1, true));
        (await _program.RunAsync("outbox", "retry", "1", "2")).Exit.ShouldBe(0);
        (await _program.RunAsync("outbox", "--state", "deferred")).Lines.ShouldHaveSingleItem().ShouldStartWith("2\t");
        (await _program.RunAsync("outbox", "cancel", "2")).Output.ShouldContain("Mail 2 is cancelled.");
        var again = await _program.RunAsync("outbox", "retry", "2", "77");
        again.Exit.ShouldBe(1);
        again.Errors.ShouldContain("Mail 2 is cancelled; only one that waits or has failed can be tried again.");
        var unknown = await _program.RunAsync("outbox", "show", "77");
        unknown.Exit.ShouldBe(1);
        unknown.Errors.ShouldContain("There is no mail 77. \"digestbot outbox\" lists what there is");
        again.Errors.ShouldContain(unknown.Errors.Trim(), Case.Sensitive, "the same words");
        (await _program.RunAsync("outbox", "--state", "lost")).Exit.ShouldBe(2);
    }
}
