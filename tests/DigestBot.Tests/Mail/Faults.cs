using Dapper;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Wire.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>An attempt that did not deliver, as it was kept.</summary>
internal sealed record KeptAttempt(long OutboxId, long Number, string? Stage, long? Code, string? Reply, bool InDoubt);

/// <summary>What the tests of faults share: a table of expectations, a sender with a timeout of its own, and what must hold whatever the relay does.</summary>
internal static class Faults
{
    /// <summary>Reads a table: the first line names the columns, each other line begins with what it is about.</summary>
    public static TheoryData<string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in Lines(table)[1..])
            rows.Add(line.Split('|')[0].Trim(), line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..].Trim());
        return rows;
    }

    /// <summary>The cells of a row with their columns' names.</summary>
    public static IReadOnlyList<(string Column, string Cell)> Cells(string table, string row) =>
        [.. Words(Lines(table)[0].Split('|')[1]).Zip(Words(row))];

    /// <summary>Words that are separated by blanks.</summary>
    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs cases beside one another, for they wait for timeouts, and tells of every one that failed.</summary>
    public static async Task AllAsync(IEnumerable<Func<Task>> cases)
    {
        var failures = await Task.WhenAll(cases.Select(one => Task.Run(async () =>
        {
            try
            {
                await one();
                return null;
            }
            catch (Exception failure)
            {
                return failure.Message;
            }
        })));
        failures.Where(failure => failure is not null).ShouldBeEmpty(string.Join('\n', failures));
    }

    /// <summary>The service's sender over one connection to another relay, with a limit to everything that a relay may take time for.</summary>
    public static Sender SenderTo(this Installation service, int port, double seconds = 60) => ActivatorUtilities.CreateInstance<Sender>(service.Parts, (IMailTransport)new SmtpTransport(
        new SmtpSettings { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, HeloName = "bot.example", Connections = 1 },
        service.Get<AccessTokens>(), service.Get<ProtocolLog>(), new HastyClock(service.Clock, TimeSpan.FromSeconds(seconds))));

    /// <summary>The attempts that were kept.</summary>
    public static Task<IReadOnlyList<KeptAttempt>> KeptAsync(this Installation service) => service.Get<Database>().ReadAsync(async db => (IReadOnlyList<KeptAttempt>)
        [.. (await db.QueryAsync<(long, long, string?, long?, string?, long)>("SELECT outbox_id, number, stage, code, reply, in_doubt FROM attempts ORDER BY outbox_id, number"))
            .Select(row => new KeptAttempt(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5, row.Item6 != 0))]);

    /// <summary>No mail is held by anybody, no subscriber has another status than before, no address is suppressed.</summary>
    public static async Task NobodyIsHarmedAsync(this Installation service, string because)
    {
        (await service.LeasedAsync()).ShouldBe(0, because);
        (await service.Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM subscribers WHERE status <> 'active'"))).ShouldBe(0, because);
        (await service.Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM suppressions"))).ShouldBe(0, because);
    }

    /// <summary>
    /// What became of mails and what was kept of it, in one word: <c>goes</c> (sent at once), <c>waits</c> (not tried, no attempt counted), <c>later</c> (put off, one attempt kept),
    /// <c>doubt</c> (put off, and the relay may have it), <c>fails</c> (given up).
    /// </summary>
    public static string Word(OutboxMessage mail, IEnumerable<KeptAttempt> all)
    {
        var kept = all.Where(attempt => attempt.OutboxId == mail.Id).ToList();
        return (mail.State, mail.Attempts, kept.Count, kept.Count > 0 && kept[0].InDoubt) switch
        {
            (OutboxState.Sent, 1, 0, _) => "goes",
            (OutboxState.Queued, 0, 0, _) => "waits",
            (OutboxState.Deferred, 1, 1, false) => "later",
            (OutboxState.Sending, 1, 1, true) => "doubt",
            (OutboxState.Failed, 1, 1, false) => "fails",
            _ => $"{mail.State} after {mail.Attempts} attempts, {kept.Count} kept, in doubt: {kept.Exists(attempt => attempt.InDoubt)}",
        };
    }

    private static string[] Lines(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
