using System.CommandLine;

namespace DigestBot.Endurance.Schedules;

/// <summary><c>schedules</c>: the real sender against a relay that fails at random, again and again.</summary>
internal static class SchedulesCommand
{
    public static Command Create()
    {
        var count = Records.Number("--count", "Schedules.", 20_000);
        var seed = Records.Number("--seed", "Of the first; each other's is one more. A broken one is repeated with its own and --count 1.", 1);
        var workers = Records.Number("--workers", "Schedules at the same time: most of their time they wait.", 8);
        var json = new Option<bool>("--json") { Description = "One JSON object for each broken schedule, and for the result." };
        var folder = new Option<string?>("--folder") { Description = "Where the databases are made; /dev/shm unless told." };
        var command = new Command("schedules", "Plays schedules of random faults against the sender; judges by what the relay knows whether a mail is stuck, lost, sent twice, or a reader suppressed.") { count, seed, workers, json, folder };
        command.SetAction(async (parsed, stop) =>
        {
            var print = Records.Printer(parsed.GetValue(json));
            try
            {
                var result = await FaultSchedules.RunAsync(
                    parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(workers), parsed.GetValue(folder), print, played => Console.Error.WriteLine($"{played} schedules"), stop);
                print(result);
                return result.Broken == 0 && result.Schedules == parsed.GetValue(count) ? 0 : 1;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or TimeoutException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }
}
