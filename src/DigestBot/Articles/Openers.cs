using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>First words that hang on the sentence before: But, However, He, This … A quote that begins so is torn out.</summary>
internal static class Openers
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Words = new Dictionary<string, string>
    {
        ["en"] = "but and or so yet however moreover furthermore therefore thus hence meanwhile instead otherwise nevertheless nonetheless besides additionally also then he she it they him her his hers its their theirs "
            + "this that these those it's that's he's she's they're it'll they've such both neither another others here again similarly likewise consequently accordingly finally second secondly third thirdly "
            + "lastly indeed still though plus because which who whose too either maybe well basically anyway namely specifically shortly afterwards",
        ["de"] = "aber und oder doch denn jedoch allerdings deshalb daher darum dennoch trotzdem außerdem zudem dabei dann so er sie es ihr sein seine seiner dies diese dieser dieses diesem diesen das der jene solche auch "
            + "dazu damit danach dafür dagegen davon daran darin stattdessen schließlich zweitens drittens beide hier dort zwar also sondern weil ihre ihm",
        ["fr"] = "mais et ou or donc car cependant pourtant toutefois ainsi alors puis ensuite enfin il elle ils elles ce cela ça c'est ceci cette ces celui celle ceux celles c son sa ses leur leurs aussi néanmoins d'ailleurs "
            + "deuxièmement troisièmement lui ici là",
        ["es"] = "pero y o así entonces sin embargo además también luego por él ella ellos ellas ello esto eso este esta estos estas ese esa esos esas aquel su sus asimismo aunque finalmente segundo tercero tampoco aquí allí",
        ["it"] = "ma e o però dunque quindi così allora poi inoltre tuttavia infatti egli lui lei loro esso questo questa questi queste ciò quello quella suo sua anche infine qui",
        ["pt"] = "mas e ou porém assim então além também depois ele ela eles elas isso isto este esta esse essa estes estas aquele seu sua contudo entretanto finalmente aqui",
        ["nl"] = "maar en of dus want toch echter bovendien daarom daardoor daarbij hij zij ze het dit dat deze die zijn haar hun ook dan toen verder ten hier daar",
        ["sv"] = "men och eller så därför dock dessutom han hon den det de detta denna dessa hans hennes deras också sedan här där",
        ["da"] = "men og eller så derfor dog desuden han hun den det de dette denne disse hans hendes deres også derefter her der",
        ["nb"] = "men og eller så derfor imidlertid dessuten han hun den det de dette denne disse hans hennes deres også deretter her der",
        ["pl"] = "ale i a lub więc jednak dlatego ponadto on ona ono oni to ten ta te jego jej ich także potem tu tam",
        ["ru"] = "но и а или однако поэтому затем также он она оно они это этот эта эти его её ее их тоже потом здесь там кроме впрочем зато",
        ["uk"] = "але і й а або однак проте тому потім також він вона воно вони це цей ця ці його її їх тут там",
        ["ar"] = "ولكن لكن وقد وهو وهي وهم هو هي هم هذا هذه ذلك تلك كما أيضا ثم لذلك وأضاف وقال وكان وكانت",
        ["he"] = "אבל אך ולכן לכן הוא היא הם הן זה זאת זו אלה גם ואז אז כמו",
        ["hi"] = "लेकिन और या परंतु किंतु इसलिए वह वे यह ये इस उस उसने उन्होंने इसके उसके फिर भी",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    private static readonly string[] Phrases =
    [
        "in other words", "in fact", "of course", "for example", "for instance", "as a result", "in addition", "on the other hand", "in contrast", "by contrast", "at the same time", "if not", "after all",
        "in short", "note that", "that is", "most importantly", "even so", "as well", "if so", "in that", "in this", "for that", "for this", "with that", "with this", "when that", "when this", "if that", "if this",
        "at this", "at that", "on this", "by this", "because of", "given that", "in practice", "in particular", "in turn", "not only that", "none of this", "none of that", "all of this", "all of these", "all of that",
        "some of it", "some of this", "some of these", "any of these", "one of these", "one of them", "as mentioned", "as described", "as noted", "as with", "the same", "the former", "the latter", "if, however",
        "right now", "until then", "since then", "from there", "to do so", "to do this", "by doing", "a few days", "the next", "from this", "like this", "unlike",
        "zum beispiel", "im gegenteil", "mit anderen worten", "in der tat", "auf diese", "in diesem", "in dieser", "aus diesem", "bei diesem", "zum einen", "zum anderen", "das gleiche",
        "par exemple", "en effet", "en revanche", "en outre", "dans ce", "dans cette", "pour cela", "par conséquent", "au contraire", "d'autre part", "à cet", "à cette",
        "por ejemplo", "de hecho", "sin embargo", "en cambio", "por eso", "por lo tanto", "en este", "en esta", "con esto", "con este", "por otro lado", "además de",
    ];

    private static readonly ILookup<char, string> PhrasesByLetter = Phrases.ToLookup(p => p[0]);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Pointing = new Dictionary<string, string>
    {
        ["en"] = "he she they him her them his hers also too therefore however though then these those such this it instead",
        ["de"] = "er ihm ihn ihr ihre ihren sein seine seinen auch dann jedoch aber deshalb dabei damit dafür davon also",
        ["fr"] = "il elle ils elles lui leur aussi donc alors pourtant",
        ["es"] = "él ella ellos ellas también entonces",
        ["it"] = "lui lei loro anche allora",
        ["pt"] = "ele ela eles elas também então",
        ["nl"] = "hij hem haar hun ook dan daarom",
        ["ru"] = "он она они его её ее их ему ей им также тоже",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    private static readonly string[] Cjk =
    [
        "但", "而", "然而", "所以", "因此", "他", "她", "它", "这", "這", "那", "此外", "另外", "同时", "同時", "于是", "於是", "并且", "不过", "不過", "其",
        "しかし", "だが", "でも", "そして", "また", "それ", "これ", "この", "その", "あの", "彼", "だから", "つまり", "さらに", "ただ", "一方", "ところが", "そこ", "ここ", "こう", "そう",
    ];

    /// <summary>Whether the sentence hangs on the one before.</summary>
    public static bool IsDangling(ReadOnlySpan<char> sentence, string? language)
    {
        var word = First(sentence);
        if (word.IsEmpty)
            return true;
        if (Scripts.IsCjk(word[0]))
        {
            foreach (var opener in Cjk)
                if (word.StartsWith(opener, StringComparison.Ordinal))
                    return true;
            return false;
        }
        var set = Words.TryGetValue(language ?? "en", out var own) ? own : Words["en"];
        var lookup = set.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.Contains(word))
            return true;
        sentence.Overlaps(word, out var offset);
        foreach (var phrase in PhrasesByLetter[char.ToLowerInvariant(word[0])])
            if (sentence[offset..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        var apostrophe = word.IndexOfAny('\'', '’');
        return apostrophe > 0 && lookup.Contains(word[..apostrophe]);
    }

    /// <summary>Whether one of the first words after the opening one points back: "Als er …", "I also …", "Cook them …".</summary>
    public static bool LooksBack(ReadOnlySpan<char> sentence, string? language)
    {
        if (language is null || !Pointing.TryGetValue(language, out var set))
            return false;
        var lookup = set.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = sentence;
        for (var i = 0; i < 4; i++)
        {
            var word = First(rest);
            if (word.IsEmpty)
                return false;
            if (lookup.Contains(word))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return false;
    }

    /// <summary>The first word, past quotation marks and brackets; for CJK the whole rest.</summary>
    public static ReadOnlySpan<char> First(ReadOnlySpan<char> sentence)
    {
        var start = 0;
        while (start < sentence.Length && !char.IsLetterOrDigit(sentence[start]))
            start++;
        if (start == sentence.Length || Scripts.IsCjk(sentence[start]))
            return sentence[start..];
        var end = start;
        while (end < sentence.Length && (char.IsLetterOrDigit(sentence[end]) || char.GetUnicodeCategory(sentence[end]) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark || sentence[end] is '\'' or '’'))
            end++;
        return sentence[start..end];
    }
}
