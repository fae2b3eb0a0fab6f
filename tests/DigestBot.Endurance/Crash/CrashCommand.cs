using System.CommandLine;

namespace DigestBot.Endurance.Crash;

/// <summary><c>crash</c>: kills the real program while it sends, again and again, and counts at a sink that never forgets.</summary>
internal static class CrashCommand
{
    public static Command Create()
    {
        var kills = Records.Number("--kills", "Kills in all.", 1_000);
        var digests = Records.Number("--digests", "Digests in a queue. A queue is killed until it is empty, then counted; then comes the next.", 10_000);
        var connections = Records.Number("--connections", "Connections to the relay: as many mails may come twice after a kill.", 8);
        var each = Records.Number("--kills-per-queue", "Kills that are spread over one queue.", 25);
        var seed = Records.Number("--seed", "Of the order of the kills, and of the moments of those at random.", 1);
        var chunking = new Option<bool>("--chunking") { Description = "Mail goes by BDAT (CHUNKING)." };
        var json = new Option<bool>("--json") { Description = "One JSON object per kill, queue and result." };
        var folder = new Option<string>("--folder") { Description = "Where the database is made.", DefaultValueFactory = _ => Path.GetTempPath() };
        var command = new Command("crash", "Kills the bot (SIGKILL) at every kind of step while it sends; starts it again; counts what was lost and what came twice.")
        {
            kills, digests, connections, each, seed, chunking, json, folder,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var options = new CrashOptions(parsed.GetValue(kills), parsed.GetValue(digests), parsed.GetValue(connections), parsed.GetValue(each), parsed.GetValue(seed))
            {
                Chunking = parsed.GetValue(chunking), Folder = Path.GetFullPath(parsed.GetValue(folder)!),
            };
            try
            {
                var result = await CrashTest.RunAsync(options, Records.Printer(parsed.GetValue(json)), stop);
                foreach (var problem in result.Problems) await Console.Error.WriteLineAsync(problem);
                return result.Problems.Count == 0 ? 0 : 1;
            }
            catch (Exception e) when (e is CrashTestException or IOException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }
}
