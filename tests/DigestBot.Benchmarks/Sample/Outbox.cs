using System.Globalization;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Digests;
using DigestBot.Mail;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks.Sample;

/// <summary>Digests that wait to be sent, as often as they are needed; and Postfix's own generator, which sends as many octets from memory.</summary>
internal sealed class Outbox : IDisposable
{
    private readonly Workplace _workplace;

    private Outbox(Workplace workplace, int count, int octets) => (_workplace, Count, Octets) = (workplace, count, octets);

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The middle size of a message.</summary>
    public int Octets { get; }

    /// <summary>Where files of this run may stand.</summary>
    public string Folder => _workplace.Folder;

    /// <summary>Has digests composed, and keeps the database as it is then.</summary>
    /// <param name="parent">Where.</param>
    /// <param name="count">How many.</param>
    /// <param name="groups">Different choices that their readers share.</param>
    /// <param name="rich">Whether cards hold all that they can.</param>
    /// <param name="cards">In a digest.</param>
    public static async Task<Outbox> FillAsync(string parent, int count, int groups, bool rich, int cards = SampleStore.Cards)
    {
        var workplace = new Workplace(parent);
        try
        {
            await using (var parts = workplace.Open())
            {
                await SampleStore.AddArticlesAsync(parts, rich);
                await SampleStore.AddSubscribersAsync(parts, count, groups, cards);
                await parts.GetRequiredService<Compose>().RunAsync(CancellationToken.None);
            }

            var octets = await MeasureAsync(workplace);
            workplace.Keep();
            return new Outbox(workplace, count, octets);
        }
        catch
        {
            workplace.Dispose();
            throw;
        }
    }

    /// <summary>Sends all of them by the program's own parts, from a fresh copy of the database: claim, render, journal, send, record.</summary>
    /// <param name="port">The server's, on 127.0.0.1.</param>
    /// <param name="connections">At once.</param>
    /// <param name="settings">Further ones, as "Section:Name".</param>
    public async Task<(double Rate, double CpuMicroseconds)> SendAsync(int port, int connections, params (string, string)[] settings)
    {
        _workplace.Restore();
        await using var parts = _workplace.Open(null, [.. Relay(port, connections), .. settings]);
        return await Repetitions.RateAsync(Count, async () =>
        {
            var report = await parts.GetRequiredService<Sender>().RunAsync(null, CancellationToken.None);
            if (report.Sent != Count) throw new BenchmarkException($"{report.Sent} of {Count} messages were sent: {report.Problem}");
        });
    }

    /// <summary>Has smtp-source send as many messages of as many octets.</summary>
    public async Task<double> SourceAsync(int port, int connections)
    {
        var source = Tool.Path("smtp-source", "postfix");
        // -d: several messages on one connection, as we do.
        return (await Repetitions.RateAsync(Count, () => Tool.RunAsync(
            source, "-d", "-s", Text(connections), "-m", Text(Count), "-l", Text(Octets), "-f", "digest@benchmark.example", "-t", "reader@mail.example", "127.0.0.1:" + Text(port)))).Rate;
    }

    /// <summary>The settings of a relay on this machine.</summary>
    public static (string Name, string Value)[] Relay(int port, int connections) =>
        [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", Text(port)), ("Smtp:Security", "None"), ("Smtp:Connections", Text(connections)), ("Mail:From", "digest@benchmark.example")];

    /// <inheritdoc />
    public void Dispose() => _workplace.Dispose();

    private static async Task<int> MeasureAsync(Workplace workplace)
    {
        await using var parts = workplace.Open();
        var table = parts.GetRequiredService<OutboxTable>();
        var mails = await table.ClaimAsync(Workplace.Now, TimeSpan.FromHours(1), 400);
        var prepared = await parts.GetRequiredService<MailRenderer>().PrepareAsync(mails);
        var octets = (int)Repetitions.Median(mails.Select(mail => (double)(prepared.Render(mail)?.Message.Length ?? 0)));
        await table.ReleaseAsync([.. mails.Select(mail => mail.Id)]);
        return octets;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
