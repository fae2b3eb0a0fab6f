using System.Globalization;

namespace DigestBot.Endurance.Crash;

/// <summary>A mail as the sink wrote it down.</summary>
/// <param name="Run">Which run of the bot brought it, from 0 for each queue.</param>
/// <param name="Recipient">One of the queue.</param>
/// <param name="MessageId">With its brackets.</param>
/// <param name="Hash">Of sender and message.</param>
internal sealed record TakenMail(int Run, string Recipient, string MessageId, string Hash)
{
    /// <summary>Reads a line of the sink's file.</summary>
    public static TakenMail Read(string line)
    {
        var words = line.Split(' ');
        return new TakenMail(int.Parse(words[0], CultureInfo.InvariantCulture), words[1], words[2], words[3]);
    }
}

/// <summary>What the sink's file says about one queue: a pure function of its lines.</summary>
/// <param name="Taken">By run.</param>
/// <param name="Duplicates">By run: mails that were taken in it and came again in a later one. A run's end is to blame for them.</param>
/// <param name="Lost">Recipients who got nothing.</param>
/// <param name="Problems">Broken promises, in sentences.</param>
internal sealed record Tally(IReadOnlyList<int> Taken, IReadOnlyList<int> Duplicates, IReadOnlyList<string> Lost, IReadOnlyList<string> Problems)
{
    /// <summary>Counts.</summary>
    /// <param name="mails">In order of arrival.</param>
    /// <param name="recipients">To whom one mail each was queued.</param>
    /// <param name="runs">Runs that the queue took; all but the last were killed.</param>
    /// <param name="connections">How many mails may come twice for each kill.</param>
    public static Tally Of(IReadOnlyList<TakenMail> mails, IReadOnlySet<string> recipients, int runs, int connections)
    {
        int[] taken = new int[runs], duplicates = new int[runs];
        var problems = new List<string>();
        var latest = new Dictionary<string, TakenMail>();
        foreach (var mail in mails)
        {
            taken[mail.Run]++;
            if (!recipients.Contains(mail.Recipient)) problems.Add($"{mail.Recipient} got a mail that was never queued.");
            if (latest.TryGetValue(mail.Recipient, out var before))
            {
                duplicates[before.Run]++;
                if (before.Run == mail.Run) problems.Add($"{mail.Recipient} got two mails in run {mail.Run}, between two kills.");
                if (before.MessageId != mail.MessageId) problems.Add($"{mail.Recipient} got {before.MessageId} in run {before.Run} and again as {mail.MessageId} in run {mail.Run}.");
                if (before.Hash != mail.Hash) problems.Add($"{mail.Recipient} got {mail.MessageId} in run {before.Run} and with other bytes in run {mail.Run}.");
            }

            latest[mail.Recipient] = mail;
        }

        for (var run = 0; run < runs; run++)
            if (duplicates[run] > (run == runs - 1 ? 0 : connections)) problems.Add($"{duplicates[run]} mails of run {run} came twice; with {connections} connections it may be {(run == runs - 1 ? 0 : connections)}.");
        foreach (var same in latest.Values.GroupBy(mail => mail.MessageId).Where(group => group.Count() > 1))
            problems.Add($"{string.Join(" and ", same.Select(mail => mail.Recipient))} got the same Message-ID {same.Key}.");
        var lost = recipients.Where(recipient => !latest.ContainsKey(recipient)).Order(StringComparer.Ordinal).ToList();
        if (lost.Count > 0) problems.Add($"{lost.Count} mails are lost, such as that to {lost[0]}.");
        return new Tally(taken, duplicates, lost, problems);
    }
}
