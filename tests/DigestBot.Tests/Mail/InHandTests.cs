using DigestBot.Mail;
using DigestBot.Tests.EndToEnd;
using DigestBot.Wire.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>A lease that ends while its mail is on the way.</summary>
public sealed class InHandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_takes_longer_than_its_lease_is_sent_once()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(1);
        var calls = 0;
        var slow = new Slow(service.Get<IMailTransport>(), async () =>
        {
            if (++calls > 1) return;
            service.Clock.Advance(TimeSpan.FromMinutes(31));
            await Task.Delay(TimeSpan.FromSeconds(2.5), Stop); // the sender looks for more mail each second
        });
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, slow);
        (await sender.RunAsync(null, Stop)).ShouldBe(new SendReport(1, 0, 0, null));
        relay.Mails.Count.ShouldBe(1);
    }

    private sealed class Slow(IMailTransport real, Func<Task> wait) : IMailTransport
    {
        public string Destination => real.Destination;

        public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation) => new Connection(await real.ConnectAsync(cancellation), wait);

        private sealed class Connection(IMailConnection real, Func<Task> wait) : IMailConnection
        {
            public string Relay => real.Relay;

            public bool IsUsable => real.IsUsable;

            public Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation) =>
                real.SendAsync(mail, async stop =>
                {
                    var next = await beforeFinalDot(stop);
                    await wait(); // the leave is given, the relay is slow
                    return next;
                }, cancellation);

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }
    }
}
