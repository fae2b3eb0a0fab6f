using DigestBot.Digests;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

public sealed class MutesTests
{
    [Theory]
    // Scripts without spaces between words: anywhere.
    [InlineData("比特币", "为什么比特币下跌了", true)]
    [InlineData("ビットコイン", "昨日のビットコイン相場", true)]
    [InlineData("บิตคอยน์", "ราคาบิตคอยน์วันนี้", true)]
    [InlineData("AI", "生成AIの未来", true)]
    [InlineData("か", "がっこう", false)] // another letter, also when its mark stands apart
    [InlineData("か", "か\u3099っこう", false)]
    [InlineData("ราคา", "ราคา\u0E48", false)] // the mark belongs to the letter before it
    [InlineData("비트코인", "오늘의 비트코인 시세", true)]
    // Case, in any language alike.
    [InlineData("istanbul", "İSTANBUL bugün", true)]
    [InlineData("istanbul", "ISTANBUL today", true)]
    [InlineData("ısparta", "Isparta'da kar", true)]
    [InlineData("straße", "STRASSE gesperrt", true)]
    [InlineData("strasse", "Die lange Straße", true)]
    [InlineData("οδός", "Η ΟΔΌΣ", true)]
    [InlineData("οδοσ", "η οδος", true)]
    [InlineData("ёлка", "Ёлка", true)]
    // Accents count; how they are written does not.
    [InlineData("café", "The CAFE\u0301 is open", true)]
    [InlineData("cafe\u0301", "The café is open", true)]
    [InlineData("cafe", "The café is open", false)]
    [InlineData("cafe", "The cafe\u0301 is open", false)]
    [InlineData("हिन्द", "हिन्दी समाचार", false)] // a vowel sign goes on with the word
    [InlineData("हिन्दी", "आज हिन्दी समाचार", true)]
    // Phrases, hyphens, apostrophes.
    [InlineData("world cup", "The World\u00A0 Cup begins", true)]
    [InlineData("world cup", "A worldcup", false)]
    [InlineData("world cup", "Underworld cup", false)]
    [InlineData("covid-19", "COVID\u201119 again", true)]
    [InlineData("covid", "COVID-19 again", true)]
    [InlineData("ai", "AI-powered chairs", true)]
    [InlineData("ai", "Aid for all", false)]
    [InlineData("trump", "Trump’s hat", true)]
    [InlineData("don't look", "Don’t look", true)]
    [InlineData("iran", "L’Iran et nous", true)]
    [InlineData("c++", "Modern C++ today", true)]
    [InlineData("5g", "15G more", false)]
    [InlineData("ai", "ＡＩの時代", true)] // full width
    [InlineData("donau", "Do\u00ADnau", true)] // soft hyphen
    // Emoji: anywhere, also with a variation or a tone.
    [InlineData("🚀", "To the moon🚀now", true)]
    [InlineData("❤", "I ❤\uFE0F chairs", true)]
    [InlineData("👍", "Yes 👍🏽", true)]
    [InlineData("🚀", "😀", false)] // half of each is the same
    // What is broken mutes nothing and stops nothing.
    [InlineData("\uD83D", "To the moon🚀now", false)]
    [InlineData("moon", "To the moon\uD83D", true)]
    [InlineData(" ", "To the moon", false)]
    public void A_muted_word_is_found_as_a_word_of_its_own_in_every_script(string word, string title, bool muted) =>
        (new Mutes([ReaderListsClean(word)], []).Of(Entry(title)) is { Why: Why.MutedWord }).ShouldBe(muted);

    [Theory]
    [InlineData("the paper", "https://elsewhere.example/1", true)] // by its name, whatever its case
    [InlineData("paper", "https://elsewhere.example/1", false)]
    [InlineData("example.org", "https://example.org/1", true)]
    [InlineData("example.org", "https://blog.example.org/1", true)]
    [InlineData("example.org", "https://EXAMPLE.org./1", true)]
    [InlineData("www.example.org", "https://example.org/1", true)]
    [InlineData("https://example.org/news", "https://www.example.org/1", true)]
    [InlineData("ample.org", "https://example.org/1", false)] // never a mere suffix
    [InlineData("blog.example.org", "https://example.org/1", false)]
    [InlineData("example.org", "https://example.org.evil.example/1", false)]
    [InlineData("example.org", "https://elsewhere.example/?u=example.org", false)]
    [InlineData("münchen.example", "https://xn--mnchen-3ya.example/1", true)]
    [InlineData("xn--mnchen-3ya.example", "https://www.münchen.example/1", true)]
    [InlineData("nchen.example", "https://münchen.example/1", false)]
    [InlineData("org", "https://example.org/1", false)]
    [InlineData("home.example", "", true)] // by its site, where the article has no address
    [InlineData("ome.example", "not an address", false)]
    public void A_source_is_muted_by_its_name_or_its_host(string source, string url, bool muted) =>
        (new Mutes([], [ReaderListsClean(source)]).Of(Entry("A chair") with { Url = url, Source = "The Paper", SourceUrl = "https://home.example/" }) is { Why: Why.MutedSource } by && by.By == ReaderListsClean(source)).ShouldBe(muted);

    [Fact]
    public void Mutes_that_differ_have_keys_that_differ()
    {
        string[] keys = [new Mutes(["a|b"], []).Key, new Mutes(["a"], ["b|"]).Key, new Mutes(["a", "b"], []).Key, new Mutes(["a\u001fb"], []).Key, new Mutes([], ["a", "b"]).Key, new Mutes(["ab"], []).Key];
        keys.Distinct().Count().ShouldBe(keys.Length);
    }

    private static string ReaderListsClean(string entry) => DigestBot.Model.ReaderLists.Clean(entry);

    private static LogEntry Entry(string title) => new() { Id = 1, Seq = 1, Story = 1, FeedId = 1, Time = House.Start, Title = title };
}
