using System.Collections.Frozen;

namespace DigestBot.Articles;

/// <summary>Words and phrases that hang on the sentence before, per language.</summary>
internal static class OpenerWords
{
    /// <summary>First words.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> First = new Dictionary<string, string>
    {
        ["en"] = "but and or so yet however moreover furthermore therefore thus hence meanwhile instead otherwise nevertheless nonetheless besides additionally also then he she it they him her his hers its their theirs "
            + "this that these those it's that's he's she's they're it'll they've such both neither another others here again similarly likewise consequently accordingly finally second secondly third thirdly "
            + "lastly indeed still though plus because which who whose too either maybe well basically anyway namely specifically shortly afterwards now nor alternatively conversely subsequently eventually recently yes",
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
        ["ru"] = "но и а или ведь значит итак потому дальше далее такой такая такое такие там поэтому однако поэтому затем также он она оно они это этот эта эти его её ее их тоже потом здесь там кроме впрочем зато",
        ["uk"] = "але і й а або однак проте тому потім також він вона воно вони це цей ця ці його її їх тут там",
        ["ar"] = "ولكن لكن وقد وهو وهي وهم هو هي هم هذا هذه ذلك تلك كما أيضا ثم لذلك وأضاف وقال وكان وكانت",
        ["he"] = "אבל אך ולכן לכן הוא היא הם הן זה זאת זו אלה גם ואז אז כמו",
        ["ca"] = "però i o així doncs llavors sense embargo també després això aquest aquesta aquests aquestes aquell aquella ell ella ells elles hi seu seva seus finalment tampoc aquí allà tanmateix",
        ["ro"] = "dar și sau deci însă totuși astfel apoi el ea ei ele acesta aceasta acest această aceste acești acela aceea asta lui sa său de asemenea aici acolo",
        ["cs"] = "ale a i nebo však proto tedy tak také potom pak on ona ono oni to ten ta tato tento toto tyto tito jeho její jejich navíc přesto zde tady tam nicméně avšak",
        ["sk"] = "ale a i alebo však preto teda tak tiež potom on ona ono oni to ten tá táto tento toto tieto jeho jej ich navyše napriek tu tam",
        ["hu"] = "de és vagy azonban ezért tehát így aztán ő ők ez az ezek azok ezt azt ennek annak is továbbá itt ott viszont ugyanakkor",
        ["hr"] = "ali a i ili no međutim stoga zato dakle također zatim on ona ono oni to taj ta ovaj ova ovo njegov njezin njihov ovdje tamo",
        ["bg"] = "но и а или обаче затова така също после той тя то те това този тази тези неговият нейният техният тук там",
        ["fi"] = "mutta ja tai siis kuitenkin siksi lisäksi hän he se ne tämä nämä tuo nuo myös sitten siellä täällä tällä tässä",
        ["et"] = "aga ja või seega siiski lisaks ta tema nad see need samuti siis siin seal",
        ["tr"] = "ama ve veya fakat ancak bu şu o onlar bunlar böylece ayrıca sonra de da çünkü burada orada",
        ["el"] = "αλλά και ή όμως ωστόσο επομένως άρα έτσι επίσης μετά αυτός αυτή αυτό αυτοί αυτές αυτά εκείνος εκείνη εκείνο οποίος οποία εδώ εκεί ενώ επιπλέον",
        ["fa"] = "اما ولی و یا بنابراین همچنین سپس او آن‌ها آنها این آن وی ایشان پس نیز همین همان چنین زیرا",
        ["ur"] = "لیکن اور یا مگر اس لیے وہ یہ ان انہوں اسی پھر بھی",
        ["id"] = "tetapi tapi dan atau namun jadi karena itu ini dia ia mereka juga kemudian lalu selain sementara",
        ["vi"] = "nhưng và hoặc tuy nhiên vì vậy do đó anh ấy cô họ nó này đó cũng",
        ["hi"] = "लेकिन और या परंतु किंतु इसलिए वह वे यह ये इस उस उसने उन्होंने इसके उसके फिर भी",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>First words that are several.</summary>
    public static readonly string[] Phrases =
    [
        "in other words", "in fact", "of course", "for example", "for instance", "as a result", "in addition", "on the other", "in contrast", "by contrast", "at the same time", "if not", "after all",
        "in short", "note that", "that is", "most importantly", "even so", "as well", "if so", "in that", "in this", "for that", "for this", "with that", "with this", "when that", "when this", "if that", "if this",
        "at this", "at that", "on this", "by this", "because of", "given that", "in practice", "in particular", "in turn", "not only that", "none of this", "none of that", "all of this", "all of these", "all of that",
        "some of it", "some of this", "some of these", "any of these", "one of these", "one of them", "as mentioned", "as already", "as described", "as noted", "as with", "the same", "the former", "the latter", "if, however",
        "in recent", "in the past", "in these", "in those", "over the past", "for years now", "to that end", "to this end", "with all of", "that said", "at first", "at least", "more importantly", "perhaps that", "perhaps this", "as such", "as if", "even then", "even if that", "even if this", "on top of", "for now", "so far", "to be sure", "to be fair", "to be clear", "regarding ", "the first step", "the second ", "the third ", "the last step", "best of all", "worst of all", "above all", "by now", "by then", "note:", "on one hand", "the distinction", "the difference is", "in truth", "the above", "here's", "here’s", "there's also", "there is also", "there are also", "there was also", "the other", "another", "two of", "one such", "along with", "just like", "in both", "in each", "in either", "in any case", "in this case", "in that case", "for one", "part of that", "part of this", "a similar", "as for", "not so",
        "right now", "until then", "since then", "from there", "to do so", "to do this", "by doing", "a few days", "the next", "from this", "like this", "unlike",
        "zum beispiel", "im gegenteil", "mit anderen worten", "in der tat", "auf diese", "in diesem", "in dieser", "aus diesem", "bei diesem", "zum einen", "zum anderen", "das gleiche",
        "par exemple", "en effet", "en revanche", "en outre", "dans ce", "dans cette", "pour cela", "par conséquent", "au contraire", "d'autre part", "à cet", "à cette",
        "por ejemplo", "de hecho", "sin embargo", "en cambio", "por eso", "por lo tanto", "en este", "en esta", "con esto", "con este", "por otro lado", "además de",
        "en el caso", "en ese", "en esa", "en aquel", "de esta", "de este", "de ese", "de esa", "a su vez", "por último", "por su parte", "tras ello", "no obstante", "buena prueba", "a partir de ah", "en su opini", "en cualquier caso", "mientras tanto", "como consecuencia", "es por eso", "es por ello", "lo primero", "lo mismo", "al mismo",
        "tot això", "ho han", "ho ha", "todo esto", "todo eso", "é por isso", "só que", "tudo isso", "tudo isto", "tutto questo", "tutto ciò", "tout cela", "tout ça", "das alles", "all das", "all dies", "per això", "per tant", "d'altra banda", "a més", "en aquest", "en aquesta", "tot i això", "de fet",
        "a questo", "in questo", "in questa", "di conseguenza", "per questo", "nel frattempo", "ad esempio", "per esempio", "al contrario", "neste", "nesta", "por isso", "por exemplo", "de fato", "no entanto", "ao mesmo", "dessa", "desse", "desta", "deste",
        "dans ces", "de ce", "de cette", "de plus", "c’est", "c'est", "d’ailleurs", "à ce", "in den letzten", "in jüngster", "vor allem", "darüber hinaus", "auf diesem", "nach diesem", "nach dieser", "mit diesem", "mit dieser", "von diesem", "unter anderem",
        "кроме того", "в то же", "при этом", "в этом", "в этой", "на этом", "таким образом", "тем не менее", "к тому же", "по этой", "в частности", "например", "более того", "в связи с этим", "kromě toho", "v tomto", "například", "navíc", "proto",
    ];

    /// <summary>Words that point back when they stand near the beginning.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> Pointing = new Dictionary<string, string>
    {
        ["en"] = "he she they him her them his hers also too therefore however though then these those such this it instead",
        ["de"] = "er ihm ihn ihr ihre ihren sein seine seinen auch dann jedoch aber deshalb dabei damit dafür davon also",
        ["fr"] = "il elle ils elles lui leur aussi donc alors pourtant",
        ["es"] = "él ella ellos ellas también entonces",
        ["it"] = "lui lei loro anche allora",
        ["pt"] = "ele ela eles elas também então",
        ["nl"] = "hij hem haar hun ook dan daarom",
        ["ca"] = "ell ella ells elles també llavors",
        ["cs"] = "on ona oni mu jí jim také tedy",
        ["pl"] = "on ona oni mu jej im także też",
        ["sv"] = "han hon dem också då", ["da"] = "han hun dem også da", ["nb"] = "han hun dem også da",
        ["el"] = "αυτός αυτή αυτοί επίσης τότε",
        ["ru"] = "он она они его её ее их ему ей им также тоже",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>What begins so in languages that do not part their words.</summary>
    public static readonly string[] Spaceless =
    [
        "但", "而", "然而", "所以", "因此", "他", "她", "它", "这", "這", "那", "此外", "另外", "同时", "同時", "于是", "於是", "并且", "不过", "不過", "其", "之後", "之后", "后来", "後來", "接着", "接著", "随后", "隨後", "例如", "比如", "换句话说", "換句話說", "也就是", "首先", "其次", "最后", "最後", "由此", "当时", "當時", "而且", "可是", "因為如此", "如此", "对此", "對此", "以上", "以下", "如下", "上述", "该", "該", "您", "此",
        "しかし", "だが", "でも", "そして", "また", "それ", "これ", "この", "その", "あの", "彼", "だから", "つまり", "さらに", "ただ", "一方", "ところが", "そこ", "ここ", "こう", "そう", "今回", "当時", "なお", "まず", "次に", "最後に", "例えば", "たとえば", "および", "けれど", "しかも", "すると", "同", "以上", "以下", "上記",
        "แต่", "และ", "หรือ", "ดังนั้น", "นอกจากนี้", "อย่างไรก็ตาม", "เขา", "เธอ", "มัน", "นี่", "นั่น", "ซึ่ง", "จากนั้น", "ทั้งนี้", "โดย", "อีกทั้ง", "เพราะ", "ส่วน",
    ];

    /// <summary>Korean words carry endings: the words that these begin hang on what was said.</summary>
    public static readonly string[] Korean =
    [
        "그러나", "하지만", "그런데", "그리고", "그래서", "따라서", "또한", "또", "그는", "그가", "그의", "그녀", "그것", "그들", "이는", "이것", "이에", "이어", "이런", "이러한", "이를", "이와", "이로", "이처럼", "이번", "그런", "그러", "이 ", "그 ", "저 ", "한편", "즉", "다만", "특히", "반면", "결국", "예를",
    ];
}
