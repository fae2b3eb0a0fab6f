using System.Buffers;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Wire.Html;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Syndication;
using DigestBot.Wire.Text;

namespace DigestBot.Benchmarks;

/// <summary>Hot functions by themselves, with BenchmarkDotNet: time and allocations.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks
{
    private static readonly Uri Address = new("https://pages.example/article");

    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private byte[] _page = [];
    private byte[] _feed = [];
    private string _text = "";
    private MessageWriter _message = new();
    private byte[] _body = [];
    private DkimSigner _signer = DkimSigner.None;

    internal static Task RunAsync(Options options)
    {
        var job = (options.Full ? Job.Default : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(options.Folder, "digestbot-benchmark-micro"));
        if (options.Json) config = ManualConfig.Create(config).WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<MicroBenchmarks>(config);
        if (!options.Json) return Task.CompletedTask;
        foreach (var report in summary.Reports.Where(report => report.ResultStatistics is not null))
            new Result("micro-" + report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report.ResultStatistics!.Median / 1000, "us")
            {
                Detail = new Dictionary<string, object> { ["bytes_allocated"] = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0, ["repetitions"] = report.ResultStatistics.N },
            }.Print(json: true);
        return Task.CompletedTask;
    }

    [GlobalSetup]
    public void Load()
    {
        _page = DemoPages.Bytes().MaxBy(page => page.Length)!;
        _text = PageReader.Read(_page, "text/html", Address).Text;
        // The middle one of the real feeds where they are there; what a feed is made of does not differ much.
        _feed = Corpora.Feeds().OrderBy(feed => feed.Length).ElementAt(24);
    }

    [GlobalSetup(Targets = [nameof(WriteMessage), nameof(SignMessage), nameof(HashBody)])]
    public void Compose()
    {
        // Some 44 kB, as a digest of fifteen cards.
        var half = string.Concat(Enumerable.Range(0, 300).Select(i => $"Line {i} of a text that is as long as a card's: a title, a sentence, a link.\n"));
        _message = new MessageWriter().From(new Mailbox(null, "digest@benchmark.example")).To(new Mailbox(null, "reader@mail.example")).Subject("Today").Date(Workplace.Now)
            .MessageId("1.a@benchmark.example").Add(WrittenField.ListId("Digest", "digest.benchmark.example")).Header("List-Unsubscribe", "<https://benchmark.example/unsubscribe/abcdefghijklmnopqrstuvwxyz>")
            .Text(EncodedBody.Of(half)).Html(EncodedBody.Of(half));
        _signer = new DkimSigner([DkimKey.FromPem("benchmark.example", "news1", DkimKey.NewPem())]);
        var body = new ArrayBufferWriter<byte>();
        _message.WriteBody(body);
        _body = body.WrittenSpan.ToArray();
    }

    [Benchmark]
    public int WriteMessage()
    {
        using var octets = _message.ToBuffer();
        return octets.Written.Length;
    }

    [Benchmark]
    public int SignMessage()
    {
        using var octets = _signer.Sign(_message, Workplace.Now);
        return octets.Written.Length;
    }

    [Benchmark]
    public int HashBody()
    {
        Span<byte> hash = stackalloc byte[32];
        DkimBody.Hash(_body, hash);
        return hash[0];
    }

    [Benchmark]
    public int EncodeQuotedPrintable()
    {
        _output.ResetWrittenCount();
        QuotedPrintable.Encode(_text, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int SplitSentences() => Sentences.Split(_text, new TextRange(0, _text.Length), "en").Count;

    [Benchmark]
    public int DetectLanguage() => Languages.Detect(_text)?.Length ?? 0;

    [Benchmark]
    public int CutTerms() => Terms.Of(_text, Words.Tokens(_text, new TextRange(0, _text.Length)), "en").Count;

    [Benchmark]
    public int ParseFeed() => FeedParser.Parse(_feed, null, Address).Items.Count;

    [Benchmark]
    public int ReadPage() => PageReader.Read(_page, "text/html", Address).Text.Length;
}
