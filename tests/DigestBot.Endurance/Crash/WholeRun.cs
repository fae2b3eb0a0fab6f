using System.Text.RegularExpressions;

namespace DigestBot.Endurance.Crash;

/// <summary>What a run over a whole queue did that nobody killed: the ground on which kills are spread.</summary>
/// <param name="Calls">System calls of each kind, of the thread that made most of them: strace counts for each thread.</param>
/// <param name="StartMilliseconds">From the start of a run without a tracer to its first mail.</param>
/// <param name="SendMilliseconds">From the first to the last.</param>
internal sealed partial record WholeRun(IReadOnlyDictionary<KillKind, int> Calls, int StartMilliseconds, int SendMilliseconds)
{
    /// <summary>Numbers between which a kill falls within the first <paramref name="part"/> of a queue.</summary>
    public (int First, int Last) Span(KillKind kind, double part, int digests) => kind switch
    {
        KillKind.Moment => (StartMilliseconds / 2, StartMilliseconds + (int)(SendMilliseconds * part)),
        KillKind.Answer => (1, (int)(digests * part)),
        _ => (1, Math.Max(2, (int)(Calls[kind] * part))),
    };

    /// <summary>Counts the calls in what <c>strace -f -o</c> wrote: the number of the thread, then the call.</summary>
    public static IReadOnlyDictionary<KillKind, int> Count(IEnumerable<string> trace)
    {
        var byThread = new Dictionary<(KillKind, string), int>();
        foreach (var line in trace)
        {
            if (Call().Match(line) is not { Success: true } call) continue;
            var kind = call.Groups["call"].Value switch { "fsync" or "fdatasync" => KillKind.Sync, "pwrite64" => KillKind.Write, _ => KillKind.Send };
            var key = (kind, call.Groups["thread"].Value);
            byThread[key] = byThread.GetValueOrDefault(key) + 1;
        }

        return new[] { KillKind.Sync, KillKind.Write, KillKind.Send }.ToDictionary(
            kind => kind, kind => byThread.Where(pair => pair.Key.Item1 == kind).Select(pair => pair.Value).DefaultIfEmpty().Max());
    }

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<call>fsync|fdatasync|pwrite64|sendto|sendmsg)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}
