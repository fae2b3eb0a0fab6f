using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Tests.Servers;

namespace DigestBot.Benchmarks;

/// <summary>How sending without a signature changes with the number of connections, the size of a message, and the distance of the server; in turns with smtp-source, to which the same is done.</summary>
internal static class SendSeriesBenchmark
{
    private const int RoundTripMilliseconds = 50;
    private const string How = "a relay in the benchmark's process, 25 ms each way, for smtp-source too";

    // At a distance a message takes some round trips, whatever the machine: more would only take longer.
    private const int MessagesPerDistantConnection = 50;

    private static readonly int[] Counts = [1, 4, 8, 16, 64];
    private static readonly int[] DistantCounts = [8, 64];

    // Some 11, 20, 45 and 95 kB, as octets_each says: a digest of one card is mostly its frame.
    private static readonly (int Cards, bool Rich)[] Sizes = [(1, false), (5, false), (SampleStore.Cards, false), (12, true)];

    public static async Task RunAsync(Options options)
    {
        var count = options.Messages ?? (options.Full ? 20_000 : 4_000);
        await using var sink = await SmtpSink.StartAsync();
        using (var outbox = await Outbox.FillAsync(options.Folder, count, options.Groups, rich: false))
        {
            // The runtime is still compiling during the first.
            await outbox.SendAsync(sink.Port, options.Connections);
            await outbox.SendAsync(sink.Port, options.Connections);
            foreach (var connections in Counts) await PointAsync("connections", outbox, sink.Port, connections, options);
        }

        foreach (var (cards, rich) in Sizes)
        {
            using var outbox = await Outbox.FillAsync(options.Folder, count, options.Groups, rich, cards);
            await PointAsync("size", outbox, sink.Port, options.Connections, options);
        }

        await using var relay = new DelayRelay(sink.Port, TimeSpan.FromMilliseconds(RoundTripMilliseconds / 2.0));
        foreach (var connections in DistantCounts)
        {
            using var outbox = await Outbox.FillAsync(options.Folder, Math.Min(count, connections * MessagesPerDistantConnection), options.Groups, rich: false);
            await PointAsync("distance", outbox, relay.Port, connections, options, new() { ["latency_ms"] = RoundTripMilliseconds, ["latency_by"] = How });
        }
    }

    private static async Task PointAsync(string series, Outbox outbox, int port, int connections, Options options, Dictionary<string, object>? more = null)
    {
        List<(double Rate, double Cpu)> own = [];
        List<double> peer = [];
        for (var i = 0; i < (options.Repeat ?? (options.Full ? 9 : 3)); i++)
        {
            own.Add(await outbox.SendAsync(port, connections));
            peer.Add(await outbox.SourceAsync(port, connections));
        }

        new Result("send-unsigned", Repetitions.Median(own.Select(one => one.Rate)), "messages/s")
        {
            Peer = "smtp-source", PeerValue = Repetitions.Median(peer),
            Detail = new Dictionary<string, object>(more ?? [])
            {
                ["series"] = series, ["connections"] = connections, ["octets_each"] = outbox.Octets, ["messages"] = outbox.Count, ["groups"] = options.Groups,
                ["cpu_us_each"] = Repetitions.Median(own.Select(one => one.Cpu)), ["repetitions"] = own.Count, ["each"] = own.Select(one => one.Rate), ["peer_each"] = peer,
            },
        }.Print(options.Json);
    }
}
