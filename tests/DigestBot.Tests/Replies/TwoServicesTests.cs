using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Replies;

/// <summary>Two programs that answer each other come to an end.</summary>
public class TwoServicesTests
{
    [Fact]
    public async Task Two_of_us_that_subscribe_to_each_other_stop_after_one_message_each_way()
    {
        await using var one = Installation.Make(("Mail:From", "digest@one.example"));
        await using var two = Installation.Make(("Mail:From", "digest@two.example"));
        await one.SubscribeAsync("digest@two.example");
        await two.SubscribeAsync("digest@one.example");
        // Somebody writes to one in the name of two.
        (await one.Get<ReplyHandler>().ApplyAsync(new Letter { From = "digest@two.example", To = "digest@one.example", Text = "help" }.Bytes())).ShouldBe(ReplyOutcome.Unproven);
        var exchanged = await ExchangeAsync(one, two);
        exchanged.ShouldBeLessThanOrEqualTo(2);
        foreach (var service in new[] { one, two })
            (await service.Get<SubscriberTable>().AllAsync()).Single().Status.ShouldBe(SubscriberStatus.Active);
    }

    [Fact]
    public async Task A_vacation_responder_is_never_answered()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        await service.SubscribeAsync("ana@readers.example");
        await service.QueueDigestsAsync(1);
        await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        foreach (var mail in Sent(service))
        {
            var vacation = new Letter
            {
                From = "reader1@readers.example", To = MessageReader.Read(mail).ReplyTo.Single().Address, Subject = "Out of office: weekly", Text = "I am away. For help write to desk@readers.example.\nunsubscribe",
                More = ["Auto-Submitted: auto-replied (vacation)"],
            };
            (await service.Get<ReplyHandler>().ApplyAsync(vacation.Bytes())).ShouldBe(ReplyOutcome.Automatic);
        }

        (await service.OutboxAsync()).Count.ShouldBe(1);
    }

    /// <summary>Carries mail to and fro until nothing moves.</summary>
    private static async Task<int> ExchangeAsync(Installation one, Installation two)
    {
        var carried = 0;
        for (var round = 0; round < 10; round++)
        {
            var before = carried;
            foreach (var (from, to) in new[] { (one, two), (two, one) })
            {
                await from.Get<Sender>().RunAsync(null, CancellationToken.None);
                foreach (var mail in Sent(from))
                {
                    carried++;
                    await to.Get<ReplyHandler>().ApplyAsync(mail);
                }
            }

            if (carried == before) return carried;
        }

        return carried;
    }

    private static List<byte[]> Sent(Installation service)
    {
        var folder = Path.Combine(service.Folder, "outbox");
        if (!Directory.Exists(folder)) return [];
        var mails = new List<byte[]>();
        foreach (var file in Directory.GetFiles(folder))
        {
            mails.Add(File.ReadAllBytes(file));
            File.Delete(file);
        }

        return mails;
    }
}
