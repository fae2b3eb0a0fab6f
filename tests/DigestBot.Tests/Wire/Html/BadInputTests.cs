using System.IO.Compression;
using System.Text;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>What no page should be: each is answered in time, within memory, and with a reason where there is no text.</summary>
public sealed class BadInputTests(ITestOutputHelper output)
{
    private const string Prose = "<p>A quarry of blue slate, open to the sea since anyone wrote such things down, closed on a Tuesday, and nobody came to see it.</p>";
    private const string Russian = "<p>Каменоломня, открытая к морю с тех пор, как об этом начали писать, закрылась во вторник, и никто не пришёл на это посмотреть.</p>";
    private const string Japanese = "<p>海に開かれた青い石切り場は、誰もが覚えている限り昔からそこにあったが、火曜日に閉じられ、それを見に来た者は誰もいなかった。</p>";

    /// <summary>Of processor time, so that other work on the machine does not count: the promise, in release builds; a build for debugging takes some three times as long. What is quadratic takes minutes.</summary>
#if DEBUG
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
#else
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
#endif

    /// <summary>Bytes allocated at most, however the page is made. Once its text in UTF-16, four million characters of filtered markup, and a tree of a hundred thousand elements.</summary>
    private const long Memory = 300_000_000;

    private static readonly Uri Address = new("https://pages.example/");

    static BadInputTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Huge() => new(Pages.Keys);

