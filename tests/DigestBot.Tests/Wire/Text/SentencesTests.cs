using System.Text.Json;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Wire.Text;

public sealed class SentencesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Tags = new()
    {
        ["amharic"] = "am", ["arabic"] = "ar", ["armenian"] = "hy", ["bulgarian"] = "bg", ["burmese"] = "my", ["chinese"] = "zh", ["danish"] = "da", ["deutsch"] = "de",
        ["dutch"] = "nl", ["english"] = "en", ["french"] = "fr", ["greek"] = "el", ["italian"] = "it", ["japanese"] = "ja", ["kazakh"] = "kk", ["persian"] = "fa",
        ["polish"] = "pl", ["russian"] = "ru", ["spanish"] = "es", ["urdu"] = "ur", ["hindi"] = "hi",
    };

    [Fact]
    public void All_golden_rules_hold_and_nine_in_ten_texts_of_all_languages_are_split_as_their_readers_would()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Corpora.Path_("sentences.json")));
        int golden = 0, right = 0, all = 0;
        foreach (var language in json.RootElement.EnumerateObject())
        {
            int good = 0, count = 0;
            foreach (var entry in language.Value.EnumerateArray())
            {
                var text = entry.GetProperty("text").GetString()!;
                var expected = entry.GetProperty("sentences").EnumerateArray().Select(s => Squeezed(s.GetString()!)).ToList();
                var actual = Sentences.Split(text, Tags.GetValueOrDefault(language.Name)).Select(r => Squeezed(r.Of(text).ToString())).ToList();
                var same = expected.SequenceEqual(actual);
                good += same ? 1 : 0;
                golden += same && language.Name == "english" && count < 52 ? 1 : 0;
                count++;
                if (!same)
                    output.WriteLine($"{language.Name} {count - 1}: wanted {expected.Except(actual).FirstOrDefault()} | found {actual.Except(expected).FirstOrDefault()}");
            }
            output.WriteLine($"{language.Name}: {good} of {count}");
            right += good;
            all += count;
        }
        output.WriteLine($"golden rules {golden} of 52; all languages {right} of {all} ({100.0 * right / all:f1} %)");
        golden.ShouldBe(52);
        ((double)right / all).ShouldBeGreaterThan(.925);
    }

    [Theory]
    [InlineData("en", "He left at noon. She stayed.", 2)]
    [InlineData("en", "Dr. Nobody met the U.S. envoy at 5 p.m. in St. Louis.", 1)]
    [InlineData("en", "“Why now?” Nobody asked. Silence.", 2)]
    [InlineData("en", "“We won. We lost. We went home,” she said.", 1)]
    [InlineData("en", "It cost $3.50. That was in 1999. It is more now.", 3)]
    [InlineData("de", "Am 3. Mai kam z. B. Herr Dr. Niemand. Er blieb.", 2)]
    [InlineData("fr", "M. Personne est là. « Qui ? » demanda-t-il. Rien.", 3)]
    [InlineData("es", "¿Quién es? ¡Nadie! Vive en la Sra. Nadie.", 3)]
    [InlineData("ru", "Это было в 1990 г. в Москве. А. С. Никто пришёл.", 2)]
    [InlineData("zh", "他说：“走吧。”我们走了。真的？真的！", 4)]
    [InlineData("ja", "「行こう。」と彼は言った。雨だった。", 2)]
    [InlineData("hi", "यह पहला है। यह दूसरा है। क्या यह तीसरा है?", 3)]
    [InlineData("ar", "من هذا؟ لا أحد. ذهب الجميع.", 3)]
    [InlineData("hy", "Սա առաջինն է։ Սա երկրորդն է։", 2)]
    [InlineData("el", "Ποιος είναι; Κανένας. Τέλος.", 3)]
    [InlineData("th", "วันนี้อากาศดีมากและเราออกไปเดินเล่นที่สวนสาธารณะ พรุ่งนี้ฝนจะตกหนักทั่วทุกภาคของประเทศ", 2)]
    [InlineData("ko", "오늘은 비가 온다. 내일은 맑다.", 2)]
    [InlineData("hi", "हम घर गए। बारिश हो रही थी! (छाता नहीं था।) फिर हम सो गए॥", 4)]
    [InlineData("ur", "ہم گھر گئے۔ بارش ہو رہی تھی! کیا تم آؤ گے؟ ہاں۔", 4)]
    [InlineData("fa", "به خانه رفتیم. باران می‌بارید! آیا می‌آیی؟ بله.", 4)]
    [InlineData("ar", "ذهبنا إلى البيت. هل تأتي؟ نعم! كان السعر 3.50 دولار.", 4)]
    [InlineData("he", "הלכנו הביתה. האם תבוא? כן! המחיר היה 3.50 שקלים.", 4)]
    [InlineData("my", "ဒါက ပထမ ဖြစ်တယ်။ ဒါက ဒုတိယ ဖြစ်တယ်။", 2)]
    [InlineData("km", "នេះជាទីមួយ។ នេះជាទីពីរ។", 2)]
    [InlineData("am", "ይህ የመጀመሪያው ነው። ይህ ሁለተኛው ነው።", 2)]
    [InlineData("ru", "Встреча в 18 час. в зале им. Никого. Вход со стр. 5. Что? Где?", 4)]
    [InlineData("el", "Ήρθε ο κ. Κανένας στις 5 μ.μ. στην πόλη. Γιατί; Δεν ξέρω!", 3)]
    [InlineData("ja", "価格は3.5万円（税込。送料別）です。高い？安い！", 3)]
    [InlineData("zh", "“快走！”他喊道。《为什么？》是一本书。价格是3.5元。", 3)]
    [InlineData("ko", "가격은 3.5만 원이다. \"정말?\"이라고 그가 물었다. 그렇다!", 3)]
    [InlineData("th", "ราคา 3.50 บาท", 1)]
    [InlineData("de", "Er kam am 1. Januar 2020 an. Die 2. Auflage kostet ca. 20 Euro inkl. MwSt. und Versand.", 2)]
    [InlineData("de", "Manche \nGartenpflanzen vertragen keinen Frost \nund werden deshalb im Winter hereingeholt.", 1)]
    [InlineData("pl", "Przyszedł o godz. 5 rano. Dr Nikt mieszka przy ul. Pustej. Kto? Nikt.", 4)]
    [InlineData("en", "She works at Yahoo! in sales. He moved to the U.S. Thousands did.", 3)]
    [InlineData("en", "It lies at 48.8566° N, 2.3522° E. (See p. 12.) Nobody knows why.", 3)]
    [InlineData("en", "Who? what? where? They asked everything.", 4)]
    [InlineData("en", "We left at 5 p.m. on Monday... and came back. J. K. Wren wrote it.", 2)]
    [InlineData(null, "One.\n\nTwo", 2)]
    [InlineData(null, "   ", 0)]
    public void Sentences_end_where_readers_of_the_language_say(string? language, string text, int count) =>
        Sentences.Split(text, language).Count.ShouldBe(count, string.Join(" | ", Sentences.Split(text, language).Select(s => s.Of(text).ToString())));

    [Fact]
    public void A_block_is_split_by_itself_and_its_ranges_are_those_of_the_whole_text()
    {
        const string text = "Before. One. Two. After.";
        Sentences.Split(text, new TextRange(8, 9)).Select(s => s.Of(text).ToString()).ShouldBe(["One.", "Two."]);
    }

    // White space is not the splitter's: some expectations fold it, some remove it.
    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
