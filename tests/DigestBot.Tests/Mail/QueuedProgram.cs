using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>The real program on a data folder with digests in the outbox, and a relay.</summary>
internal sealed class QueuedProgram : IAsyncDisposable
{
    private readonly Installation _service;
    private readonly (string, object)[] _settings;
    private readonly int _mails;

    private QueuedProgram(Installation service, SunkMails relay, int mails)
    {
        (_service, _mails) = (service, mails);
        _settings = [.. Relay.At(relay.Port), ("Storage:Folder", service.Folder), ("Mail:From", "digest@bot.example"), ("Web:Listen", "http://127.0.0.1:0"), ("Fetch:AllowPrivateAddresses", true)];
    }

    /// <summary>Queues digests.</summary>
    public static async Task<QueuedProgram> MakeAsync(SunkMails relay, int mails, string? folder = null)
    {
        var service = folder is null ? Installation.Make(Relay.At(relay.Port)) : Installation.MakeIn(folder, Relay.At(relay.Port));
        service.Clock.Set(TimeProvider.System.GetUtcNow());
        // With a feed there, the starter feeds are not added.
        await service.Get<FeedTable>().AddAsync("http://127.0.0.1:9/feed.xml", null, null, [], service.Clock.GetUtcNow());
        await service.QueueDigestsAsync(mails);
        service.Get<Database>().Dispose(); // nobody else has the file open while the program runs
        return new QueuedProgram(service, relay, mails);
    }

    /// <summary>The data.</summary>
    public Installation Service => _service.Reopen();

    /// <summary>The program, under another command line if there is one.</summary>
    public DigestBotProgram Program(params string[] under) => new(_service.Folder, _settings) { Under = under };

    /// <summary>Runs it; <c>run send</c> unless told otherwise.</summary>
    public async Task<Ended> RunAsync(params string[] arguments)
    {
        using var program = Program();
        return await program.RunAsync(arguments.Length == 0 ? ["run", "send"] : arguments);
    }

    /// <summary>Runs <c>run send</c> while system calls fail.</summary>
    /// <param name="calls">As strace names them.</param>
    /// <param name="error">As errno(3) names it.</param>
    /// <param name="when">Which calls of each thread: "3", "3+".</param>
    /// <param name="stage">Another stage.</param>
    public async Task<Ended> RunFailingAsync(string calls, string error, string when, string stage = "send")
    {
        using var program = Program(Tool.Path("strace", "strace"), "-f", "-qq", "-o", "/dev/null", "-e", "signal=none", "-e", "trace=" + calls,
            "-e", string.Create(CultureInfo.InvariantCulture, $"inject={calls}:error={error}:when={when}"));
        return await program.RunAsync("run", stage);
    }

    /// <summary>Everything came, at most so many twice and those with the same bytes, and the database is whole and says so.</summary>
    public async Task AllSentAsync(SunkMails relay, int inDoubt)
    {
        await using var service = Service;
        (await service.IntegrityAsync()).ShouldBe("ok");
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        (await service.LeasedAsync()).ShouldBe(0);
        var byRecipient = relay.Mails.GroupBy(mail => mail.Recipients.Single()).ToList();
        byRecipient.Count.ShouldBe(_mails, "no mail is lost");
        (relay.Mails.Count - _mails).ShouldBeInRange(0, inDoubt);
        foreach (var again in byRecipient.Where(group => group.Count() > 1))
            again.ShouldAllBe(mail => mail.From == again.First().From && mail.Message.SequenceEqual(again.First().Message));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
