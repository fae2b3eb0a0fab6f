using System.Diagnostics;
using System.Text.Json;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Tests.Wire.Html;
using DigestBot.Wire.Html;

namespace DigestBot.Benchmarks;

/// <summary>Page bytes → main text and metadata, in turns with @mozilla/readability on jsdom over the same pages, each on one thread, bytes in memory.</summary>
internal static class MainTextBenchmark
{
    private static readonly Uri Address = new("https://pages.example/article");

    public static async Task RunAsync(Options options)
    {
        var files = Corpora.PageFiles();
        var pages = files.Select(Corpora.Bytes).ToList();
        using var peer = ReadabilityProcess.Start(files);
        var repeat = options.Repeat ?? (options.Full ? 9 : 3);
        await peer.PassAsync();
        Repetitions.PassRates(1, () => Pass(pages));
        var (own, other) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < repeat; turn++)
        {
            own.Add(Repetitions.PassRates(1, () => Pass(pages))[0] * pages.Count);
            other.Add(pages.Count / await peer.PassAsync());
        }

        var rate = Repetitions.Median(own);
        new Result("maintext", rate, "pages/s")
        {
            Peer = "@mozilla/readability on jsdom", PeerValue = Repetitions.Median(other),
            Detail = new Dictionary<string, object>
            {
                ["ms_each"] = 1000 / rate, ["peer_ms_each"] = 1000 / Repetitions.Median(other), ["mb_per_second"] = rate * pages.Average(page => page.Length) / 1e6,
                ["f1"] = F1(files, [.. pages.Select(page => PageReader.Read(page, null, Address).Text)]), ["peer_f1"] = F1(files, await peer.TextsAsync()),
                ["pages"] = pages.Count, ["repetitions"] = repeat, ["values"] = own, ["peer_values"] = other,
            },
        }.Print(options.Json);
    }

    private static void Pass(List<byte[]> pages)
    {
        foreach (var page in pages) PageReader.Read(page, null, Address);
    }

    /// <summary>On pages/benchmark, as that benchmark measures: speed must not be bought with the text.</summary>
    private static double F1(IReadOnlyList<string> files, IReadOnlyList<string> texts)
    {
        var truths = Corpora.Truths();
        var score = new Shingles();
        for (var i = 0; i < files.Count; i++)
            if (truths.TryGetValue(files[i], out var truth)) score.Add(truth, texts[i]);
        return Math.Round(score.F1, 4);
    }

    /// <summary>tests/tools/readability.mjs, which holds the pages and waits for commands.</summary>
    private sealed class ReadabilityProcess : IDisposable
    {
        private readonly Process _process;

        private ReadabilityProcess(Process process) => _process = process;

        public static ReadabilityProcess Start(IReadOnlyList<string> files)
        {
            var tools = Path.Combine(Corpora.ProjectRoot(), "tests", "tools");
            if (!Directory.Exists(Path.Combine(tools, "node_modules", "@mozilla", "readability")))
                throw new BenchmarkException("The npm packages of tests/tools are missing: run \"npm ci\" there, or tests/run, which does.");
            var info = new ProcessStartInfo("node", [Path.Combine(tools, "readability.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            var peer = new ReadabilityProcess(Process.Start(info) ?? throw new BenchmarkException("node could not be started."));
            peer._process.StandardInput.WriteLine(JsonSerializer.Serialize(files));
            peer.Answer(peer._process.StandardOutput.ReadLine());
            return peer;
        }

        /// <summary>Reads every page once.</summary>
        /// <returns>Seconds.</returns>
        public async Task<double> PassAsync() => (await AskAsync("pass")).GetProperty("seconds").GetDouble();

        public async Task<IReadOnlyList<string>> TextsAsync() => [.. (await AskAsync("texts")).EnumerateArray().Select(text => text.GetString()!)];

        public void Dispose()
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
            _process.Dispose();
        }

        private async Task<JsonElement> AskAsync(string command)
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
            return Answer(await _process.StandardOutput.ReadLineAsync());
        }

        private JsonElement Answer(string? line) =>
            line is null ? throw new BenchmarkException($"readability.mjs ended with {(_process.WaitForExit(1000) ? _process.ExitCode : -1)}; its error stands above.") : JsonElement.Parse(line);
    }
}
