using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Mime;

namespace DigestBot.Benchmarks;

/// <summary>
/// Outbox rows → smtp-sink, end to end: claim, render, journal, send, record.
/// Without a signature and with one (DKIM, rsa-2048), in turns with smtp-source, which sends the same number of octets from memory, and with nothing but RSA on all cores.
/// </summary>
internal static class SendBenchmark
{
    // What is to be reached: of smtp-source's rate without a signature, and with one; or of what RSA alone allows, if that is less.
    private const double UnsignedGoal = .7, SignedGoal = .5, SigningGoal = .85;

    // The runtime is still compiling during the first.
    private const int WarmUps = 2;

    public static async Task RunAsync(Options options)
    {
        using var outbox = await Outbox.FillAsync(options.Folder, options.Messages ?? (options.Full ? 20_000 : 4_000), options.Groups, options.Rich);
        var pem = DkimKey.NewPem();
        var file = Path.Combine(outbox.Folder, "dkim.pem");
        await File.WriteAllTextAsync(file, pem);
        using var key = DkimKey.FromPem("benchmark.example", "benchmark", pem);
        await using var sink = await SmtpSink.StartAsync();
        var repeat = options.Repeat ?? (options.Full ? 9 : 5);
        List<(double Rate, double Cpu)> unsigned = [], signed = [];
        List<double> peer = [], signatures = [];
        for (var i = -WarmUps; i < repeat; i++)
        {
            var plain = await outbox.SendAsync(sink.Port, options.Connections);
            var source = await outbox.SourceAsync(sink.Port, options.Connections);
            var withKey = await outbox.SendAsync(sink.Port, options.Connections, ("Mail:Dkim:0:Selector", "benchmark"), ("Mail:Dkim:0:KeyFile", file));
            var alone = await SigningRate.OnAllCoresAsync(key);
            if (i < 0) continue;
            unsigned.Add(plain);
            signed.Add(withKey);
            peer.Add(source);
            signatures.Add(alone);
        }

        var (middle, signing) = (Repetitions.Median(peer), Repetitions.Median(signatures));
        Print("send-unsigned", unsigned, UnsignedGoal * middle, []);
        Print("send-signed", signed, Math.Min(SignedGoal * middle, SigningGoal * signing), new() { ["signatures_per_second"] = signing, ["rsa_bound"] = SigningGoal * signing });

        void Print(string name, List<(double Rate, double Cpu)> own, double goal, Dictionary<string, object> more)
        {
            var rate = Repetitions.Median(own.Select(one => one.Rate));
            new Result(name, rate, "messages/s")
            {
                Peer = "smtp-source", PeerValue = middle,
                Detail = new Dictionary<string, object>(more)
                {
                    ["goal"] = goal, ["reached"] = rate >= goal, ["messages"] = outbox.Count, ["octets_each"] = outbox.Octets, ["connections"] = options.Connections, ["groups"] = options.Groups,
                    ["cpu_us_each"] = Repetitions.Median(own.Select(one => one.Cpu)), ["repetitions"] = repeat, ["each"] = own.Select(one => one.Rate), ["peer_each"] = peer,
                },
            }.Print(options.Json);
        }
    }
}
