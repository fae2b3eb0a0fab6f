using System.CommandLine;
using System.Text.Json;

namespace DigestBot.Endurance.Schedules;

/// <summary><c>schedules</c>: the real sender against a relay that fails at random, again and again.</summary>
internal static class SchedulesCommand
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create()
    {
        var count = Number("--count", "Schedules.", 20_000);
        var seed = Number("--seed", "Of the first; each other's is one more. A broken one is repeated with its own and --count 1.", 1);
        var workers = Number("--workers", "Schedules at the same time: most of their time they wait.", 8);
        var json = new Option<bool>("--json") { Description = "One JSON object for each broken schedule, and for the result." };
        var folder = new Option<string?>("--folder") { Description = "Where the databases are made; /dev/shm unless told." };
        var command = new Command("schedules", "Plays schedules of random faults against the sender; judges by what the relay knows whether a mail is stuck, lost, sent twice, or a reader suppressed.") { count, seed, workers, json, folder };
        command.SetAction(async (parsed, stop) =>
        {
            var asJson = parsed.GetValue(json);
            void Print(object record) => Console.WriteLine(asJson ? JsonSerializer.Serialize(record, record.GetType(), Names) : record.ToString());
            try
            {
                var result = await FaultSchedules.RunAsync(
                    parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(workers), parsed.GetValue(folder), Print, played => Console.Error.WriteLine($"{played} schedules"), stop);
                Print(result);
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

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} is 1 or more.");
        });
        return option;
    }
}
