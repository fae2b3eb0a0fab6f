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

    /// <summary>Whether the name after this verb is the person who is spoken to: "told Jane Doe".</summary>
    public static bool IsAddressing(ReadOnlySpan<char> word) => word is "told" or "tells" or "asked" or "asks" or "warned" or "reports" or "vertelde" or "erzählte";

    /// <summary>Whether a word is "he" or "she".</summary>
    public static bool IsPronoun(string language, ReadOnlySpan<char> word) =>
        PronounSets.TryGetValue(language, out var set) && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenDictionary<string, FrozenSet<string>> Sets(Dictionary<string, string> lists) =>
        lists.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
