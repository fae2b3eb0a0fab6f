using System.Collections.Frozen;

namespace DigestBot.Articles;

/// <summary>Words that tell how something is said, per language: that it is asserted, made absolute, set against something, told in the first person, or reported.</summary>
internal sealed class Rhetoric
{
    private static readonly FrozenDictionary<string, Rhetoric> ByLanguage = new Dictionary<string, Rhetoric>
    {
        ["en"] = new("is are isn't aren't means becomes", "nothing never everything always nobody everyone none only every all must can't cannot no impossible forever anything ever any most worst best truth secret wrong",
            "not n't isn't don't doesn't never no", "but instead rather it's they're than", "i we i've we've i'm we're you you're our my",
            "said says told tells added announced reported according stated declined comment confirmed noted claimed spokesman spokeswoman spokesperson asked replied explained warned wrote"),
        ["de"] = new("ist sind heißt bedeutet bleibt wird", "nichts nie niemals alles immer niemand jeder keiner nur kein keine muss müssen unmöglich stets", "nicht kein keine nie", "sondern statt stattdessen als", "ich wir unser unsere mein man",
            "sagte sagt erklärte teilte berichtete laut betonte meldete mitteilte fügte hinzu kündigte meinte sprecher sprecherin"),
        ["fr"] = new("est sont reste signifie devient", "rien jamais tout toujours personne chacun aucun aucune seul seule doit faut impossible", "pas ne n jamais", "mais plutôt plus que", "je nous notre mon on j",
            "déclaré dit affirmé annoncé selon expliqué ajouté indiqué précisé estime porte-parole souligné"),
        ["es"] = new("es son significa sigue está", "nada nunca todo siempre nadie ningún ninguna solo único debe imposible jamás", "no nunca", "sino pero más que", "yo nosotros nuestro nuestra mi hemos somos",
            "dijo afirmó según declaró señaló anunció explicó añadió informó aseguró portavoz"),
        ["it"] = new("è sono significa resta diventa", "niente nulla mai tutto sempre nessuno ogni solo unico deve impossibile", "non mai", "ma bensì piuttosto che", "io noi nostro nostra mio",
            "detto dichiarato affermato secondo spiegato annunciato aggiunto riferito ha"),
        ["pt"] = new("é são significa continua", "nada nunca tudo sempre ninguém nenhum só único deve impossível jamais", "não nunca", "mas sim que", "eu nós nosso nossa minha", "disse diz afirma afirmou segundo declarou anunciou explicou informou acrescentou"),
        ["nl"] = new("is zijn betekent blijft wordt", "niets nooit alles altijd niemand iedereen geen alleen enige moet onmogelijk", "niet geen nooit", "maar dan eerder", "ik wij we ons onze mijn", "zei zegt volgens meldde verklaarde aldus vertelde liet weten woordvoerder"),
        ["sv"] = new("är betyder blir", "inget ingenting aldrig allt alltid ingen alla bara enda måste omöjligt", "inte aldrig ingen", "utan men än", "jag vi vår min", "sade säger enligt meddelade uppgav berättade"),
        ["da"] = new("er betyder bliver", "intet ingenting aldrig alt altid ingen alle kun eneste må umuligt", "ikke aldrig ingen", "men end", "jeg vi vores min", "sagde siger ifølge oplyste fortalte"),
        ["nb"] = new("er betyr blir", "ingenting aldri alt alltid ingen alle bare eneste må umulig", "ikke aldri ingen", "men enn", "jeg vi vår min", "sa sier ifølge opplyste fortalte"),
        ["pl"] = new("jest są oznacza to", "nic nigdy wszystko zawsze nikt każdy żaden tylko musi niemożliwe", "nie nigdy", "lecz ale niż", "ja my nasz mój", "powiedział powiedziała według poinformował oświadczył dodał"),
        ["ru"] = new("это есть значит является", "ничего никогда всё все всегда никто каждый никакой только должен невозможно нельзя", "не нет никогда", "а но чем", "я мы наш мой", "сказал сказала заявил сообщил сообщила добавил отметил словам данным"),
        ["uk"] = new("це є означає", "нічого ніколи все завжди ніхто кожен жоден тільки мусить неможливо", "не немає ніколи", "а але ніж", "я ми наш мій", "сказав сказала заявив повідомив додав зазначив"),
        ["ar"] = new("هو هي يعني ليس ليست", "لا شيء أبدا كل دائما لا أحد فقط يجب مستحيل جميع", "لا ليس ليست لم لن", "بل لكن", "أنا نحن إننا", "يقول تقول قال قالت وقال وأضاف أعلن أعلنت صرح أكد ذكرت"),
        ["he"] = new("הוא היא הם זה אינו איננו", "כלום לעולם הכול הכל תמיד אף רק חייב חייבים אי", "לא אין אינו אינה", "אלא אבל", "אני אנחנו שלנו", "אמר אמרה מסר הודיע הודיעה הוסיף לדברי לפי"),
        ["hi"] = new("है हैं होता होती", "कुछ कभी सब हमेशा कोई हर केवल सिर्फ असंभव चाहिए", "नहीं न मत", "बल्कि लेकिन", "मैं हम हमारे मेरा", "कहा बताया बताते अनुसार घोषणा"),
        ["fi"] = new("on ovat tarkoittaa", "mitään koskaan kaikki aina kukaan jokainen vain ainoa pitää mahdotonta", "ei eivät en", "vaan mutta kuin", "minä me", "sanoi sanoo kertoi mukaan ilmoitti totesi"),
        ["tr"] = new("dir değil demektir", "hiç asla her daima herkes kimse yalnızca sadece imkansız gerek", "değil yok", "ama aksine", "ben biz", "dedi söyledi göre açıkladı belirtti"),
    }.ToFrozenDictionary();

