using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>A relay that never stops talking: how much of it is taken, and what it costs.</summary>
[Collection(Alone.Name)]
public class FloodTests
{
    private const int Megabyte = 1 << 20;

    [Theory]
    [InlineData("endless-line")]
    [InlineData("endless-lines")]
    [InlineData("flood")]
    public async Task Little_of_a_flood_is_taken_and_nothing_of_it_kept(string fault)
    {
        foreach (var stage in (RelayStage[])[RelayStage.Connect, RelayStage.Ehlo, RelayStage.Mail, RelayStage.Rcpt, RelayStage.Data, RelayStage.Dot, RelayStage.Quit])
        {
            await using var relay = new FaultyRelay(new RelayFault(stage, 1, fault));
            await using var service = Installation.Make(("Smtp:Connections", 1));
            await service.QueueDigestsAsync(3);
            var sender = service.SenderTo(relay.Port);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await sender.RunAsync(null, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            TestContext.Current.TestOutputHelper?.WriteLine($"{fault} at {stage}: {relay.Flooded / 1024} kB left the relay, {allocated / 1024} kB allocated");
            relay.Flooded.ShouldBeLessThan(16 * Megabyte, $"{stage}: most of it fits into the sockets' own buffers");
            allocated.ShouldBeLessThan(24 * Megabyte, $"{stage}");
            (await service.OutboxAsync()).ShouldAllBe(mail => (mail.LastReply ?? "").Length < 20_000);
            (await service.OutboxAsync()).ShouldAllBe(mail => mail.State != OutboxState.Failed);
        }
    }
}
