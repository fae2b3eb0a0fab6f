using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Wire.Text;

public sealed class DisplayTextTests
{
    private const string Family = "👩‍👩‍👧‍👦", Kiss = "👩🏻‍❤️‍💋‍👨🏿", Rainbow = "🏳️‍🌈", England = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f";

    [Theory]
    [InlineData("plain words — “quoted” 標題", "plain words — “quoted” 標題")]
    [InlineData("  a\r\n\tb\u2028c\u2029d\u0085e  ", "a b c d e")]
    [InlineData("nul\0 bell\a escape\u001b[31m c1\u009b del\u007f", "nul bell escape[31m c1 del")]
    [InlineData("non\ufffe\uffff\ufdd0\U0001fffe", "non")]
    [InlineData("safe\u202eexe.gnp\u202c", "safeexe.gnp")]
    [InlineData("\u2066a\u2067b\u2068c\u2069\u202a\u202b\u202d", "abc")]
    [InlineData("zero\u200bwidth\ufeff\u2060\u00ad\u200c\u200d\u180f\u034f", "zerowidth")]
    [InlineData("in\u200evis\u200fible\u061c", "invisible")] // direction marks in a text without directions
    [InlineData("\u200fשלום\u200f, C#\u200e\u200e!", "\u200fשלום\u200f, C#\u200e!")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")] // Persian: another word without it
    [InlineData("क\u094d\u200dष क\u094d\u200cष", "क\u094d\u200dष क\u094d\u200cष")]
    [InlineData("\u200b\u200d\u00ad\u2060", "")]
    [InlineData("\u3164\u2800\uffa0", "")] // letters that draw nothing
    [InlineData("\u0301accent without a letter", "accent without a letter")]
    [InlineData("hidden\U000e0041\U000e0042\U000e007f words", "hidden words")]
    [InlineData("12\u00a0€", "12\u00a0€")]
    [InlineData("<b>bold</b> &amp;amp; <script>alert(1)</script>", "<b>bold</b> &amp;amp; <script>alert(1)</script>")] // text is text
    public void A_line_keeps_what_is_read_and_loses_what_only_the_neighbours_feel(string given, string shown) => DisplayText.Line(given).ShouldBe(shown);

    [Theory]
    [InlineData(Family)]
    [InlineData(Kiss)]
    [InlineData(Rainbow)]
    [InlineData(England)]
    [InlineData("🇩🇪🇫🇷")]
    [InlineData("👍🏽 5️⃣ ☎️ 葛\U000e0100 ❤️‍🔥")]
    [InlineData("Tiếng Việt ệ̣")]
    [InlineData("שּׁ֔")]
    [InlineData("ภาษาไทยที่นี่")]
    [InlineData("ལྷོ་ཡུལ་བསྒྲུབས")]
    public void What_a_script_or_an_emoji_needs_stays(string text) => DisplayText.Line(text).ShouldBe(text);

    [Fact]
    public void Half_of_a_pair_is_no_character()
    {
        DisplayText.Line("half \ud83d and \udc69").ShouldBe("half \ufffd and \ufffd");
        DisplayText.Paragraph("\udc69\ud83d").ShouldBe("\ufffd\ufffd");
    }

    [Fact]
    public void A_tower_of_accents_is_four_high_and_a_chain_of_emoji_ends()
    {
        DisplayText.Line("Z" + new string('\u0335', 5000) + "algo").ShouldBe("Z\u0335\u0335\u0335\u0335algo");
        DisplayText.Line("x" + string.Concat(Enumerable.Repeat("\U0001d167", 5000))).Length.ShouldBe(9);
        DisplayText.Line("👍" + new string('\ufe0f', 5000)).ShouldBe("👍\ufe0f");
        var chain = DisplayText.Line(string.Join('\u200d', Enumerable.Repeat("👩", 5000)));
        chain.Split("👩👩")[0].Length.ShouldBeLessThan(30);
    }

    [Fact]
    public void A_paragraph_keeps_its_breaks_and_leaves_no_second_space()
    {
        DisplayText.Paragraph("def f():\n\treturn  1\n").ShouldBe("def f():\n\treturn  1\n");
        DisplayText.Paragraph("one \u202e two\u2028three").ShouldBe("one two three");
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("two words here", 10, "two words…")]
    [InlineData("a," + "xxxxxxxxxxxxxxxxxxxx", 8, "a,xxxxx…")]
    [InlineData(Family + Family + Family, 30, Family + Family + "…")]
    [InlineData("🇩🇪🇫🇷🇪🇸", 11, "🇩🇪🇫🇷…")]
    [InlineData("👍🏽👍🏽👍🏽", 11, "👍🏽👍🏽…")]
    [InlineData(England + England, 20, England + "…")]
    [InlineData("각각각", 3, "각각각")]
    [InlineData("😀", 1, "…")]
    [InlineData("words", 0, "")]
    public void What_is_cut_is_cut_between_characters(string text, int limit, string shown) => DisplayText.Clip(text, limit).ShouldBe(shown);

    [Fact]
    public void A_character_of_a_million_accents_is_cut_at_once()
    {
        var text = "e" + new string('\u0301', 1_000_000) + "end";
        var clock = System.Diagnostics.Stopwatch.StartNew();
        DisplayText.Clip(text, 300).Length.ShouldBeLessThanOrEqualTo(300);
        DisplayText.Line(text).ShouldBe("e\u0301\u0301\u0301\u0301end");
        clock.ElapsedMilliseconds.ShouldBeLessThan(2000);
    }

    [Fact]
    public void Only_what_holds_letters_from_right_to_left_is_isolated()
    {
        DisplayText.Isolate("Ada Example 標題 👍\ufe0f").ShouldBe("Ada Example 標題 👍\ufe0f");
        DisplayText.Isolate("محمد").ShouldBe("\u2068محمد\u2069");
    }

    [Fact]
    public void Cleaning_twice_is_the_same_as_once_and_never_breaks_a_character()
    {
        var random = new Random(20260302);
        for (var i = 0; i < 3000; i++)
        {
            var nasty = NastyText.Of(random, random.Next(1, 120));
            var line = DisplayText.Line(nasty);
            DisplayText.Line(line).ShouldBe(line);
            var paragraph = DisplayText.Paragraph(nasty);
            DisplayText.Paragraph(paragraph).ShouldBe(paragraph);
            foreach (var text in new[] { line, DisplayText.Clip(line, 40) })
            {
                Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text); // no half of a pair
                text.ShouldNotContain(c => char.IsControl(c) || c == '\u2028' || c == '\u2029' || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069'));
            }

            DisplayText.Clip(line, 40).Length.ShouldBeLessThanOrEqualTo(40);
        }
    }
}