    private static readonly string[] CjkAbsolutes = ["从来", "從來", "没有", "沒有", "一切", "所有", "唯一", "必须", "必須", "永远", "永遠", "任何", "决不", "決して", "すべて", "誰も", "だけ", "しかない", "何も", "いつも", "必ず", "絶対", "ことはない"];
    private static readonly string[] CjkContrast = ["不是", "而是", "与其", "與其", "ではなく", "よりも", "むしろ", "じゃない"];
    private static readonly string[] CjkReporting = ["表示", "报道", "報道", "据", "據", "称", "稱", "指出", "说：", "說：", "述べ", "発表", "によると", "語った", "明らかにし", "という。"];

    private readonly FrozenDictionary<string, Sign>.AlternateLookup<ReadOnlySpan<char>> signs;

    private Rhetoric(string copulas, string absolutes, string negations, string turns, string persons, string reporting)
    {
        var all = new Dictionary<string, Sign>(StringComparer.OrdinalIgnoreCase);
        foreach (var (words, sign) in new[] { (copulas, Sign.Copula), (absolutes, Sign.Absolute), (negations, Sign.Negation), (turns, Sign.Turn), (persons, Sign.Person), (reporting, Sign.Report) })
            foreach (var word in words.Split(' '))
                all[word] = all.GetValueOrDefault(word) | sign;
        signs = all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    [Flags]
    private enum Sign
    {
        None = 0,
        Copula = 1,
        Absolute = 2,
        Negation = 4,
        Turn = 8,
        Person = 16,
        Report = 32,
    }

    /// <summary>How a sentence speaks.</summary>
    /// <param name="Asserts">Has a copula: this is that.</param>
    /// <param name="Absolutes">Words that allow no exception.</param>
    /// <param name="Contrasts">Not this but that.</param>
    /// <param name="Personal">Opens with I, we or you.</param>
    /// <param name="Reports">Somebody said, announced, declined to comment.</param>
    public readonly record struct Tone(bool Asserts, int Absolutes, bool Contrasts, bool Personal, bool Reports);

    /// <summary>Listens to one sentence. An unknown language is heard as English.</summary>
    public static Tone Of(ReadOnlySpan<char> sentence, string? language)
    {
        if (language is "zh" or "ja")
            return new Tone(sentence.Contains('是') || sentence.Contains("である", StringComparison.Ordinal) || sentence.Contains("です", StringComparison.Ordinal), Count(sentence, CjkAbsolutes),
                Count(sentence, CjkContrast) > (language == "zh" ? 1 : 0), sentence.Length > 0 && sentence[0] is '我' or '私' or '僕', Count(sentence, CjkReporting) > 0);
        var own = ByLanguage.TryGetValue(language ?? "en", out var found) ? found : ByLanguage["en"];
        return own.Hear(sentence);
    }

    private Tone Hear(ReadOnlySpan<char> sentence)
    {
        bool asserts = false, contrasts = false, reports = false, negated = false, personal = false;
        int absolutesSeen = 0, position = 0;
        for (var rest = sentence; ;)
        {
            var word = Openers.First(rest);
            if (word.IsEmpty)
                break;
            var sign = Of(word);
            if (word.IndexOfAny('\'', '’') is var elision and > 0 and < 3 && word.Length > elision + 1)
                sign |= Of(word[..elision]) & (Sign.Negation | Sign.Person) | Of(word[(elision + 1)..]) & Sign.Copula; // n'est
            asserts |= sign.HasFlag(Sign.Copula);
            absolutesSeen += sign.HasFlag(Sign.Absolute) ? 1 : 0;
            contrasts |= negated && sign.HasFlag(Sign.Turn);
            negated |= sign.HasFlag(Sign.Negation) || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n’t", StringComparison.OrdinalIgnoreCase);
            reports |= sign.HasFlag(Sign.Report);
            personal |= position == 0 && sign.HasFlag(Sign.Person);
            position++;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return new Tone(asserts, absolutesSeen, contrasts, personal, reports);
    }

    private Sign Of(ReadOnlySpan<char> word) => signs.TryGetValue(word, out var sign) ? sign : Sign.None;

    private static int Count(ReadOnlySpan<char> sentence, string[] words)
    {
        var count = 0;
        foreach (var word in words)
            count += sentence.Contains(word, StringComparison.Ordinal) ? 1 : 0;
        return count;
    }
}
