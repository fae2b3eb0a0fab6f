using System.Collections.Frozen;

namespace DigestBot.Articles;

/// <summary>Words beside a quotation that say whose it is: "said", "according to", "erklärte". Only languages that write names with capitals: in others a name's end cannot be told by rule.</summary>
internal static class SpeechVerbs
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Verbs = Sets(new()
    {
        ["en"] = "according said says say saying told tells added adds explained explains noted notes argued argues wrote writes asked asks replied warned warns continued continues recalled recalls insisted insists stated states claimed claims "
            + "admitted admits agreed agrees joked quipped concluded concludes remarked observed observes declared announced believes thinks reckons recalled predicted predicts suggested suggests stressed reads read responded "
            + "posted tweeted commented complained acknowledged emphasized emphasised lamented mused reflected reports laughs laughed shouted whispered answered confirmed",
        ["de"] = "sagte sagt sagen erklärte erklärt meinte meint betonte betont berichtete berichtet schrieb schreibt ergänzte warnte warnt fügte fordert forderte kritisierte kritisiert erzählt erzählte findet glaubt so laut zitiert antwortet antwortete",
        ["fr"] = "dit déclaré déclare affirme affirmé explique expliqué ajoute ajouté précise précisé estime estimé souligne souligné raconte raconté confie écrit selon juge prévient regrette assure assuré lance répond",
        ["es"] = "dijo dice dicho explica explicó explicado afirma afirmó afirmado señala señaló señalado asegura aseguró asegurado añade añadió añadido recuerda recordó escribió escribe según declaró declarado comenta comentó "
            + "lamentado lamenta lamentó advierte advirtió sostiene sostuvo insiste insistió cuenta contó opina responde respondió indicó indica destaca destacó",
        ["it"] = "detto dice disse spiega spiegato afferma affermato aggiunge aggiunto sottolinea sottolineato racconta raccontato scrive secondo dichiarato dichiara commenta commentato conclude ricorda risponde",
        ["pt"] = "disse diz afirma afirmou explica explicou conta contou declarou acrescentou acrescenta escreveu segundo falou fala comentou comenta lembra ressalta ressaltou destaca completou avalia defende",
        ["ca"] = "dit diu explica explicat afirma afirmat assegura assegurat afegeix afegit segons recorda comenta lamenta conclou apunta detalla",
        ["nl"] = "zei zegt vertelt vertelde schrijft schreef aldus volgens vindt verklaarde benadrukt legt voegt denkt",
        ["sv"] = "sade säger sa berättar skriver enligt menar förklarar tycker",
        ["da"] = "sagde siger fortæller skriver ifølge mener forklarer lyder",
        ["nb"] = "sa sier forteller skriver ifølge mener forklarer",
        ["fi"] = "sanoi sanoo kertoo kertoi mukaan kirjoittaa toteaa totesi",
        ["pl"] = "powiedział powiedziała mówi dodał dodała według twierdzi wyjaśnia napisał podkreśla zaznaczył ocenia",
        ["cs"] = "řekl řekla říká uvedl uvedla dodal dodala podle tvrdí míní vysvětlil vysvětluje prohlásil popsal popisuje upozornil napsal",
        ["sk"] = "povedal povedala hovorí uviedol uviedla dodal dodala podľa tvrdí vysvetlil napísal",
        ["hr"] = "rekao rekla kaže izjavio izjavila dodao dodala prema objasnio tvrdi",
        ["ro"] = "spus declarat afirmat explicat adăugat spune susține scrie",
        ["hu"] = "mondta mondja közölte szerint hozzátette írta",
        ["ru"] = "сказал сказала говорит заявил заявила отметил отметила добавил добавила пояснил рассказал рассказала считает пишет подчеркнул сообщил сообщила признался призналась написал",
        ["uk"] = "сказав сказала каже заявив заявила зазначив зазначила додав додала пояснив розповів розповіла вважає пише наголосив повідомив",
        ["bg"] = "каза казва заяви добави обясни според отбеляза смята",
        ["el"] = "είπε λέει δήλωσε δηλώνει ανέφερε τόνισε πρόσθεσε σημείωσε εξήγησε έγραψε υποστήριξε σύμφωνα",
    });

    private static readonly FrozenDictionary<string, FrozenSet<string>> PronounSets = Sets(new()
    {
        ["en"] = "he she", ["de"] = "er sie", ["fr"] = "il elle", ["es"] = "él ella", ["it"] = "lui lei", ["pt"] = "ele ela", ["nl"] = "hij zij ze", ["sv"] = "han hon", ["da"] = "han hun", ["nb"] = "han hun",
        ["ru"] = "он она", ["uk"] = "він вона", ["pl"] = "on ona", ["cs"] = "on ona", ["el"] = "αυτός αυτή", ["ca"] = "ell ella",
    });

    /// <summary>Whether names can be told in this language: it has capitals, and verbs of speech are known.</summary>
    public static bool Knows(string? language) => language is not null && Verbs.ContainsKey(language);

    /// <summary>Whether a word says that somebody says.</summary>
    public static bool Contains(string language, ReadOnlySpan<char> word) =>
        Verbs.TryGetValue(language, out var set) && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether the name after this verb is not who speaks: "told Jane Doe", "read the sign".</summary>
    public static bool IsAddressing(ReadOnlySpan<char> word) => word is "read" or "reads" || Addressing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether a word is "he" or "she".</summary>
    public static bool IsPronoun(string language, ReadOnlySpan<char> word) =>
        PronounSets.TryGetValue(language, out var set) && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether one of the verbs speaks to somebody, who may be the next to speak.</summary>
    public static bool HasAddressing(ReadOnlySpan<char> part) => Has(part, Addressing);

    /// <summary>Whether somebody answers: not who spoke last.</summary>
    public static bool HasAnswer(ReadOnlySpan<char> part) => Has(part, Answers);

    /// <summary>Whether the word before a verb turns it round: "was told".</summary>
    public static bool IsPassive(ReadOnlySpan<char> word) => word is "was" or "were" or "is" or "are" or "been" or "being" or "be" or "wurde" or "wird" or "wurden" or "werd" or "wordt" or "été" or "fue" or "foi" or "był" or "była";

    /// <summary>"And", "or", "nor": who stands beside it is not alone.</summary>
    public static bool IsAnd(ReadOnlySpan<char> word) => word is "and" or "or" or "nor" or "und" or "oder" or "et" or "ou" or "y" or "e" or "ed" or "i" or "en" or "och" or "og" or "ja" or "a" or "și" or "és" or "и" or "или" or "і" or "та" or "και";

    /// <summary>Words that lead away from who speaks: "the sign above Jane Doe".</summary>
    public static bool IsPlace(ReadOnlySpan<char> word) =>
        word is "above" or "below" or "behind" or "beside" or "near" or "against" or "around" or "about" or "like" or "neither" or "either" or "everyone" or "everybody" or "nobody" or "not" or "but" or "except" or "than" or "sign" or "book" or "letter" or "à" or "gegen" or "über" or "neben";

    /// <summary>Whether words such as "yesterday" are known that may follow a name in this language.</summary>
    public static bool HasManners(string language) => language is "en" or "sv" or "da" or "nb" or "nl";

    /// <summary>Words that may follow a name without changing whose words they are.</summary>
    public static bool IsManner(ReadOnlySpan<char> word) =>
        word is "yesterday" or "late" or "last" or "early" or "earlier" or "later" or "today" or "then" or "next" or "again" or "afterwards" or "once" or "told" or "speaking" or "adding" or "referring" or "noting" or "smiling" or "laughing" or "standing" or "sitting"
            or "explaining" or "describing" or "recalling" or "shaking" or "pointing" or "now" or "just" or "this" or "who" or "when" or "while" or "via" or "aged" or "till" or "idag" or "sedan" or "tegen" or "gisteren" or "vandaag" or "igår";

    /// <summary>Where names have cases, whether this one is in the case of who speaks, as far as its ending and the verb's gender tell: not "сказал адвокат Анны".</summary>
    public static bool MayBeSubject(string language, ReadOnlySpan<char> verb, ReadOnlySpan<char> name)
    {
        if (language is not ("ru" or "uk" or "bg" or "pl" or "cs" or "sk" or "hr"))
            return true;
        var first = name.IndexOf(' ') is > 0 and var space ? name[..space] : name;
        if (first.IsEmpty || "ыиуюеyiuueęąěéůЫИУЮЕ".Contains(first[^1], StringComparison.Ordinal) || first.EndsWith("ого", StringComparison.Ordinal) || first.EndsWith("ой", StringComparison.Ordinal) || first.EndsWith("ом", StringComparison.Ordinal))
            return false;
        var isHis = verb[^1] is 'л' or 'в' or 'ł' or 'l' or 'o' || verb.EndsWith("лся", StringComparison.Ordinal);
        return !isHis || first[^1] is not ('а' or 'я' or 'a');
    }

    private static readonly FrozenSet<string> Addressing = "told tells asked asks warned reports vertelde erzählte".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Answers = "replied replies responded responds answered answers antwortete antwortet antwoordde respondió responde répond répondu ответил ответила отвечает odpowiedział odpowiedziała odpověděl odpověděla".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static bool Has(ReadOnlySpan<char> part, FrozenSet<string> words)
    {
        var set = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = part; Openers.First(rest) is { IsEmpty: false } word;)
        {
            if (set.Contains(word))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return false;
    }

    private static FrozenDictionary<string, FrozenSet<string>> Sets(Dictionary<string, string> lists) =>
        lists.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
