using DigestBot.Articles;

namespace DigestBot.Tests.Articles.Models;

/// <summary>Articles in several languages, with what an honest model says of them.</summary>
internal static class ModelArticles
{
    public const string HarbourSummary =
        "Northshore opens its new ferry pier on 4 May, three years after the storm of 2021 closed the old one. Engineer Marta Lindqvist chose oak piles instead of steel, and the harbour expects 1,200 passengers a day.";

    public const string TrueQuote = "A pier that moves a little with the sea, she says, will outlive every pier that stands up to it.";

    public static ArticleText Harbour { get; } = Of("A pier of oak", "en",
        """
        The harbour of Northshore opens its new ferry pier on 4 May, after three years of work. The old pier had been closed since the storm of 2021, which tore away forty of its piles in a single night.

        Engineer Marta Lindqvist had forty-two piles of oak driven into the mud, because steel would have rusted within a decade. The timber came from the estate of the Varga family, who planted it in 1794 for ships that were never built.

        A pier that moves a little with the sea, she says, will outlive every pier that stands up to it. Her colleagues at the Institute for Coastal Works in Rotterdam were not convinced, and asked for a model at a scale of 1:20.

        The tests took eleven months and cost 3.5 million crowns, about 12% of the whole budget. They showed that oak bends by four centimetres in a storm and comes back, while steel of the same price cracks at its welds.

        The first ferry leaves at dawn, and the harbour master expects 1,200 passengers a day during the summer. Half of them will be commuters who drove around the bay until now, which took them an hour each way.

        Not everybody is glad. The owners of the petrol station on the bay road fear for their trade, and the parish council wants to know who pays when the timber has to be replaced. Nobody has given them an answer yet.

        Lindqvist walks the planks every morning before the workers come. The sound is the best instrument that she has, she says, because wood complains long before it breaks.
        """);

    public static ArticleText German { get; } = Of("Die Orgel im Schuppen", "de",
        """
        In einem Schuppen bei Neustadt hat der Orgelbauer Jakob Reinhardt eine Orgel aus dem Jahr 1742 gefunden. Sie lag in 1.248 Teilen unter alten Planen, und niemand im Dorf wusste, woher sie stammt.

        Reinhardt brauchte vier Jahre, um die Pfeifen zu ordnen. Ein Drittel war vom Wurm zerfressen, der Rest klang nach einer Reinigung wieder so hell wie am ersten Tag.

        Das Landesamt für Denkmalpflege gab 85.000 Euro dazu, die Gemeinde sammelte weitere 40 Prozent der Kosten auf Konzerten. Im September soll das Instrument in der Kirche von Neustadt erklingen.

        Eine Orgel, sagt der Orgelbauer, ist ein Haus, in dem der Wind wohnt und manchmal singt. Wer sie zu schnell repariert, vertreibt ihn für immer aus seinen Räumen.

        Die Pfarrerin Anna Vogel hofft, dass nun auch junge Leute in die Kirche kommen. Sie hat für das erste Jahr zwölf Konzerte geplant, darunter drei für Kinder.
        """);

    public static ArticleText French { get; } = Of("Le pont des saules", "fr",
        """
        À Villeneuve, le pont des Saules sera fermé pendant 18 mois pour une restauration complète. Construit en 1887 par l'ingénieur Émile Carpentier, il porte encore chaque jour 9 500 véhicules au-dessus du canal.

        La mairie a choisi de conserver les rivets d'origine, au nombre de 64 000, plutôt que de les remplacer par des boulons. Ce choix augmente le coût de 15 %, mais il garde au pont son visage.

        Les commerçants du quai redoutent une perte de clientèle, et la mairie leur promet une passerelle provisoire pour les piétons. Elle ouvrira en mars, deux semaines avant la fermeture du pont.

        Un pont, dit la restauratrice Claire Moreau, se souvient de tous ceux qui l'ont traversé sans y penser. Il suffit de poser la main sur la rambarde pour sentir la ville passer.

        Les travaux seront payés par la région et par une souscription publique. Trois cents habitants ont déjà donné de l'argent, et chacun verra son nom gravé sous un rivet.
        """);

    public static ArticleText Russian { get; } = Of("Библиотека на колёсах", "ru",
        """
        В посёлке Лесное старый автобус стал библиотекой. Его купила учительница Ольга Смирнова за 90 000 рублей и за зиму перестроила вместе с соседями.

        В автобусе помещается 2 400 книг, и каждую неделю он объезжает двенадцать деревень. Раньше жителям приходилось ехать в Вологду, до которой 70 километров по плохой дороге.

        Книги подарили читатели из Москвы и Петербурга, а местный завод бесплатно сделал полки. За первый год библиотека выдала 15 тысяч книг, больше половины из них детям.

        Смирнова говорит, что книга, которую ждут целую неделю, читается совсем иначе, чем книга, которая лежит под рукой. Поэтому расписание автобуса никогда не меняется, даже в мороз.

        Весной администрация района обещала оплатить бензин и новые шины. Второй автобус учительница хочет купить на деньги, которые собрали сами деревни.
        """);

    public static ArticleText Japanese { get; } = Of("山の上の時計店", "ja",
        """
        長野県の山あいの町で、時計職人の田中健一さんが小さな店を開いている。店は1923年に祖父が始めたもので、今年で百三年になる。

        田中さんは毎月30個ほどの古い時計を修理する。部品がないときは、自分で真鍮を削って作る。一つの歯車に三日かかることもある。

        客の半分は東京や大阪から来る。スイスのメーカーが修理を断った時計も、田中さんは断らない。止まった時計は壊れたのではなく、誰かを待っているだけだと彼は言う。

        町の人口は2,000人まで減り、若い人は少なくなった。それでも去年、イタリアから弟子入りを願う手紙が届いた。手紙を書いたマルコさんは、この春から店で働いている。

        田中さんは、あと十年は店を続けるつもりだ。その後はマルコさんに鍵を渡し、自分は庭の日時計だけを直すという。
        """);

    private static ArticleText Of(string title, string language, string text) => new(title, text.ReplaceLineEndings("\n"), [], language, "https://paper.example/" + language, []);
}
