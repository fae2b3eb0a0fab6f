using System.Globalization;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Digests;
using DigestBot.Mail;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Mime;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks;

/// <summary>
/// Outbox rows → smtp-sink, end to end: claim, render, journal, send, record. 
/// Without a signature and with one (DKIM, rsa-2048), in turns with smtp-source, which sends the same number of octets from memory.
/// </summary>
internal static class SendBenchmark
{
    // The runtime is still compiling during the first.
    private const int WarmUps = 2;

    public static async Task RunAsync(Options options)
    {
        using var workplace = new Workplace(options.Folder);
        var count = options.Messages ?? (options.Full ? 20_000 : 4_000);
        var octets = await FillAsync(workplace, count, options);
        workplace.Keep();
        var key = Path.Combine(workplace.Folder, "dkim.pem");
        await File.WriteAllTextAsync(key, DkimKey.NewPem());
        (string, string)[] dkim = [("Mail:Dkim:0:Selector", "benchmark"), ("Mail:Dkim:0:KeyFile", key)];
        await using var sink = await SmtpSink.StartAsync();
        var repeat = options.Repeat ?? (options.Full ? 9 : 5);
        List<(double Rate, double Cpu)> unsigned = [], signed = [];
        List<double> peer = [];
        for (var i = -WarmUps; i < repeat; i++)
        {
            var plain = await SendAsync(workplace, sink.Port, count, options.Connections);
            var source = await SourceAsync(sink.Port, count, octets, options.Connections);
            var withKey = await SendAsync(workplace, sink.Port, count, options.Connections, dkim);
            if (i < 0) continue;
            unsigned.Add(plain);
            signed.Add(withKey);
            peer.Add(source);
        }

        Print("send-unsigned", unsigned);
        Print("send-signed", signed);

        void Print(string name, List<(double Rate, double Cpu)> own) => new Result(name, Repetitions.Median(own.Select(one => one.Rate)), "messages/s")
        {
            Peer = "smtp-source", PeerValue = Repetitions.Median(peer),
            Detail = new Dictionary<string, object>
            {
                ["messages"] = count, ["octets_each"] = octets, ["connections"] = options.Connections, ["groups"] = options.Groups,
                ["cpu_us_each"] = Repetitions.Median(own.Select(one => one.Cpu)), ["repetitions"] = repeat, ["each"] = own.Select(one => one.Rate), ["peer_each"] = peer,
            },
        }.Print(options.Json);
    }

    /// <summary>Queues digests.</summary>
    /// <returns>The middle size of a message.</returns>
    private static async Task<int> FillAsync(Workplace workplace, int count, Options options)
    {
        await using (var parts = workplace.Open())
        {
            await SampleStore.AddArticlesAsync(parts, options.Rich);
            await SampleStore.AddSubscribersAsync(parts, count, options.Groups);
            await parts.GetRequiredService<Compose>().RunAsync(CancellationToken.None);
            var mails = await parts.GetRequiredService<OutboxTable>().ClaimAsync(Workplace.Now, TimeSpan.FromHours(1), 400);
            var prepared = await parts.GetRequiredService<MailRenderer>().PrepareAsync(mails);
            var octets = (int)Repetitions.Median(mails.Select(mail => (double)(prepared.Render(mail)?.Message.Length ?? 0)));
            await parts.GetRequiredService<OutboxTable>().ReleaseAsync([.. mails.Select(mail => mail.Id)]);
            return octets;
        }
    }

    private static async Task<(double Rate, double CpuMicroseconds)> SendAsync(Workplace workplace, int port, int count, int connections, params (string, string)[] dkim)
    {
        workplace.Restore();
        await using var parts = workplace.Open(null,
            [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", Text(port)), ("Smtp:Security", "None"), ("Smtp:Connections", Text(connections)), ("Mail:From", "digest@benchmark.example"), .. dkim]);
        return await Repetitions.RateAsync(count, async () =>
        {
            var report = await parts.GetRequiredService<Sender>().RunAsync(null, CancellationToken.None);
            if (report.Sent != count) throw new BenchmarkException($"{report.Sent} of {count} messages were sent: {report.Problem}");
        });
    }

    private static async Task<double> SourceAsync(int port, int count, int octets, int connections)
    {
        var source = Tool.Path("smtp-source", "postfix");
        // -d: several messages on one connection, as we do.
        return (await Repetitions.RateAsync(count, () => Tool.RunAsync(
            source, "-d", "-s", Text(connections), "-m", Text(count), "-l", Text(octets), "-f", "digest@benchmark.example", "-t", "reader@mail.example", "127.0.0.1:" + Text(port)))).Rate;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
