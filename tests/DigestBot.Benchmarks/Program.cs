using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DigestBot.Benchmarks;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var benchmarks = new Dictionary<string, Func<Options, Task>>
{
    ["parse"] = ParseBenchmark.RunAsync,
    ["read"] = ReadBenchmark.RunAsync,
    ["analyse"] = AnalyseBenchmark.RunAsync,
    ["maintext"] = MainTextBenchmark.RunAsync,
    ["compose"] = ComposeBenchmark.RunAsync,
    ["growth"] = GrowthBenchmark.RunAsync,
    ["stories"] = StoriesBenchmark.RunAsync,
    ["send"] = SendBenchmark.RunAsync,
    ["send-series"] = SendSeriesBenchmark.RunAsync,
    ["send-growth"] = SendGrowthBenchmark.RunAsync,
    ["poll"] = PollBenchmark.RunAsync,
    ["startup"] = StartupBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["micro"] = MicroBenchmarks.RunAsync,
};

var name = new Argument<string>("name") { Description = "all (each in a process of its own, micro left out), or one of " + string.Join(", ", benchmarks.Keys) };
name.AcceptOnlyFromAmong([.. benchmarks.Keys, "all"]);
var json = new Option<bool>("--json") { Description = "One JSON object per result." };
var full = new Option<bool>("--full") { Description = "The long version." };
var repeat = new Option<int?>("--repeat") { Description = "Repetitions; the median is reported." };
var subscribers = new Option<int?>("--subscribers") { Description = "compose: subscribers (10,000; 1,000,000 with --full)." };
var groups = new Option<int>("--groups") { Description = "compose, send: different choices that they share.", DefaultValueFactory = _ => 48 };
var rich = new Option<bool>("--rich") { Description = "compose, send: cards with all that they can hold (a digest of some 130 kB instead of 40)." };
var messages = new Option<int?>("--messages") { Description = "send, send-series: messages in each repetition (4,000; 20,000 with --full); send-growth: this number only." };
var connections = new Option<int>("--connections") { Description = "send, send-growth: connections.", DefaultValueFactory = _ => 8 };
var feeds = new Option<int?>("--feeds") { Description = "poll: feeds (490; 4,900 with --full)." };
var folder = new Option<string>("--folder") { Description = "Where databases are made.", DefaultValueFactory = _ => Path.GetTempPath() };
var root = new RootCommand("DigestBot's benchmarks; README.md says what each measures.") { name, json, full, repeat, subscribers, groups, rich, messages, connections, feeds, folder };
root.SetAction(async (parsed, _) =>
{
    try
    {
        if (parsed.GetRequiredValue(name) == "all") return await AllAsync([.. args.Where(argument => argument != "all")]);
        await benchmarks[parsed.GetRequiredValue(name)](new Options(
            parsed.GetValue(json), parsed.GetValue(full), parsed.GetValue(repeat), parsed.GetValue(subscribers), parsed.GetRequiredValue(groups), parsed.GetValue(rich),
            parsed.GetValue(messages), parsed.GetRequiredValue(connections), parsed.GetValue(feeds), Path.GetFullPath(parsed.GetRequiredValue(folder))));
        return 0;
    }
    catch (Exception e) when (e is BenchmarkException or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();

// Peak memory is a process's: each benchmark has its own.
async Task<int> AllAsync(IReadOnlyList<string> options)
{
    var failed = 0;
    foreach (var benchmark in benchmarks.Keys.Where(key => key != "micro"))
    {
        using var process = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "DigestBot.Benchmarks.dll"), benchmark, .. options]);
        await process.WaitForExitAsync();
        failed |= process.ExitCode;
    }

    return failed;
}
