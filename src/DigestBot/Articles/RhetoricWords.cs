using System.Collections.Frozen;

namespace DigestBot.Articles;

/// <summary>One language's words of rhetoric, each list parted by spaces.</summary>
/// <param name="Copulas">This is that.</param>
/// <param name="Absolutes">No exception is allowed.</param>
/// <param name="Negations">Not …</param>
/// <param name="Turns">… but.</param>
/// <param name="Persons">I, we, you.</param>
/// <param name="Reporting">Somebody said, announced, declined to comment.</param>
/// <param name="Judging">Praise, blame, fear, duty, degree: somebody takes a stand.</param>
internal sealed record RhetoricWords(string Copulas, string Absolutes, string Negations, string Turns, string Persons, string Reporting, string Judging = "")
{
    /// <summary>Languages that part their words by spaces.</summary>
    public static readonly FrozenDictionary<string, RhetoricWords> ByLanguage = new Dictionary<string, RhetoricWords>
    {
        ["en"] = new("is are isn't aren't means becomes", "nothing never everything always nobody everyone none only every all must can't cannot no impossible forever anything ever any most worst best truth secret wrong",
            "not n't isn't don't doesn't never no", "but instead rather it's they're than", "i we i've we've i'm we're you you're our my",
            "said says told tells added announced reported according stated declined comment confirmed noted claimed spokesman spokeswoman spokesperson asked replied explained warned wrote",
            "should need needs even just simply really rather better worse more less most least best worst easiest hardest greatest biggest love hate fear afraid hard harder dangerous danger terrible beautiful perfect lost lose loss fail failed failing failure death die dead kill killing killed power powerful free freedom truth honest honestly real human dream hope trust believe great crisis broken destroy destroyed risk problem wrong right bad good disaster ashamed proud impossible strange wild enough sad sadly unfortunately happy joy pain anger angry easy simple secret price cost worth matter matters deserve deserves threat threatens struggle fight fighting survive poison shame grief mistake blame victim innocent brutal"),
        ["de"] = new("ist sind heißt bedeutet bleibt wird", "nichts nie niemals alles immer niemand jeder keiner nur kein keine muss müssen unmöglich stets", "nicht kein keine nie", "sondern statt stattdessen als", "ich wir unser unsere mein man",
            "sagte sagt erklärte teilte berichtete laut betonte meldete mitteilte fügte hinzu kündigte meinte sprecher sprecherin",
            "sollte sollten müssen muss dürfen darf braucht brauchen einfach gerade sogar wirklich besser schlechter mehr weniger beste besten schlimmste liebe lieben hassen angst gefahr gefährlich furchtbar schön verloren verlieren scheitern gescheitert tod sterben tot macht freiheit frei wahrheit ehrlich mensch menschen traum hoffnung hoffen vertrauen glauben glaube großartig krise kaputt zerstören risiko problem falsch richtig schlecht gut wichtig wichtiger schwer schwierig leider glück schmerz fehler schuld kampf chance erfolg erfolgreich"),
        ["fr"] = new("est sont reste signifie devient", "rien jamais tout toujours personne chacun aucun aucune seul seule doit faut impossible", "pas ne n jamais", "mais plutôt plus que", "je nous notre mon on j",
            "déclaré dit affirmé annoncé selon expliqué ajouté indiqué précisé estime porte-parole souligné",
            "faut devons devrait doivent besoin même simplement vraiment mieux pire plus moins meilleur meilleure aime aimer haine peur danger dangereux terrible beau belle perdu perdre échec mort mourir pouvoir liberté libre vérité humain rêve espoir espérer confiance croire grand crise détruire risque problème faux mal bon bien difficile dur malheureusement bonheur douleur colère erreur honte combat chance"),
        ["es"] = new("es son significa sigue está", "nada nunca todo siempre nadie ningún ninguna solo único debe imposible jamás", "no nunca", "sino pero más que", "yo nosotros nuestro nuestra mi hemos somos",
            "dijo afirmó según declaró señaló anunció explicó añadió informó aseguró portavoz",
            "debe debemos deben debería hace falta necesita necesitamos incluso simplemente realmente mejor peor más menos amor odio miedo peligro peligroso terrible hermoso perdido perder fracaso fracasado muerte morir muertos poder libertad libre verdad humano sueño esperanza confianza creer creo grande crisis destruir riesgo problema mal malo bueno bien difícil duro preocupante lamentablemente felicidad dolor error vergüenza lucha grave obliga afecta"),
        ["it"] = new("è sono significa resta diventa", "niente nulla mai tutto sempre nessuno ogni solo unico deve impossibile", "non mai", "ma bensì piuttosto che", "io noi nostro nostra mio",
            "detto dichiarato affermato secondo spiegato annunciato aggiunto riferito ha",
            "dobbiamo devono dovrebbe bisogna serve perfino semplicemente davvero meglio peggio più meno migliore amore odio paura pericolo pericoloso terribile bello bellezza perso perdere fallimento morte morire potere libertà libero verità umano sogno speranza fiducia credere grande crisi distruggere rischio problema male bene difficile purtroppo felicità dolore errore vergogna lotta grave"),
        ["pt"] = new("é são significa continua", "nada nunca tudo sempre ninguém nenhum só único deve impossível jamais", "não nunca", "mas sim que", "eu nós nosso nossa minha", "disse diz afirma afirmou segundo declarou anunciou explicou informou acrescentou",
            "deve devemos devem deveria precisa precisamos mesmo simplesmente realmente melhor pior mais menos amor ódio medo perigo perigoso terrível bonito perdido perder fracasso morte morrer poder liberdade livre verdade humano sonho esperança confiança acreditar grande crise destruir risco problema errado errei mal bom bem difícil infelizmente felicidade dor erro vergonha luta grave igualdade"),
        ["nl"] = new("is zijn betekent blijft wordt", "niets nooit alles altijd niemand iedereen geen alleen enige moet onmogelijk", "niet geen nooit", "maar dan eerder", "ik wij we ons onze mijn", "zei zegt volgens meldde verklaarde aldus vertelde liet weten woordvoerder",
            "moeten zou zouden nodig zelfs gewoon echt beter slechter meer minder beste liefde haat angst bang gevaar gevaarlijk vreselijk mooi verloren verliezen mislukt dood sterven macht vrijheid vrij waarheid mens droom hoop vertrouwen geloof groot crisis kapot risico probleem fout goed slecht moeilijk helaas geluk pijn schande strijd"),
        ["sv"] = new("är betyder blir", "inget ingenting aldrig allt alltid ingen alla bara enda måste omöjligt", "inte aldrig ingen", "utan men än", "jag vi vår min", "sade säger enligt meddelade uppgav berättade",
            "borde måste behöver även bara verkligen bättre sämre mer mindre bäst värst kärlek hat rädsla fara farlig vacker förlora döden makt frihet sanning människa hopp kris risk problem fel rätt dålig svårt tyvärr smärta kamp"),
        ["da"] = new("er betyder bliver", "intet ingenting aldrig alt altid ingen alle kun eneste må umuligt", "ikke aldrig ingen", "men end", "jeg vi vores min", "sagde siger ifølge oplyste fortalte"),
        ["nb"] = new("er betyr blir", "ingenting aldri alt alltid ingen alle bare eneste må umulig", "ikke aldri ingen", "men enn", "jeg vi vår min", "sa sier ifølge opplyste fortalte"),
        ["pl"] = new("jest są oznacza to", "nic nigdy wszystko zawsze nikt każdy żaden tylko musi niemożliwe", "nie nigdy", "lecz ale niż", "ja my nasz mój", "powiedział powiedziała według poinformował oświadczył dodał",
            "powinien powinna musimy trzeba należy nawet po prostu naprawdę lepiej gorzej więcej mniej najlepszy najgorszy miłość strach niebezpieczny piękny stracić śmierć władza wolność prawda człowiek nadzieja wierzyć kryzys ryzyko problem źle dobrze trudno niestety ból błąd wstyd walka ważne"),
        ["ru"] = new("это есть значит является", "ничего никогда всё все всегда никто каждый никакой только должен невозможно нельзя", "не нет никогда", "а но чем", "я мы наш мой", "сказал сказала заявил сообщил сообщила добавил отметил словам данным",
            "надо нужно должны следует даже просто действительно лучше хуже больше меньше самый самая самое любовь люблю ненавижу страх боюсь опасно опасность ужасно красота красиво потерять смерть умереть власть свобода правда честно человек люди мечта надежда верить вера кризис разрушить риск проблема плохо хорошо трудно сложно жаль счастье боль ошибка стыд борьба важно"),
        ["uk"] = new("це є означає", "нічого ніколи все завжди ніхто кожен жоден тільки мусить неможливо", "не немає ніколи", "а але ніж", "я ми наш мій", "сказав сказала заявив повідомив додав зазначив"),
        ["ar"] = new("هو هي يعني ليس ليست", "لا شيء أبدا كل دائما لا أحد فقط يجب مستحيل جميع", "لا ليس ليست لم لن", "بل لكن", "أنا نحن إننا", "يقول تقول قال قالت وقال وأضاف أعلن أعلنت صرح أكد ذكرت"),
        ["he"] = new("הוא היא הם זה אינו איננו", "כלום לעולם הכול הכל תמיד אף רק חייב חייבים אי", "לא אין אינו אינה", "אלא אבל", "אני אנחנו שלנו", "אמר אמרה מסר הודיע הודיעה הוסיף לדברי לפי"),
        ["hi"] = new("है हैं होता होती", "कुछ कभी सब हमेशा कोई हर केवल सिर्फ असंभव चाहिए", "नहीं न मत", "बल्कि लेकिन", "मैं हम हमारे मेरा", "कहा बताया बताते अनुसार घोषणा"),
        ["fi"] = new("on ovat tarkoittaa", "mitään koskaan kaikki aina kukaan jokainen vain ainoa pitää mahdotonta", "ei eivät en", "vaan mutta kuin", "minä me", "sanoi sanoo kertoi mukaan ilmoitti totesi"),
        ["tr"] = new("dir değil demektir", "hiç asla her daima herkes kimse yalnızca sadece imkansız gerek", "değil yok", "ama aksine", "ben biz", "dedi söyledi göre açıkladı belirtti"),
        ["ca"] = new("és són significa continua", "res mai tot sempre ningú cap només únic impossible totes tots", "no mai ni", "sinó però més que", "jo nosaltres el meu nostre hem som crec", "dit diu explica explicat afirmat segons assegurat afegit declarat apunta recorda",
            "cal hem han necessitem fins simplement realment millor pitjor més menys amor odi por perill perdre fracàs mort poder llibertat veritat somni esperança confiança creure gran crisi risc problema mal bé difícil dur preocupant dolor error lluita greu patit esperançador exageradament"),
        ["ro"] = new("este sunt înseamnă rămâne", "nimic niciodată totul întotdeauna nimeni fiecare niciun doar singur trebuie imposibil toți", "nu niciodată", "ci dar decât", "eu noi nostru meu", "spus declarat afirmat potrivit anunțat explicat adăugat precizat"),
        ["cs"] = new("je jsou znamená zůstává", "nic nikdy vše všechno vždy nikdo každý žádný žádná jen pouze jediný musí nelze nemožné", "ne není nejsou nikdy", "ale nýbrž než", "já my náš můj", "řekl řekla uvedl uvedla dodal dodala podle oznámil tvrdí míní vysvětlil prohlásil popsal upozornil",
            "měli měl musíme potřeba dokonce prostě opravdu lépe hůře více méně nejlepší nejhorší láska strach nebezpečný krásný ztratit smrt moc svoboda pravda člověk naděje věřit krize riziko problém špatně dobře těžké bohužel bolest chyba hanba boj důležité"),
        ["sk"] = new("je sú znamená zostáva", "nič nikdy všetko vždy nikto každý žiadny iba len jediný musí nemožné", "nie nikdy", "ale než", "ja my náš môj", "povedal povedala uviedol uviedla dodal podľa oznámil vysvetlil"),
        ["hu"] = new("van vannak jelenti marad", "semmi soha minden mindig senki egyetlen csak kell lehetetlen", "nem nincs soha", "hanem de mint", "én mi", "mondta közölte szerint bejelentette elmondta hozzátette"),
        ["hr"] = new("je su znači ostaje", "ništa nikad nikada sve uvijek nitko svaki nijedan samo jedini mora nemoguće", "ne nije nisu nikad", "nego već ali", "ja mi naš moj", "rekao rekla izjavio izjavila kaže prema dodao dodala objavio"),
        ["bg"] = new("е са означава остава", "нищо никога всичко винаги никой всеки само единствен трябва невъзможно", "не няма никога", "а но", "аз ние наш", "каза заяви съобщи според добави обяви"),
        ["el"] = new("είναι σημαίνει παραμένει αποτελεί", "τίποτα ποτέ όλα όλοι πάντα κανείς κανένας κάθε μόνο μόνη μοναδικός πρέπει αδύνατο", "δεν μην όχι ποτέ", "αλλά παρά", "εγώ εμείς μας μου", "είπε δήλωσε ανέφερε τόνισε σύμφωνα πρόσθεσε ανακοίνωσε υποστήριξε εξήγησε",
            "πρέπει χρειάζεται ακόμα απλά πραγματικά καλύτερα χειρότερα περισσότερο λιγότερο αγάπη φόβος κίνδυνος όμορφο χαμένο θάνατος δύναμη ελευθερία αλήθεια άνθρωπος όνειρο ελπίδα κρίση πρόβλημα λάθος σωστό καλό κακό δύσκολο δυστυχώς πόνος αγώνας"),
        ["fa"] = new("است هستند نیست می‌شود", "هیچ هرگز همه همیشه هیچ‌کس هر تنها فقط باید ناممکن", "نه نیست هرگز", "بلکه اما", "من ما", "گفت افزود اعلام اظهار می‌گوید گفته داد کرد"),
        ["ur"] = new("ہے ہیں نہیں", "کچھ کبھی سب ہمیشہ کوئی ہر صرف لازمی ناممکن", "نہیں نہ", "بلکہ لیکن", "میں ہم", "کہا بتایا مطابق اعلان"),
        ["id"] = new("adalah ialah merupakan berarti", "apapun pernah segalanya selalu semua setiap hanya harus mustahil", "tidak bukan tak", "melainkan tetapi tapi", "saya kami kita aku", "kata mengatakan menurut ujar menjelaskan tambah"),
        ["vi"] = new("là nghĩa", "mọi tất luôn chỉ phải", "không chẳng", "mà nhưng", "tôi chúng", "nói cho theo biết"),
        ["et"] = new("on tähendab jääb", "midagi kunagi kõik alati keegi iga ainult peab võimatu", "ei pole", "vaid aga kui", "mina meie me ma", "ütles sõnul teatas lisas märkis"),
    }.ToFrozenDictionary();

