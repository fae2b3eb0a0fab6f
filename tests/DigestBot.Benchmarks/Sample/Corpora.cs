using System.IO.Compression;

namespace DigestBot.Benchmarks.Sample;

/// <summary>Real feeds and pages, which stand beside the project and are not part of it (DIGESTBOT_CORPORA, default ../shared/corpora).</summary>
internal static class Corpora
{
    /// <summary>The feeds of <c>feeds/real</c>, in order of names.</summary>
    public static IReadOnlyList<byte[]> Feeds() => [.. Files("feeds/real", "*").Select(File.ReadAllBytes)];

    /// <summary>The pages of <c>pages/benchmark</c>, in order of names.</summary>
    public static IReadOnlyList<byte[]> Pages() => [.. Files("pages/benchmark", "*.html.gz").Select(Unpacked)];

    private static IEnumerable<string> Files(string folder, string pattern)
    {
        var root = Environment.GetEnvironmentVariable("DIGESTBOT_CORPORA") is { Length: > 0 } named ? named : Path.Combine(ProjectRoot(), "..", "shared", "corpora");
        var path = Path.GetFullPath(Path.Combine(root, folder));
        return Directory.Exists(path)
            ? Directory.GetFiles(path, pattern).Order(StringComparer.Ordinal)
            : throw new BenchmarkException($"The corpora are not here: {path}. Set DIGESTBOT_CORPORA to their folder.");
    }

    private static byte[] Unpacked(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string ProjectRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DigestBot.sln")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}

/// <summary>A benchmark cannot run here; the message says why.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
