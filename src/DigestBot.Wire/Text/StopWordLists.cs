namespace DigestBot.Wire.Text;

/// <summary>The lists behind <see cref="StopWords"/>, written for this project: articles, pronouns, prepositions, conjunctions, auxiliaries.</summary>
internal static class StopWordLists
{
    public static readonly Dictionary<string, string> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = "the a an and or but nor so yet if then than that this these those there here it its he him his she her hers they them their we us our you your i me my mine "
            + "is am are was were be been being do does did done have has had having will would shall should can could may might must not no of to in on at by for from with without "
            + "about into onto over under after before between through during against among as like while when where why how what which who whom whose because until since although "
            + "though also just only very too more most much many some any all both each few other such own same again once now out up down off further ever even still however "
            + "it's i'm don't didn't doesn't isn't aren't wasn't weren't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't we're they're you're i've we've they've that's there's he's she's let's one "
            + "whether within upon toward towards per via get got let every another said says say",
        ["de"] = "der die das den dem des ein eine einen einem einer eines und oder aber doch denn sondern wenn dann als wie dass ob weil da dieser diese dieses diesen diesem jener jene es er sie ihn ihm ihr ihre "
            + "ihren ihrem ihrer sein seine seinen seinem seiner wir uns unser unsere ich mich mir mein meine du dich dir dein man ist sind war waren bin bist wird werden wurde wurden worden haben hat hatte "
            + "hatten kann können konnte muss müssen soll sollen sollte will wollen darf dürfen mag nicht kein keine keinen nur auch noch schon sehr mehr so zu zum zur im in am an auf aus bei beim mit nach von "
            + "vom vor für über unter um durch gegen ohne bis seit während zwischen hier dort nun jetzt immer was wer wo warum welche welcher alle alles viele etwas nichts selbst sich habe ja nein damit dazu",
        ["fr"] = "le la les l un une des du de d et ou mais donc or ni car si que qu qui quoi dont où quand comme ce c cet cette ces ça cela celui celle ceux il elle ils elles on nous vous je j tu me m te t se s "
            + "lui leur leurs son sa ses mon ma mes notre nos votre vos est sont était étaient être été sera serait suis es avons avez ont ai as a avait avaient avoir fait faire peut peuvent doit pas ne n plus "
            + "moins très aussi bien encore déjà même tout toute tous toutes à au aux en dans par pour sur sous avec sans chez vers entre contre depuis pendant avant après y rien aucun aucune puis alors ainsi",
        ["es"] = "el la los las lo un una unos unas y e o u pero sino porque pues si que quien quienes cual cuando donde como cuanto este esta esto estos estas ese esa eso esos esas aquel él ella ellos ellas usted "
            + "nosotros yo tú me te se le les nos su sus mi mis tu tus nuestro nuestra es son era eran fue fueron ser sido será está están estaba estar ha han había haber hay he hemos tiene tienen tener puede "
            + "pueden debe hace hacer no ni más menos muy también ya aún todavía sólo solo todo toda todos todas otro otra a al de del en con por para sin sobre entre hasta desde hacia contra durante tras según nada cada",
        ["it"] = "il lo la i gli le l un uno una e ed o ma però perché poiché se che chi cui quale quali quando dove come quanto questo questa questi queste quello quella quelli quelle egli lui lei loro noi voi io tu "
            + "mi ti si ci vi ne suo sua suoi sue mio mia nostro nostra è sono era erano fu furono essere stato stata sarà ha hanno aveva avevano avere ho abbiamo può possono deve fa fare non né più meno molto "
            + "anche già ancora solo tutto tutta tutti tutte altro altra a al allo alla ai agli alle di del dello della dei degli delle da dal dalla in nel nella nei con su sul sulla per tra fra senza dopo prima ogni",
        ["pt"] = "o a os as um uma uns umas e ou mas porém porque pois se que quem qual quais quando onde como quanto este esta isto estes estas esse essa isso esses essas aquele aquela ele ela eles elas você vocês nós "
            + "eu tu me te lhe lhes nos seu sua seus suas meu minha nosso nossa é são era eram foi foram ser sido será está estão estava estar há tem têm tinha ter pode podem deve faz fazer não nem mais menos muito "
            + "também já ainda só todo toda todos todas outro outra ao à aos às de do da dos das em no na nos nas num numa com por pelo pela para sem sobre entre até desde contra durante após nada cada",
        ["nl"] = "de het een en of maar want dus als dan dat die dit deze toen omdat hoewel wie wat waar wanneer waarom hoe welke er hier daar hij zij ze hem haar hun wij we ons onze ik mij me mijn jij je jouw u uw men "
            + "is zijn was waren ben bent wordt worden werd werden geworden heeft hebben had hadden heb kan kunnen kon moet moeten zal zullen zou zouden wil willen mag niet geen wel ook nog al alleen zeer meer "
            + "te van in op aan bij met naar voor over onder uit om door tegen zonder tot sinds tijdens tussen na alle alles veel iets niets zich ja nee nu altijd zo",
        ["sv"] = "och eller men utan för att som om när då där här vad vem vilken vilket hur varför den det de dem denna detta dessa en ett han hon honom henne hans hennes deras vi oss vår vårt jag mig min mitt du dig din ni er "
            + "är var vara varit blir blev bli har hade ha kan kunde ska skulle vill måste får fick inte ingen inget bara också ännu redan mycket mer än så i på av till från med hos över under efter före mellan genom mot "
            + "vid alla allt många något sig ja nej nu alltid man sin sitt sina",
        ["da"] = "og eller men at som om når da hvor hvad hvem hvilken hvordan hvorfor den det de dem denne dette disse en et han hun ham hende hans hendes deres vi os vores jeg mig min mit du dig din i jer er var være været "
            + "bliver blev blive har havde have kan kunne skal skulle vil ville må ikke ingen intet kun også endnu allerede meget mere end så på af til fra med hos over under efter før mellem gennem mod ved alle alt "
            + "mange noget sig ja nej nu altid man sin sit sine der her for",
        ["nb"] = "og eller men at som om når da hvor hva hvem hvilken hvordan hvorfor den det de dem denne dette disse en et ei han hun ham henne hans hennes deres vi oss vår vårt jeg meg min mitt du deg din dere er var være vært "
            + "blir ble bli har hadde ha kan kunne skal skulle vil ville må ikke ingen ingenting bare også ennå allerede mye mer enn så i på av til fra med hos over under etter før mellom gjennom mot ved alle alt "
            + "mange noe seg ja nei nå alltid man sin sitt sine der her for",
        ["fi"] = "ja tai mutta vaan että jos kun koska niin kuin joka jotka mikä mitä kuka missä milloin miksi miten se ne tämä nämä tuo hän hänen he heidän me meidän minä minun sinä te on ovat oli olivat olla ollut olen ei eivät en "
            + "voi voivat täytyy pitää saa myös vielä jo vain hyvin enemmän kanssa mukaan ennen jälkeen ilman kaikki moni jotain itse nyt aina sekä siitä sitä sen niiden tässä siinä",
        ["pl"] = "i a oraz lub albo ale lecz że żeby jeśli gdy kiedy gdzie jak co kto który która które którzy dlaczego ponieważ bo to ten ta te tego tej tym tych on ona ono oni jego jej ich my nas nasz ja mnie mój ty pan się jest są "
            + "był była było byli być będzie ma mają miał może mogą trzeba nie ani tylko także też już jeszcze bardzo więcej w we na z ze do od po przed za przez pod nad między bez dla o przy u wszystko każdy nic tak teraz",
        ["cs"] = "a i nebo ale že aby když kde jak co kdo který která které proč protože to ten ta ty tento tato on ona ono oni jeho její jejich my nás náš já mě můj se si je jsou byl byla bylo byli být bude má mají měl může mohou musí "
            + "není ne ani jen také už ještě velmi více v ve na z ze do od po před za přes pod nad mezi bez pro o při u k ke s všechno každý nic tak teď podle jako než",
        ["sk"] = "a i alebo ale že aby keď kde ako čo kto ktorý ktorá ktoré prečo pretože to ten tá tie tento táto on ona ono oni jeho jej ich my nás náš ja mňa môj sa si je sú bol bola bolo boli byť bude má majú mal môže môžu musí "
            + "nie ani len aj tiež už ešte veľmi viac v vo na z zo do od po pred za cez pod nad medzi bez pre o pri u k ku s so všetko každý nič tak teraz podľa než",
        ["hu"] = "a az és vagy de hogy ha amikor ahol mint mi ki aki ami mely miért mert ez ezek ők mi ti én te nem is csak már még nagyon több van vannak volt voltak lesz lehet kell kellett egy után előtt között nélkül "
            + "minden semmi most mindig így úgy pedig azonban szerint meg el fel le be ki itt ott azt ezt olyan",
        ["ro"] = "și sau dar ci că să dacă când unde cum ce cine care de pentru prin din în la pe cu fără sub peste după înainte între până un o unei unui acest această acestea acesta el ea ei ele lui lor noi eu tu voi este sunt era erau fost "
            + "fi va vor are au avea a am poate trebuie nu nici doar și mai foarte mult tot toate toți fiecare nimic acum se își",
        ["tr"] = "ve veya ya da de ama fakat ancak çünkü eğer ki gibi için ile kadar sonra önce göre her bu şu o bunlar onlar biz siz ben sen onun bunun ne kim nerede nasıl neden bir çok daha en değil var yok olarak olan oldu olduğu "
            + "olduğunu eden ediyor dedi diye mi mı hiç tüm bütün şey sadece bile şimdi",
        ["id"] = "dan atau tetapi namun karena jika kalau ketika yang ini itu dia ia mereka kami kita saya aku kamu anda adalah ialah akan telah sudah sedang bisa dapat harus tidak bukan belum hanya juga masih sangat lebih paling "
            + "di ke dari pada dengan untuk oleh dalam atas bagi antara tanpa sampai sejak semua setiap para tersebut seperti apa siapa mengapa bagaimana sebuah seorang",
        ["vi"] = "và hoặc nhưng vì nếu khi thì mà là của này đó kia những các một người tôi anh chị em chúng họ nó ông bà có không chưa đã đang sẽ được bị phải cũng chỉ rất hơn nhất trong ngoài trên dưới từ đến với cho để bởi về ở tại "
            + "sau trước giữa mọi mỗi gì ai sao nào như vẫn còn lại ra vào",
        ["ca"] = "el la els les l un una uns unes i o però sinó perquè doncs si que qui qual quan on com aquest aquesta això aquests aquestes aquell ell ella ells elles nosaltres jo tu em et es li ens el seu la seva els seus és són era eren "
            + "va van ser estat serà està ha han havia hi pot poden ha de fa fer no ni més menys molt també ja encara només tot tota tots totes altre a al als de del dels en amb per pel sense sobre entre fins des contra durant després cada",
        ["hr"] = "i a ili ali nego da ako kad kada gdje kako što tko koji koja koje koji zašto jer to taj ta ovaj ova ovo on ona ono oni njegov njezin njihov mi nas naš ja mene moj se je su bio bila bilo bili biti će bit ima imaju može mogu "
            + "treba ne ni samo također već još vrlo više u na iz do od po pred za kroz pod nad između bez o pri s sa sve svaki ništa tako sada prema nakon",
        ["et"] = "ja või aga vaid et kui kus kuidas mis kes miks sest see need ta tema nad nende me meie ma mina te on oli olid olla olnud ei ole saab võib peab ka veel juba ainult väga rohkem koos pärast enne ilma kõik iga midagi nüüd "
            + "alati nii oma selle selles seda mida kelle kes siis kuid ning",
        ["ru"] = "и а или но да если когда где как что чтобы кто который которая которое которые почему потому так этот эта это эти тот та то те он она оно они его её ее ему им их мы нас нам наш я мне меня мой ты вы вас вам свой себя себе "
            + "был была было были быть будет есть нет не ни только также тоже уже ещё еще очень более в во на с со из к ко до от по перед за через под над между без для о об при у после все всё каждый ничего можно может надо бы же ли",
        ["uk"] = "і й та або але якщо коли де як що щоб хто який яка яке які чому тому бо так цей ця це ці той він вона воно вони його її йому їм їх ми нас нам наш я мені мене мій ти ви вас свій себе був була було були бути буде є немає не ні "
            + "тільки також теж вже ще дуже більше в у на з із зі до від по перед за через під над між без для про при після все кожен нічого можна може треба би ж чи",
        ["bg"] = "и а или но ако когато където как какво кой който която което които защо защото така този тази това тези той тя то те него нея им ни ние аз ме мой ти вие си се е са беше бяха бил била било съм ще има няма може трябва не нито "
            + "само също вече още много повече в във на с със от до по пред за през под над между без при след всичко всеки нищо да че ли",
        ["el"] = "ο η το οι τα του της των τον την τους τις και ή αλλά όμως αν όταν όπου όπως πώς τι ποιος που πως γιατί επειδή αυτός αυτή αυτό αυτοί αυτά εγώ εμείς εσύ εσείς μου σου μας σας είναι ήταν έχει έχουν είχε θα να δεν μην μη ούτε μόνο "
            + "επίσης ήδη ακόμη ακόμα πολύ περισσότερο σε στο στη στην στον στα στους με από για προς κατά μετά πριν χωρίς μεταξύ ως έως όλα κάθε τίποτα ένα ένας μια",
        ["ar"] = "و في من إلى على عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس هو هي هم نحن أنا أنت كان كانت يكون قد أن إن أو ثم بل لكن حتى كل بعض غير بين بعد قبل عند عندما حيث كما لأن إذا أي وقد وفي وهو وهي التى أنه به فيه منذ خلال أيضا",
        ["fa"] = "و در به از که این آن را با برای است بود شد می‌شود شده هم یا اما اگر تا بر ما من او آنها شما نیز هر همه چه کرد کند کرده دارد داشت خود باید نمی می ها های یک دو پس پیش بین بدون چون زیرا نیست هستند بودند",
        ["ur"] = "اور کے کی کا میں سے کو نے ہے ہیں تھا تھی تھے یہ وہ اس ان پر کہ بھی نہیں ہو کر ایک جو تو ہی یا لیکن اگر جب تک ساتھ بعد کیا گیا رہا ہم آپ",
        ["he"] = "של את על עם אל לא כי אם או גם אבל רק כל זה זאת זו אלה הוא היא הם הן אני אתה אנחנו מה מי איך למה כאשר כמו בין אחרי לפני עד יש אין היה היתה הייתה היו להיות יותר מאוד כבר עוד אשר כך לו לה להם שלו שלה שלהם ב ל מן",
        ["hi"] = "के की का में से को ने है हैं था थी थे यह वह इस उस ये वे पर कि भी नहीं हो कर एक जो तो ही या और लेकिन अगर जब तक साथ बाद किया गया रहा हम आप मैं क्या कुछ सब बहुत अपने लिए द्वारा होता होती",
    };
}