    /// <summary>Languages whose words have no spaces between them, or carry endings: pieces that are looked for anywhere in a sentence.</summary>
    public static readonly FrozenDictionary<string, RhetoricWords> Pieces = new Dictionary<string, RhetoricWords>
    {
        ["zh"] = new("是", "从来 從來 没有 沒有 一切 所有 唯一 必须 必須 永远 永遠 任何 决不 絕不 绝不 无法 無法 只有", "不是 不在于 不只 不仅 不僅 与其 與其", "而是 更是 而且 不如", "我 我们 我們 你", "表示 报道 報道 据 據 称 稱 指出 说： 說： 认为 認為 强调 強調 透露",
            "应该 應該 需要 更 最 危险 危險 恐惧 恐懼 自由 真相 希望 失败 失敗 死亡 问题 問題 错误 錯誤 困难 困難 重要 意义 意義 可惜 痛苦 价值 價值"),
        ["ja"] = new("である です だ。", "決して すべて 全て 誰も だけ しかない 何も いつも 必ず 絶対 ことはない なければならない 最も 一番", "ではなく じゃなく でなく よりも むしろ", "ではなく じゃなく でなく よりも むしろ", "私 僕 俺 われわれ 我々", "述べ 発表 によると 語った 明らかにし という。 と話 コメント",
            "べき 必要 危険 恐れ 怖 自由 真実 希望 失敗 死 問題 間違 難しい 大切 重要 残念 苦し 価値 美し 本当"),
        ["ko"] = new("이다 입니다 것이다", "모든 모두 절대 결코 항상 언제나 아무 오직 반드시 해야 없다 없습니다 가장", "아니라 아닌 않고", "아니라 아닌 오히려 보다", "나는 내가 우리 저는 제가", "말했다 밝혔다 전했다 설명했다 강조했다 에 따르면 라고 덧붙였다",
            "필요 더 위험 두려 자유 진실 희망 실패 죽음 문제 잘못 어렵 중요 아름 정말 고통"),
        ["th"] = new("คือ เป็น", "ไม่เคย ทุก เสมอ เท่านั้น ต้อง ไม่มี ที่สุด", "ไม่ใช่", "แต่ กลับ", "ผม ฉัน เรา ดิฉัน", "กล่าว ระบุ เปิดเผย รายงาน บอกว่า",
            "ควร จำเป็น อันตราย กลัว อิสระ ความจริง ความหวัง ล้มเหลว ความตาย ปัญหา ผิด ยาก สำคัญ สวย"),
    }.ToFrozenDictionary();
}
