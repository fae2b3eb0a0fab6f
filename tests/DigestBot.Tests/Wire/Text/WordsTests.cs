using DigestBot.Wire.Text;

namespace DigestBot.Tests.Wire.Text;

public sealed class WordsTests
{
    [Theory]
    [InlineData("It's a well-known fact: 3.14 is not 1,000.", 8, 0)]
    [InlineData("", 0, 0)]
    [InlineData("— … !", 0, 0)]
    [InlineData("今日は天気がいい", 0, 8)]
    [InlineData("東京はTokyoです", 1, 5)]
    [InlineData("한국어 문장입니다", 2, 0)]
    [InlineData("ในวันที่อากาศดี", 3, 0)]
    [InlineData("यह एक वाक्य है", 4, 0)]
    [InlineData("ພວກເຮົານັ່ງຢູ່ໃນສວນ", 4, 0)]
    [InlineData("នេះជាទីមួយ។ នេះជាទីពីរ។", 4, 0)]
    [InlineData("မြန်မာ စာ", 3, 0)]
    [InlineData("هذا كتابٌ جيدٌ، وأنا أقرأه.", 5, 0)]
    [InlineData("می‌خوانم و می‌نویسم", 3, 0)]
    [InlineData("ספרו של צה\"ל", 3, 0)]
    [InlineData("Ποιος είναι; Κανένας.", 3, 0)]
    [InlineData("Это 3,5 млн руб.", 4, 0)]
    [InlineData("𠮷野家", 0, 3)]
    [InlineData("naïve café déjà", 3, 0)]
    public void Words_and_characters_are_counted_as_readers_count_them(string text, int words, int characters) =>
        Words.Count(text).ShouldBe(new WordCount(words, characters));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(238, 0, 1)]
    [InlineData(1428, 0, 6)]
    [InlineData(0, 1500, 3)]
    [InlineData(238, 500, 2)]
    public void Reading_takes_at_least_a_minute(int words, int characters, int minutes) =>
        new WordCount(words, characters).Minutes.ShouldBe(minutes);

    [Theory]
    [InlineData("running", "runs", "en")]
    [InlineData("cities", "city", "en")]
    [InlineData("model's", "models", "en")]
    [InlineData("connected", "connect", "en")]
    [InlineData("Gesellschaft", "gesellschaftlich", "de")]
    [InlineData("l'économie", "économique", "fr")]
    public void Forms_of_one_word_are_one_term(string one, string other, string language) =>
        Terms.Of(one, language).ShouldBe(Terms.Of(other, language));

    [Fact]
    public void A_stop_word_is_no_term()
    {
        Terms.Of("The", "en").ShouldBeNull();
        Terms.Of("nicht", "de").ShouldBeNull();
        Terms.Of("x", "en").ShouldBeNull();
    }
}
