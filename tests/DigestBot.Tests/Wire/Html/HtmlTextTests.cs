using System.Globalization;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

public class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One.</p><p>Two &amp; three.</p>", "[p] One.|[p] Two & three.")]
    [InlineData("<h2>Head</h2>Loose text<ul><li>a<li>b</ul>", "[h2] Head|[p] Loose text|[li] a|[li] b")]
    [InlineData("<p>Seen</p><script>no()</script><style>p{}</style><p hidden>no</p><p style='color:red; display : none'>no</p>", "[p] Seen")]
    [InlineData("<p>Text.<img src='https://pixel.example/1.gif' width=1 height=1></p>", "[p] Text.")]
    [InlineData("<p>Text.</p><p>The post <a href='https://a.example/1'>Text</a> appeared first on <a href='https://a.example'>A</a>.</p>", "[p] Text.")]
    [InlineData("Excerpt of the text. The post <a href='https://a.example/1'>Text</a> appeared first on <a href='https://a.example'>A</a>.", "[p] Excerpt of the text.")]
    [InlineData("<p>The post office moved, and it <a href='/x'>appeared first on</a> maps in 1901, then nowhere for a century and more, because nobody had thought to tell the people who draw them.</p><p>End.</p>", "[p] The post office moved, and it appeared first on maps in 1901, then nowhere for a century and more, because nobody had thought to tell the people who draw them.|[p] End.")]
    [InlineData("<p>Text.</p><p><a href='https://a.example/1'>Continue reading →</a></p>", "[p] Text.")]
    [InlineData("<p>Text.</p><p><a href='https://a.example/entry'>Whatever it says</a></p>", "[p] Text.")]
    [InlineData("First paragraph\nstill the first.\n\nSecond, with a < b.", "[p] First paragraph still the first.|[p] Second, with a < b.")]
    [InlineData("<blockquote><p>Said.</p></blockquote><pre>a\n  b\n\nc</pre>", "[blockquote] Said.|[pre] a\n  b\nc")]
    [InlineData("One<br>line.<br><br>Next.", "[p] One line.|[p] Next.")]
    [InlineData("<aside class='pullquote'>Quoted.</aside><p>Text that is longer than the quotation, by far.</p>", "[pullquote] Quoted.|[p] Text that is longer than the quotation, by far.")]
    [InlineData("", "")]
    [InlineData("<p>The post office opened, and newsletters were handed out: subscribe, it said.</p>", "[p] The post office opened, and newsletters were handed out: subscribe, it said.")]
    public void A_feeds_fragment_becomes_paragraphs(string html, string expected)
    {
        var (text, blocks) = HtmlText.FromFragment(html, new Uri("https://a.example/entry"));
        string.Join('|', blocks.Select(b => $"[{b.Tag}] {text.Substring(b.Start, b.Length)}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<p>Fish &amp; chips,\n  twice</p><p>daily</p>", 100, "Fish & chips, twice daily")]
    [InlineData("plain   text", 100, "plain text")]
    [InlineData("The quick brown fox jumps", 16, "The quick brown…")]
    [InlineData("The quick brown fox jumps", 15, "The quick…")]
    [InlineData("AT&amp;T &lt;3 &#8364;", 100, "AT&T <3 €")]
    [InlineData("今朝は六時に家を出て、川沿いの道を歩いた。", 12, "今朝は六時に家を出て…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 0, "")]
    [InlineData("x < y and y > z", 100, "x < y and y > z")]
    public void A_snippet_is_one_line_cut_at_a_word(string html, int max, string expected) =>
        HtmlText.Plain(html, max).ShouldBe(expected);

    [Fact]
    public void A_snippet_never_splits_what_a_reader_sees_as_one_character()
    {
        const string Text = "👩‍👩‍👧‍👦👍🏽e\u0301🇩🇪🇫🇷नि각";
        var elements = StringInfo.ParseCombiningCharacters(Text).ToHashSet();
        for (var max = 1; max < Text.Length; max++)
        {
            var cut = HtmlText.Plain(Text, max);
            cut.Length.ShouldBeLessThanOrEqualTo(max);
            cut.ShouldEndWith("…");
            elements.ShouldContain(cut.Length - 1);
        }
    }
}
