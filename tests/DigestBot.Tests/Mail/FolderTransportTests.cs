using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Mail;

/// <summary>Without a relay, mail lies in a folder.</summary>
public class FolderTransportTests
{
    [Fact]
    public async Task Without_a_relay_each_mail_is_a_file_that_a_mail_program_opens()
    {
        await using var service = Installation.Make();
        await service.QueueDigestsAsync(7);
        (await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).ShouldBe(new SendReport(7, 0, 0, null));
        var files = Directory.GetFiles(Path.Combine(service.Folder, "outbox"));
        files.ShouldAllBe(file => file.EndsWith(".eml", StringComparison.Ordinal));
        files.Select(file => MessageReader.Read(File.ReadAllBytes(file)).To.Single().Address).Order()
            .ShouldBe(Enumerable.Range(1, 7).Select(i => $"reader{i}@readers.example"));
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent && row.LastReply!.StartsWith("written to ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_is_written_twice_is_one_file()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-outbox-").FullName;
        try
        {
            await using var connection = await new FolderTransport(folder).ConnectAsync(TestContext.Current.CancellationToken);
            var asked = 0;
            for (var i = 0; i < 2; i++)
                await connection.SendAsync(new(new("a@bot.example", "b@readers.example"), "digest-1", "Subject: x\r\n\r\ny\r\n"u8.ToArray()), _ => { asked++; return ValueTask.FromResult<OutgoingMail?>(null); }, TestContext.Current.CancellationToken);
            asked.ShouldBe(2);
            (await File.ReadAllTextAsync(Directory.GetFiles(folder).Single(), TestContext.Current.CancellationToken)).ShouldBe("Subject: x\r\n\r\ny\r\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_nothing_but_the_mail()
    {
        await using var service = Installation.Make();
        await service.QueueDigestsAsync(2);
        await File.WriteAllTextAsync(Path.Combine(service.Folder, "outbox"), "a file stands in the way", TestContext.Current.CancellationToken);
        (await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).Problem.ShouldNotBeNull().ShouldContain(service.Folder);
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0);
        File.Delete(Path.Combine(service.Folder, "outbox"));
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        (await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).Sent.ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_the_round_and_no_mail_is_to_blame()
    {
        await using var service = Installation.Make();
        await service.QueueDigestsAsync(30);
        var outbox = Path.Combine(service.Folder, "outbox");
        Directory.CreateDirectory(outbox);
        // What no permission keeps from root: a folder of the same name stands where each file is to be made.
        foreach (var row in await service.OutboxAsync()) Directory.CreateDirectory(Path.Combine(outbox, $"{row.Created.UtcDateTime:yyyyMMdd-HHmmss}-digest-{row.Id}.eml.partial"));
        var report = await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        report.ShouldBe(new SendReport(0, 0, 0, report.Problem));
        report.Problem.ShouldNotBeNull().ShouldContain(outbox);
        (await service.OutboxAsync()).ShouldAllBe(row => row.Attempts == 0 && row.State != OutboxState.Deferred);

        foreach (var folder in Directory.GetDirectories(outbox)) Directory.Delete(folder);
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        (await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).ShouldBe(new SendReport(30, 0, 0, null));
        Directory.GetFiles(outbox).Length.ShouldBe(30);
    }
}
