using System.Globalization;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Wire.Text;

public sealed class LanguagesTests(ITestOutputHelper output)
{
    /// <summary>The model that is shipped did not learn from these: it learnt from the lines whose number is no multiple of four (tests/DigestBot.LanguageModel).</summary>
    private static Dictionary<string, List<string>> HeldOut() =>
        Directory.GetFiles(Corpora.Path_("languages"), "*.txt").Order(StringComparer.Ordinal).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => File.ReadAllLines(file).Where(line => line.Length > 0).Where((_, i) => i % 4 == 0).ToList());

    [Fact]
    public void Sentences_that_the_model_has_not_seen_are_named_rightly_whole_and_by_their_first_forty_characters()
    {
        double whole = 0, beginnings = 0, all = 0;
        foreach (var (language, lines) in HeldOut())
        {
            double right = lines.Count(line => Languages.Detect(line) == language), early = lines.Count(line => Languages.Detect(line[..Math.Min(40, line.Length)]) == language);
            output.WriteLine($"{language}: {100 * right / lines.Count:f1} %, beginnings {100 * early / lines.Count:f1} %");
            (whole, beginnings, all) = (whole + right, beginnings + early, all + lines.Count);
        }
        output.WriteLine($"all: {100 * whole / all:f2} %, beginnings {100 * beginnings / all:f2} %");
        (whole / all).ShouldBeGreaterThan(.985);
        (beginnings / all).ShouldBeGreaterThan(.965);
    }

    [Fact]
    public void A_page_that_says_another_language_than_it_is_written_in_is_corrected_when_it_is_long_and_believed_when_it_is_short()
    {
        double corrected = 0, overturned = 0, texts = 0, believed = 0, titles = 0;
        foreach (var (language, lines) in HeldOut().Where(entry => entry.Key is not ("zh" or "ja" or "ko" or "el" or "he" or "th" or "hi")))
        {
            var wrong = language switch { "en" => "fr", "ru" => "bg", "bg" or "uk" => "ru", "ar" => "fa", "fa" => "ar", _ => "en" };
            foreach (var text in lines.Chunk(5).Select(chunk => string.Join(' ', chunk)).Where(text => text.Length > 200))
            {
                corrected += Languages.Detect(text, wrong) == language ? 1 : 0;
                overturned += Languages.Detect(text, language) != language ? 1 : 0;
                texts++;
            }
            foreach (var title in lines.Where(line => line.Length > 20).Select(line => line[..20]))
            {
                believed += Languages.Detect(title, wrong) == wrong ? 1 : 0;
                titles++;
            }
        }
        output.WriteLine($"wrong prior: {100 * corrected / texts:f2} % of long texts corrected, {100 * believed / titles:f1} % of 20 characters left; right prior overturned {100 * overturned / texts:f2} %");
        (corrected / texts).ShouldBeGreaterThan(.99);
        (overturned / texts).ShouldBeLessThan(.002);
        (believed / titles).ShouldBeGreaterThan(.9);
    }

    [Theory]
    [InlineData("ar", "جلسنا في الحديقة وقرأنا كتابا قديما عن تاريخ المدينة.")]
    [InlineData("fa", "در باغ نشستیم و کتابی کهنه دربارهٔ تاریخ شهر خواندیم.")]
    [InlineData("ur", "ہم باغ میں بیٹھے اور شہر کی تاریخ کے بارے میں ایک پرانی کتاب پڑھی۔")]
    [InlineData("bg", "Седнахме в градината и четохме стара книга за историята на града.")]
    [InlineData("ru", "Мы сидели в саду и читали старую книгу об истории города.")]
    [InlineData("uk", "Ми сиділи в саду й читали стару книжку про історію міста.")]
    [InlineData("be", "Мы сядзелі ў садзе і чыталі старую кнігу пра гісторыю горада.")]
    [InlineData("sr", "Седели смо у башти и читали стару књигу о историји града.")]
    [InlineData("kk", "Біз бақта отырып, қаланың тарихы туралы ескі кітап оқыдық.")]
    [InlineData("ca", "Vam seure al jardí i vam llegir un llibre vell sobre la història de la ciutat.")]
    [InlineData("cs", "Seděli jsme na zahradě a četli starou knihu o dějinách města.")]
    [InlineData("da", "Vi sad ude i haven og læste i en gammel bog om byens historie, som ingen havde åbnet i mange år.")]
    [InlineData("nb", "Vi satt ute i hagen og leste i en gammel bok om byens historie, som ingen hadde åpnet på mange år.")]
    [InlineData("sv", "Vi satt ute i trädgården och läste i en gammal bok om stadens historia.")]
    [InlineData("de", "Wir saßen im Garten und lasen ein altes Buch über die Geschichte der Stadt.")]
    [InlineData("el", "Καθίσαμε στον κήπο και διαβάσαμε ένα παλιό βιβλίο.")]
    [InlineData("en", "We sat in the garden and read an old book about the history of the town.")]
    [InlineData("es", "Nos sentamos en el jardín y leímos un libro viejo sobre la historia de la ciudad.")]
    [InlineData("et", "Istusime aias ja lugesime vana raamatut linna ajaloost.")]
    [InlineData("fi", "Istuimme puutarhassa ja luimme vanhaa kirjaa kaupungin historiasta.")]
    [InlineData("fr", "Assis au jardin, nous avons lu un vieux livre sur l'histoire de la ville.")]
    [InlineData("he", "ישבנו בגן וקראנו ספר ישן על תולדות העיר.")]
    [InlineData("yi", "מיר זענען געזעסן אין גאָרטן און געלייענט אַן אַלט בוך.")]
    [InlineData("hi", "हम बगीचे में बैठे और शहर के इतिहास की एक पुरानी किताब पढ़ी।")]
    [InlineData("mr", "आम्ही बागेत बसलो आणि शहराच्या इतिहासाचे एक जुने पुस्तक वाचले.")]
    [InlineData("hr", "Sjedili smo u vrtu i čitali staru knjigu o povijesti grada.")]
    [InlineData("hu", "A kertben ültünk, és egy régi könyvet olvastunk a város történetéről.")]
    [InlineData("id", "Kami duduk di taman dan membaca buku lama tentang sejarah kota itu.")]
    [InlineData("it", "Seduti in giardino leggevamo un vecchio libro sulla storia della città.")]
    [InlineData("ja", "庭に座って、町の歴史についての古い本を読んだ。")]
    [InlineData("ko", "우리는 정원에 앉아 도시의 역사에 관한 오래된 책을 읽었다.")]
    [InlineData("nl", "We zaten in de tuin en lazen een oud boek over de geschiedenis van de stad.")]
    [InlineData("pl", "Siedzieliśmy w ogrodzie i czytaliśmy starą książkę o historii miasta.")]
    [InlineData("pt", "Sentámo-nos no jardim e lemos um livro velho sobre a história da cidade.")]
    [InlineData("ro", "Am stat în grădină și am citit o carte veche despre istoria orașului.")]
    [InlineData("th", "เรานั่งอยู่ในสวนและอ่านหนังสือเก่าเกี่ยวกับประวัติศาสตร์ของเมือง")]
    [InlineData("tr", "Bahçede oturup şehrin tarihi hakkında eski bir kitap okuduk.")]
    [InlineData("vi", "Chúng tôi ngồi trong vườn và đọc một cuốn sách cũ về lịch sử thành phố.")]
    [InlineData("zh", "我们坐在花园里，读一本关于城市历史的旧书。")]
    [InlineData("lo", "ພວກເຮົານັ່ງຢູ່ໃນສວນ")]
    [InlineData("ta", "நாங்கள் தோட்டத்தில் அமர்ந்து ஒரு பழைய புத்தகம் படித்தோம்.")]
    [InlineData("lt", "Sėdėjome sode ir skaitėme seną knygą apie miesto istoriją.")]
    [InlineData("eo", "Ni sidis en la ĝardeno kaj legis malnovan libron pri la historio de la urbo.")]
    public void One_sentence_is_enough_in_each_language(string language, string text)
    {
        Languages.Detect(text).ShouldBe(language);
        Languages.Detect(text, language).ShouldBe(language);
        Languages.Detect(text.Normalize(System.Text.NormalizationForm.FormD)).ShouldBe(language, "decomposed");
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("Internet")]
    [InlineData("Restaurant")]
    [InlineData("")]
    [InlineData("12 345 678 — 9/10")]
    [InlineData("iPhone 17 Pro Max")]
    [InlineData("for (int i = 0; i < n; i++) { sum += values[i]; }")]
    [InlineData("Москва London 東京 Αθήνα")]
    public void Silence_is_better_than_a_guess(string text) => Languages.Detect(text).ShouldBeNull();

    [Fact]
    public void A_text_half_in_one_language_and_half_in_another_has_none()
    {
        const string english = "We sat in the garden and read an old book about the history of the town, which nobody had opened for many years. ";
        const string german = "Wir saßen im Garten und lasen ein altes Buch über die Geschichte der Stadt, das seit vielen Jahren niemand mehr geöffnet hatte. ";
        var mixed = string.Concat(Enumerable.Repeat(english, 8)) + string.Concat(Enumerable.Repeat(german, 8));
        Languages.Detect(mixed).ShouldBeNull();
        Languages.Detect(mixed, "de").ShouldBe("de");
        Languages.Detect(string.Concat(Enumerable.Repeat(english, 2)) + string.Concat(Enumerable.Repeat(german, 14))).ShouldBe("de");
    }

    [Fact]
    public void The_printers_Latin_is_taken_for_none_of_its_daughters() =>
        Languages.Detect("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.").ShouldBe("la");

    [Theory]
    [InlineData("The cat sat on the mat and looked at the people.", "en-GB", "en")]
    [InlineData("今日は天気がいいので、散歩に行きましょう。", "en", "ja")]
    [InlineData("1984", "sv", "sv")]
    [InlineData("Bare ett ord", "no", "nb")]
    [InlineData("Danas je lijepo vrijeme i idemo u šetnju parkom, a sutra će padati kiša.", "bs", "bs")]
    [InlineData("Der Garten", "en", "en")]
    [InlineData("Una casa al mare di sera", "co", "co")]
    public void What_a_page_says_is_believed_unless_script_or_letters_contradict(string text, string said, string expected) =>
        Languages.Detect(text, said).ShouldBe(expected);

    [Fact]
    public void The_model_is_small()
    {
        using var stream = typeof(Languages).Assembly.GetManifestResourceStream("languages.bin");
        stream.ShouldNotBeNull().Length.ShouldBeInRange(100_000, 600_000);
    }

    [Theory]
    [InlineData("a", 100_000)]
    [InlineData("e\u0301", 100_000)]
    [InlineData("\u0301", 100_000)]
    [InlineData("\uD800", 10_000)]
    [InlineData("e\u0301\uDC00 ", 10_000)]
    [InlineData("\u200F \uFEFF", 10_000)]
    [InlineData("zzqx ", 100_000)]
    [InlineData("و", 7_000)]
    public void No_text_is_too_strange_to_be_answered(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        Should.NotThrow(() => Languages.Detect(text));
        Languages.Detect(text, "xx").ShouldBeOneOf("xx", Languages.Detect(text));
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "tr-TR", "de-DE", "th-TH" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Languages.Detect("ISTANBUL IS A CITY THAT IS OLDER THAN ITS INHABITANTS THINK").ShouldBe("en");
                Languages.Detect("IŞIK İÇİN KAPIYI AÇTIK VE DIŞARI ÇIKTIK").ShouldBe("tr");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
