using System.CommandLine;
using System.Globalization;
using DigestBot.Endurance.Crash;
using DigestBot.Endurance.Schedules;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// One line for each verb; its options stand beside it.
var root = new RootCommand("DigestBot's endurance tests: long forms of what tests/run does in short. Exit 0: every promise was kept; 1: one was broken; 2: wrong use.")
{
    CrashCommand.Create(),
    SchedulesCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
return 2;
