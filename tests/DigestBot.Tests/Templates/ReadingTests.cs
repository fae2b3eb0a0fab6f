using DigestBot.Templates;

namespace DigestBot.Tests.Templates;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("ar", "x", "rtl")]
    [InlineData("he-IL", "x", "rtl")]
    [InlineData("ur-Latn", "x", "ltr")]
    [InlineData("uz-Arab", "x", "rtl")]
    [InlineData("en", "عربي", "ltr")]
    [InlineData(null, "«عربي»", "rtl")]
    [InlineData(null, "12: English عربي", "ltr")]
    [InlineData(null, "", "ltr")]
    public void Direction_follows_the_language_and_else_the_first_letter(string? language, string text, string direction) =>
        Reading.Direction(language, text).ShouldBe(direction);

    [Theory]
    [InlineData("en", "למה אתרים קטנים צומחים שוב?", "", "rtl")]
    [InlineData("ar", "In praise of the blogroll", "It is back.", "ltr")]
    [InlineData("ar", "OpenAI", "تعلن الشركة عن منتج جديد", "rtl")]
    [InlineData("en", "עברית in a longer English title", "", "ltr")]
    [InlineData("he", "2026", "", "rtl")]
    public void What_most_letters_say_outweighs_what_a_feed_says_of_its_language(string language, string title, string summary, string direction) =>
        Reading.Direction(language, title, summary).ShouldBe(direction);

    [Theory]
    [InlineData("שלום", "ltr", "rtl")]
    [InlineData("hello", "rtl", "ltr")]
    [InlineData("hello", "ltr", null)]
    [InlineData("12:30", "rtl", null)]
    public void Only_words_that_run_the_other_way_are_turned(string text, string direction, string? turned) => Reading.Turned(text, direction).ShouldBe(turned);

    [Theory]
    [InlineData("https://example.org/", true)]
    [InlineData("HTTP://example.org/", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" https://example.org/", false)]
    [InlineData("//example.org", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_web_addresses_are_linked(string? url, bool linked) => (Reading.Link(url) is not null).ShouldBe(linked);

    [Fact]
    public void A_long_title_is_cut_between_characters()
    {
        Reading.Clip("short", 10).ShouldBe("short");
        Reading.Clip(new string('x', 10_000), 10).ShouldBe("xxxxxxxxx…");
        var family = "👩‍👩‍👧‍👦";
        Reading.Clip(string.Concat(Enumerable.Repeat(family, 1000)), 30).ShouldBe(family + family + "…");
        Reading.Clip(new string('x', 8) + "😀😀😀", 10).ShouldBe("xxxxxxxx…");
        Reading.Clip("\ud83d", 10).Length.ShouldBe(1);
    }

    [Fact]
    public void Marks_that_turn_or_cover_the_neighbours_go()
    {
        Reading.OneLine("a\r\nBcc: b\tc\u0000").ShouldBe("a Bcc: b c");
        Reading.OneLine("a\u202eb\u2066c\u202c").ShouldBe("abc");
        Reading.OneLine("e" + new string('\u0301', 500)).Length.ShouldBe(5);
        Reading.OneLine("cafe\u0301 👩‍👩‍👧 12\u00a0€").ShouldBe("cafe\u0301 👩‍👩‍👧 12\u00a0€");
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("zh-Hant-TW", "zh-Hant-TW")]
    [InlineData("en\" onload=\"x", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_language_tags_are_language_tags(string? tag, string? language) => Reading.Language(tag).ShouldBe(language);
}
