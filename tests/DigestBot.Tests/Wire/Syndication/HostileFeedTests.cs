using System.Text;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>Documents made to exhaust a reader: each is read or refused within two seconds and a bounded amount of memory.</summary>
[Collection(nameof(HostileFeedTests))]
[CollectionDefinition(nameof(HostileFeedTests), DisableParallelization = true)]
public class HostileFeedTests
{
    private const int Megabyte = 1024 * 1024;
    private const string Head = "<rss version=\"2.0\"><channel><title>t</title>";

    private const string Marks = "<>/&;=\"' ![]-?{}:,itemlnk\0\u001F0";

    private static readonly Dictionary<string, Func<string>> Documents = new()
    {
        ["entities that multiply"] = () => "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">"
            + string.Concat(Enumerable.Range(1, 40).Select(i => $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};&a{i - 1};&a{i - 1};\">")) + "]>" + Head + "<item><title>&a40;</title></item></channel></rss>",
        ["deep nesting"] = () => Head + "<item><title>x</title><description>" + Repeat("<a>", 100_000) + Repeat("</a>", 100_000) + "</description></item></channel></rss>",
        ["deep nesting, never closed"] = () => Head + "<item><description>" + Repeat("<a>", 1_000_000),
        ["one long text"] = () => Head + "<item><title>x</title><description>" + new string('x', 15 * Megabyte) + "</description></item></channel></rss>",
        ["one long title"] = () => Head + "<item><title>" + Repeat("<b", 7 * Megabyte) + "</title></item></channel></rss>",
        ["a million attributes"] = () => "<rss " + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"a{i}=\"v\" ")) + ">" + Head[5..] + "</channel></rss>",
        ["a million namespaces"] = () => Head + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"<n{i}:a xmlns:n{i}=\"u\">")),
        ["a million items"] = () => Head + Repeat("<item/>", 1_000_000) + "</channel></rss>",
        ["end tags that close nothing"] = () => Head + "<item>" + Repeat("<a>", 99) + Repeat("</b>", 3_000_000),
        ["quotes that never close"] = () => Head + Repeat("<a b='x><c d=\"y>", 800_000),
        ["comments that never close"] = () => Head + Repeat("<!--", 3_000_000),
        ["document types"] = () => Repeat("<!DOCTYPE a [<!ENTITY", 600_000),
        ["many document types"] = () => Repeat("<!DOCTYPE a []>", 900_000) + Head,
        ["ampersands"] = () => Head + "<title>" + Repeat("&", 12 * Megabyte) + "</title></channel></rss>",
        ["references that are none"] = () => Head + "<item><description>" + Repeat("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", 400_000) + "</description></item></channel></rss>",
        ["less-than signs"] = () => Head + "<title>" + Repeat("< ", 6 * Megabyte),
        ["CDATA sections"] = () => Head + "<item><description>" + Repeat("<![CDATA[x]]>", 1_000_000) + "</description></item></channel></rss>",
        ["a base on every level"] = () => Head + Repeat("<a xml:base='b/'>", 90) + Repeat("<item><link>x</link><enclosure url='y'/></item>", 250_000),
        ["categories"] = () => Head + "<item>" + string.Concat(Enumerable.Range(0, 500_000).Select(i => $"<category>c{i}</category>")) + "</item></channel></rss>",
        ["JSON nesting"] = () => "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":" + Repeat("[", 5_000_000),
        ["JSON half characters"] = () => "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"\\ud800\",\"title\":\"\\udc00\"}]}",
    };

    public static TheoryData<string> Kinds => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hostile_document_costs_little(string kind)
    {
        var bytes = Encoding.UTF8.GetBytes(Documents[kind]());
        var before = GC.GetAllocatedBytesForCurrentThread();
        // Processor time, because the machine may be busy with something else.
        var start = Environment.CpuUsage.TotalTime;
        try
        {
            var feed = FeedParser.Parse(bytes);
            feed.Items.Count.ShouldBeLessThanOrEqualTo(10_000);
            feed.Warnings.Count.ShouldBeLessThanOrEqualTo(50);
        }
        catch (FeedFormatException)
        {
            // Refused: as good.
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {(Environment.CpuUsage.TotalTime - start).TotalMilliseconds:F0} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) / bytes.Length} bytes per byte");
        (Environment.CpuUsage.TotalTime - start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(60L * bytes.Length + 20 * Megabyte);
    }

    [Fact]
    public void No_entity_of_the_document_and_no_file_is_read()
    {
        var feed = FeedParser.Parse(Encoding.UTF8.GetBytes(
            "<!DOCTYPE rss [<!ENTITY own \"grown\"><!ENTITY file SYSTEM \"file:///etc/passwd\">]>" + Head + "<item><title>&own; &file;</title></item></channel></rss>"));
        feed.Items[0].Title.ShouldBe("&own; &file;");
    }

    [Fact]
    public void Bytes_without_any_sense_are_refused_or_read_but_never_an_error_of_ours()
    {
        // A fixed sequence: the same bytes in every run.
        var state = 88172645463325252UL;
        var seeds = new[] { Head, "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{", "" };
        for (var i = 0; i < 400; i++)
        {
            var noise = new byte[300];
            for (var j = 0; j < noise.Length; j++)
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                noise[j] = (i % 3) == 0 ? (byte)state : (byte)Marks[(int)(state % (ulong)Marks.Length)];
            }
            var bytes = Encoding.UTF8.GetBytes(seeds[i % seeds.Length]).Concat(noise).ToArray();
            try
            {
                FeedParser.Parse(bytes).Items.ShouldNotBeNull();
            }
            catch (FeedFormatException e)
            {
                e.Message.ShouldNotContain("\n");
            }
        }
    }

    private static string Repeat(string what, int times) => new StringBuilder(what.Length * times).Insert(0, what, times).ToString();
}
