using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>Real pages, broken by a fixed seed: none throws, none takes long. DIGESTBOT_FUZZ_PAGES asks for more than two thousand.</summary>
public sealed class PageFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 2000;
    private const int LongestRepeated = 2_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("DIGESTBOT_PATIENCE_SECONDS") ?? "20", CultureInfo.InvariantCulture));

    private static readonly string[] Pieces =
    [
        "<", ">", "\"", "'", "</", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "<svg>", "<template>", "<table>", "<tr>", "<td>", "</table>", "<p>", "</p>", "<div class='comment'>", "</div>",
        "<a href=x>", "</a>", "<b>", "</b>", "<li>", "<ul>", "<h1>", "<title>", "<plaintext>", "<select>", "<textarea>", "<noscript>", "<frameset>", "<br><br>", "&#x0;", "&amp", "\0", "\uFEFF", "<pre>\n", "<article>", "<body>", "</body>", "</html>", "<html lang=xx>",
    ];

    [Fact]
    public void Real_pages_broken_in_every_way_are_read_in_time()
    {
        var pages = Directory.GetDirectories(Corpora.Path_("pages/reader")).Order(StringComparer.Ordinal).Select(f => File.ReadAllBytes(Path.Combine(f, "source.html")))
            .Concat(Directory.GetFiles(Corpora.Path_("pages/benchmark"), "*.html.gz").Order(StringComparer.Ordinal).Select(Unpack)).ToList();
        var random = new Random(20250502);
        var count = int.Parse(Environment.GetEnvironmentVariable("DIGESTBOT_FUZZ_PAGES") ?? Usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var (slowest, silent) = (TimeSpan.Zero, 0);
        for (var i = 0; i < count; i++)
        {
            var bytes = Break(pages[i % pages.Count], random);
            var watch = Stopwatch.StartNew();
            var page = PageReader.Read(bytes, i % 3 == 0 ? null : "text/html; charset=utf-8", new Uri("https://pages.example/"));
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            watch.Elapsed.ShouldBeLessThan(Limit, $"page {i}");
            page.Reason?.ShouldNotContain("could not be parsed", Case.Sensitive, $"page {i}: an exception of the tree builder");
            silent += page.Text.Length == 0 && page.Reason is null ? 1 : 0;
            page.Blocks.Sum(b => b.Length + 2).ShouldBe(page.Text.Length == 0 ? 0 : page.Text.Length + 2, $"page {i}: blocks cover the text");
        }
        output.WriteLine($"{count} pages, slowest {slowest.TotalMilliseconds:F0} ms");
        silent.ShouldBe(0);
    }

    private static byte[] Break(byte[] page, Random random)
    {
        var bytes = page.ToList();
        for (var change = random.Next(1, 12); change > 0 && bytes.Count > 4; change--)
        {
            var (at, length) = (random.Next(bytes.Count), random.Next(1, 2000));
            var piece = System.Text.Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, piece);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(length, bytes.Count - at)));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat(piece, random.Next(1, 3000)).SelectMany(p => p));
                    break;
                default:
                    if (random.Next(4) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
            if (bytes.Count > LongestRepeated)
                bytes.RemoveRange(LongestRepeated, bytes.Count - LongestRepeated);
        }
        return [.. bytes];
    }

    private static byte[] Unpack(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