    private static readonly Dictionary<string, Func<byte[]>> Pages = new()
    {
        ["15 MB of paragraphs"] = () => Ascii(Repeat(Prose, 115_000)),
        ["15 MB of script"] = () => Ascii("<title>t</title><script>" + Repeat("var a = '<p>x</p>'; ", 750_000) + "</script>" + Repeat(Prose, 3)),
        ["15 MB of style that never ends"] = () => Ascii(Repeat(Prose, 3) + "<style>" + Repeat("p { color: red } ", 880_000)),
        ["one text of 15 MB"] = () => Ascii(Repeat("word ", 3_000_000)),
        ["one word of 15 MB"] = () => Ascii("<p>" + new string('x', 15_000_000)),
        ["100,000 deep"] = () => Ascii(Repeat("<div>", 100_000) + Prose + Repeat("</div>", 100_000)),
        ["100,000 deep, inline"] = () => Ascii(Repeat("<b>", 100_000) + Prose),
        ["100,000 deep, each named"] = () => Ascii(Repeat("<section class='entry-content'><span class=\"author\">", 100_000) + Prose),
        ["a million links"] = () => Ascii(Repeat("<a href='/x'>link</a> ", 1_000_000)),
        ["a million attributes"] = () => Ascii("<p " + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => "a" + i + "=1 ")) + ">" + Repeat(Prose, 3)),
        ["a million attributes that are kept"] = () => Ascii("<p " + Repeat("class=author id=x style='display:block' ", 300_000) + ">" + Repeat(Prose, 3)),
        ["a class of 15 MB"] = () => Ascii("<div class='" + Repeat("author byline comment ", 680_000) + "'>" + Repeat(Prose, 3) + "</div>"),
        ["a title of 15 MB"] = () => Ascii("<title>" + Repeat("word | ", 2_100_000) + "</title>" + Repeat(Prose, 3)),
        ["a million metas"] = () => Ascii(Repeat("<meta name=author content='Ann Author'>", 380_000) + Repeat(Prose, 3)),
        ["a million authors"] = () => Ascii("<h1>t</h1>" + Repeat("<i class=author><b itemprop=name></b></i>", 360_000) + Repeat(Prose, 3)),
        ["authors inside authors"] = () => Ascii("<h1>t</h1>" + Repeat("<div class=author itemprop=author>", 190) + Repeat("<i class=byline>a</i>", 90_000)),
        ["times"] = () => Ascii("<h1>t</h1>" + Repeat("<time>1 1 1</time>", 800_000)),
        ["headlines"] = () => Ascii("<title>a b c - d</title>" + Repeat("<h1>a<p>b</h1>", 1_000_000)),
        ["linked data of 15 MB"] = () => Ascii("<script type='application/ld+json'>{\"@graph\":[" + Repeat("{\"@type\":\"Person\",\"@id\":\"#a\"},", 480_000) + "{}]}</script>" + Repeat(Prose, 3)),
        ["linked data that refers"] = () => Ascii(Repeat("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"author\":[" + Repeat("{\"@id\":\"#z\"},", 5000) + "{}]}," + Repeat("{\"@type\":\"Person\",\"@id\":\"#a\"},", 5000) + "{}]}</script>", 40) + Repeat(Prose, 3)),
        ["comments that never end"] = () => Ascii(Repeat(Prose, 3) + Repeat("<!-- <p>x ", 1_500_000)),
        ["scripts that never end"] = () => Ascii(Repeat(Prose, 3) + Repeat("<script><!-- <script> ", 700_000)),
        ["line ends alone"] = () => Ascii(new string('\n', 15_000_000)),
        ["angles"] = () => Ascii(new string('<', 15_000_000)),
        ["ampersands"] = () => Ascii("<p>" + new string('&', 15_000_000)),
        ["nulls within"] = () => [.. Ascii(Prose), .. new byte[15_000_000]],
        ["siblings"] = () => Ascii("<div>" + Repeat("<div class=entry><p>One, two, and three and four and five.</p></div>", 49_000) + "</div>"),
        ["related headings"] = () => Ascii(Repeat("<h2>Related</h2><ul><li>One, two, and three and four and five.</ul>", 50_000)),
        ["pull quotes"] = () => Ascii(Repeat("<aside class=pullquote><p>One, two, and three and four and five.</p></aside>", 50_000)),
        ["tables in tables"] = () => Ascii(Repeat("<table><tr><td>One, two, and three and four and five.", 100_000)),
        ["lists in lists"] = () => Ascii(Repeat("<ul><li>One, two, and three and four and five.", 100_000)),
        ["selects and options"] = () => Ascii(Repeat("<select><option>a", 900_000) + Repeat(Prose, 3)),
    };

    [Theory, MemberData(nameof(Huge))]
    public void A_page_made_to_hurt_costs_little_time_and_memory(string name)
    {
        var bytes = Pages[name]();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = ThreadTime.Milliseconds;
        var page = PageReader.Read(bytes, "text/html; charset=utf-8", Address);
        var took = TimeSpan.FromMilliseconds(ThreadTime.Milliseconds - began);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{name}: {bytes.Length / 1000} kB, {took.TotalMilliseconds:F0} ms, {allocated / 1_000_000} MB, {page.Text.Length} characters, {page.Reason}");
        took.ShouldBeLessThan(Limit);
        allocated.ShouldBeLessThan(Memory);
        (page.Text.Length > 0 || page.Reason is { Length: > 10 }).ShouldBeTrue("a page without text says why");
        page.Text.Length.ShouldBeLessThanOrEqualTo(MainText.MaxText);
    }

    public static TheoryData<string, string?, string> Encoded() => new()
    {
        { "windows-1251", "text/html; charset=utf-8", Russian },
        { "windows-1251", "text/html; charset=windows-1251", Russian },
        { "windows-1251", "text/html; charset=iso-8859-1", Russian },
        { "windows-1251", null, Russian },
        { "koi8-r", "text/html; charset=utf-8", Russian },
        { "shift_jis", "text/html; charset=utf-8", Japanese },
        { "shift_jis", null, Japanese },
        { "euc-jp", "text/html; charset=utf-8", Japanese },
        { "utf-16", "text/html; charset=utf-8", Japanese },
        { "utf-16", null, Prose },
        { "utf-16BE", null, Prose },
        { "utf-16", null, Russian },
        { "utf-16", "text/html; charset=utf-16", Russian },
        { "utf-16BE", "text/html; charset=utf-16be", Japanese },
        { "bom utf-16", "text/html; charset=utf-8", Prose },
        { "bom utf-16BE", "text/html; charset=windows-1252", Japanese },
        { "bom utf-8", "text/html; charset=shift_jis", Japanese },
        { "utf-8", "text/html; charset=utf-16", Russian },
        { "utf-8", "text/html; charset=windows-1251", Russian },
        { "utf-8", "text/html; charset=nonsense", Japanese },
    };

    [Theory, MemberData(nameof(Encoded))]
    public void Bytes_in_another_charset_than_the_server_says_are_read(string written, string? contentType, string text)
    {
        var encoding = Encoding.GetEncoding(written.Split(' ')[^1]);
        byte[] bytes = [.. written.StartsWith("bom", StringComparison.Ordinal) ? encoding.GetPreamble() : [], .. encoding.GetBytes("<!doctype html><html><head><title>t</title></head><body>" + text + "</body></html>")];
        PageReader.Read(bytes, contentType, Address).Text.ShouldBe(text[3..^4]);
    }

    public static TheoryData<string> Strangers() => new(Files.Keys);

    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["a PNG image"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Noise(200_000)],
        ["gzip"] = Gzip(Ascii(Repeat(Prose, 100))),
        ["a PDF file"] = [.. "%PDF-1.7\n"u8, .. Noise(200_000)],
        ["a ZIP archive"] = [.. "PK\u0003\u0004"u8, .. Noise(200_000)],
        ["binary"] = Noise(15_000_000),
        ["empty"] = [],
        ["no text"] = "<html><head></head><body></body></html>"u8.ToArray(),
        ["scripts"] = "<html><body><div id=app></div><script src=a.js></script></body></html>"u8.ToArray(),
    };

    [Theory, MemberData(nameof(Strangers))]
    public void What_is_no_page_is_told_so_at_once(string name)
    {
        var began = ThreadTime.Milliseconds;
        var page = PageReader.Read(Files[name], "text/html", Address);
        var took = TimeSpan.FromMilliseconds(ThreadTime.Milliseconds - began);
        (page.Text, page.Blocks.Count).ShouldBe(("", 0));
        page.Reason.ShouldNotBeNull().ShouldContain(name.Split(' ')[^1] is "text" ? "no text" : name.Replace("a ZIP", "ZIP", StringComparison.Ordinal));
        took.ShouldBeLessThan(Limit);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(20250501).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
