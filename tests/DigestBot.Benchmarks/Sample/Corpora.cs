using System.IO.Compression;
using System.Text.Json;

namespace DigestBot.Benchmarks.Sample;

/// <summary>Real feeds and pages, which stand beside the project and are not part of it (DIGESTBOT_CORPORA, default ../shared/corpora).</summary>
internal static class Corpora
{
    /// <summary>The feeds of <c>feeds/real</c>, in order of names.</summary>
    public static IReadOnlyList<byte[]> Feeds() => [.. Files("feeds/real", "*").Select(File.ReadAllBytes)];

    /// <summary>The pages of <c>pages/benchmark</c>, in order of names.</summary>
    public static IReadOnlyList<byte[]> Pages() => [.. Files("pages/benchmark", "*.html.gz").Select(Unpacked)];

    /// <summary>Paths of the pages of <c>pages/benchmark</c> (packed) and <c>pages/reader</c>, in order of names.</summary>
    public static IReadOnlyList<string> PageFiles() =>
        [.. Files("pages/benchmark", "*.html.gz"), .. Folders("pages/reader").Select(folder => Path.Combine(folder, "source.html")).Where(File.Exists)];

    /// <summary>A file's bytes, unpacked.</summary>
    public static byte[] Bytes(string path) => path.EndsWith(".gz", StringComparison.Ordinal) ? Unpacked(path) : File.ReadAllBytes(path);

    /// <summary>What <c>pages/benchmark</c> takes for the main text of each of its pages, by path.</summary>
    public static IReadOnlyDictionary<string, string> Truths()
    {
        var file = Files("pages/benchmark", "ground-truth.json").Single();
        using var truth = JsonDocument.Parse(File.ReadAllText(file));
        return truth.RootElement.EnumerateObject().ToDictionary(page => Path.Combine(Path.GetDirectoryName(file)!, page.Name + ".html.gz"), page => page.Value.GetProperty("articleBody").GetString()!);
    }

    private static IEnumerable<string> Folders(string folder) => Directory.GetDirectories(Existing(folder)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(Existing(folder), pattern).Order(StringComparer.Ordinal);

    private static string Existing(string folder)
    {
        var root = Environment.GetEnvironmentVariable("DIGESTBOT_CORPORA") is { Length: > 0 } named ? named : Path.Combine(ProjectRoot(), "..", "shared", "corpora");
        var path = Path.GetFullPath(Path.Combine(root, folder));
        return Directory.Exists(path) ? path : throw new BenchmarkException($"The corpora are not here: {path}. Set DIGESTBOT_CORPORA to their folder.");
    }

    private static byte[] Unpacked(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The folder that holds DigestBot.sln.</summary>
    public static string ProjectRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DigestBot.sln")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}

/// <summary>A benchmark cannot run here; the message says why.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
