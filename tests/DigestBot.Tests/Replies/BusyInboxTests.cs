using System.Text;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Wire.Imap;
using DigestBot.Wire.Imap;

namespace DigestBot.Tests.Replies;

/// <summary>An inbox whose server refuses to hand a message out: for now, or for good.</summary>
public sealed class BusyInboxTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_a_busy_server_keeps_back_is_asked_for_again()
    {
        await using var server = Refusing("NO [UNAVAILABLE] too busy");
        await using var service = Make(server);
        (await Should.ThrowAsync<ImapException>(() => service.Get<Inbox>().RunAsync(Stop))).Temporary.ShouldBeTrue();
        (await service.Get<InboxTable>().PositionAsync(7)).ShouldBeNull();
        (await service.Get<InboxTable>().CountsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_is_refused_for_good_is_noted_and_stops_no_other()
    {
        await using var server = Refusing("NO that one is broken");
        await using var service = Make(server);
        var report = await service.Get<Inbox>().RunAsync(Stop);
        (report.Read, report.Failed).ShouldBe((0, 2));
        (await service.Get<InboxTable>().PositionAsync(7)).ShouldBe(4u);
        (await service.Get<InboxTable>().CountsAsync()).ShouldBe(new Dictionary<string, int> { ["failed"] = 2 });
    }

    private static Installation Make(HostileServer server) => Installation.Make(
        ("Imap:Host", "127.0.0.1"), ("Imap:Port", server.Options.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Imap:Security", "None"), ("Imap:User", "ana"), ("Imap:Password", "s3same"));

    /// <summary>Two unseen messages, and this answer to every FETCH.</summary>
    private static HostileServer Refusing(string answer) => new(async (stream, stop) =>
    {
        using var commands = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        await SayAsync("* PREAUTH [CAPABILITY IMAP4rev1] hello");
        while (await commands.ReadLineAsync(stop) is { } command)
        {
            var tag = command.Split(' ')[0];
            if (command.Contains("SELECT", StringComparison.Ordinal)) await SayAsync("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 5] x\r\n" + tag + " OK [READ-WRITE] done");
            else if (command.Contains("SEARCH", StringComparison.Ordinal)) await SayAsync("* SEARCH 3 4\r\n" + tag + " OK done");
            else if (command.Contains("FETCH", StringComparison.Ordinal)) await SayAsync(tag + " " + answer);
            else if (command.Contains("STORE", StringComparison.Ordinal)) await SayAsync(tag + " NO read-only");
            else await SayAsync(tag + " OK done");
        }

        async Task SayAsync(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop);
    });
}
