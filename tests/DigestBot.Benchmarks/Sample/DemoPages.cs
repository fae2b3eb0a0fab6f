using DigestBot.Wire.Html;

namespace DigestBot.Benchmarks.Sample;

/// <summary>The articles of the demo's own web: pages of real length that come with the program.</summary>
internal static class DemoPages
{
    /// <summary>Their bytes, in order of names.</summary>
    public static IReadOnlyList<byte[]> Bytes() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Demo", "site"), "*.html", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "index.html").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    /// <summary>Read.</summary>
    public static IReadOnlyList<Page> Read() => [.. Bytes().Select(bytes => PageReader.Read(bytes, "text/html; charset=utf-8", new Uri("https://demo.example/page")))];
}
