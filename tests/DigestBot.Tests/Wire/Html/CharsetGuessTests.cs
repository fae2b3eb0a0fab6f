using System.Text;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>Pages in old charsets that say nothing of it, or say what servers say by habit.</summary>
public sealed class CharsetGuessTests
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["ru"] = "Каменоломня, открытая к морю с тех пор, как об этом начали писать, закрылась во вторник, и никто не пришёл на это посмотреть.",
        ["uk"] = "Каменоломня, відкрита до моря відтоді, як про це почали писати, зачинилася у вівторок, і ніхто не прийшов на це подивитися.",
        ["el"] = "Το λατομείο με τον μπλε σχιστόλιθο, ανοιχτό στη θάλασσα από τότε που άρχισαν να γράφουν γι' αυτό, έκλεισε την Τρίτη. Άνθρωποι δεν ήρθαν να το δουν.",
        ["he"] = "המחצבה הכחולה, הפתוחה אל הים מאז שהחלו לכתוב על הדברים האלה, נסגרה ביום שלישי, ואיש לא בא לראות את זה.",
        ["ar"] = "أغلق مقلع الحجارة الزرقاء المفتوح على البحر منذ أن بدأ الناس يكتبون عن هذه الأشياء يوم الثلاثاء، ولم يأت أحد ليراه.",
        ["th"] = "เหมืองหินสีน้ำเงินที่เปิดออกสู่ทะเลมานานเท่าที่ทุกคนจำได้ ปิดลงเมื่อวันอังคาร และไม่มีใครมาดูเลย",
        ["zh-Hans"] = "这个面向大海的蓝色采石场，从人们开始记载这些事情的时候起就在那里，它在星期二关闭了，没有人来看，也没有人说起这是为了什么。",
        ["zh-Hant"] = "這個面向大海的藍色採石場，從人們開始記載這些事情的時候起就在那裡，它在星期二關閉了，沒有人來看，也沒有人說起這是為了什麼。",
        ["ja"] = "海に開かれた青い石切り場は、誰もが覚えている限り昔からそこにあったが、火曜日に閉じられ、それを見に来た者は誰もいなかった。",
        ["ko"] = "사람들이 이런 일을 적기 시작한 때부터 바다로 열려 있던 푸른 채석장이 화요일에 문을 닫았고, 아무도 그것을 보러 오지 않았다.",
        ["pl"] = "Kamieniołom niebieskiego łupku, otwarty na morze odkąd ktokolwiek zaczął o tym pisać, został zamknięty we wtorek i nikt nie przyszedł, żeby to zobaczyć. Właściciel powiedział, że się tego spodziewał.",
        ["cs"] = "Lom na modrou břidlici, otevřený k moři od té doby, co o tom lidé začali psát, byl v úterý uzavřen a nikdo se na to nepřišel podívat. Majitel řekl, že to čekal už dávno.",
        ["hu"] = "A kék pala kőfejtőjét, amely a tenger felé nyílt, amióta csak írnak az ilyesmiről, kedden bezárták, és senki sem jött el, hogy megnézze. A tulajdonos azt mondta, hogy ezt várta.",
        ["ro"] = "Cariera de ardezie albastră, deschisă spre mare de când a început cineva să scrie despre asta, s-a închis marţi şi nimeni nu a venit să vadă. Proprietarul a spus că se aştepta la aşa ceva.",
        ["tr"] = "İnsanlar bu tür şeyleri yazmaya başladığından beri denize açık olan mavi arduvaz ocağı salı günü kapandı ve kimse görmeye gelmedi. Sahibi bunu beklediğini söyledi.",
        ["lt"] = "Mėlynojo skalūno karjeras, atviras jūrai nuo tada, kai žmonės pradėjo apie tai rašyti, antradienį buvo uždarytas, ir niekas neatėjo to pamatyti. Savininkas sakė, kad to laukė.",
        ["lv"] = "Zilā slānekļa karjers, kas bija atvērts pret jūru, kopš cilvēki sāka par to rakstīt, otrdien tika slēgts, un neviens neatnāca to redzēt. Īpašnieks teica, ka to jau gaidījis.",
        ["fr"] = "La carrière d'ardoise bleue, ouverte à la mer depuis que l'on écrit ces choses, a fermé un mardi, et personne n'est venu à cet événement. Le propriétaire a déclaré qu'il s'y était préparé.",
        ["de"] = "Der Bruch für blauen Schiefer, zum Meer hin geöffnet, seit man über so etwas schreibt, schloss an einem Dienstag, und niemand kam, um es zu sehen. Der Eigentümer hätte es längst erwartet, erklärte er.",
        ["es"] = "La cantera de pizarra azul, abierta al mar desde que alguien empezó a escribir estas cosas, cerró un martes y nadie acudió a verlo. El dueño señaló que lo esperaba desde hacía años, según contó mañana y noche.",
        ["pt"] = "A pedreira de ardósia azul, aberta ao mar desde que alguém começou a escrever essas coisas, fechou numa terça-feira e ninguém veio ver. O dono não se mostrou surpreso: já não havia ilusões.",
        ["sv"] = "Skifferbrottet, öppet mot havet så länge någon har skrivit om sådant, stängde på en tisdag, och ingen kom för att se på. Ägaren sade att han väntat på det i många år och såg nöjd ut.",
        ["is"] = "Blágrýtisnáman, sem hefur verið opin út að sjó frá því að menn fóru að skrifa um slíkt, lokaði á þriðjudegi og enginn kom til að sjá það. Eigandinn sagðist hafa búist við þessu í mörg ár.",
    };

    public static TheoryData<string, string> Written() => new()
    {
        { "ru", "windows-1251" }, { "ru", "koi8-r" }, { "ru", "iso-8859-5" }, { "ru", "cp866" }, { "uk", "windows-1251" }, { "uk", "koi8-u" },
        { "el", "windows-1253" }, { "el", "iso-8859-7" }, { "he", "windows-1255" }, { "ar", "windows-1256" }, { "ar", "iso-8859-6" }, { "th", "windows-874" },
        { "zh-Hans", "gb18030" }, { "zh-Hans", "gb2312" }, { "zh-Hant", "big5" }, { "ja", "shift_jis" }, { "ja", "euc-jp" }, { "ko", "euc-kr" },
        { "pl", "windows-1250" }, { "pl", "iso-8859-2" }, { "cs", "windows-1250" }, { "cs", "iso-8859-2" }, { "hu", "windows-1250" }, { "hu", "iso-8859-2" }, { "ro", "windows-1250" },
        { "tr", "windows-1254" }, { "lt", "windows-1257" }, { "lv", "windows-1257" },
        // What Western Europe writes stays what it was taken for.
        { "fr", "windows-1252" }, { "de", "windows-1252" }, { "es", "windows-1252" }, { "pt", "windows-1252" }, { "sv", "windows-1252" }, { "is", "windows-1252" },
    };

    static CharsetGuessTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory, MemberData(nameof(Written))]
    public void A_page_in_an_old_charset_is_read_whatever_is_said_of_it(string language, string charset)
    {
        var text = Texts[language];
        var bytes = Page(text, charset);
        foreach (var said in new[] { null, "text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1" })
            PageReader.Read(bytes, said, new Uri("https://pages.example/")).Text.ShouldBe(text, $"said: {said}");
    }

    [Fact]
    public void A_few_accents_prove_nothing()
    {
        var text = "The café stood beside the quarry, and its naïve façade was the only thing that anybody came to see in all those years.";
        PageReader.Read(Page(text, "windows-1252"), null, new Uri("https://pages.example/")).Text.ShouldBe(text);
    }

    [Fact]
    public void A_charset_that_the_page_declares_is_not_guessed_at()
    {
        var bytes = Page("<meta charset=windows-1251>" + Texts["el"], "windows-1253");
        PageReader.Read(bytes, null, new Uri("https://pages.example/")).Text.ShouldNotBe(Texts["el"]);
    }

    private static byte[] Page(string text, string charset) =>
        Encoding.GetEncoding(charset).GetBytes("<!doctype html><html><head><title>t</title><script>var menu = { a: 1 };</script></head><body><p class='text'>" + text + "</p></body></html>");
}
