namespace DigestBot.Articles;

/// <summary>What an article's title and address tell of its type.</summary>
[Flags]
internal enum KindLabel
{
    None = 0,

    /// <summary>How to …, seven tips.</summary>
    HowTo = 1,

    /// <summary>A review, the best of, a gift guide.</summary>
    Verdict = 2,

    /// <summary>I tried it.</summary>
    Tried = 4,

    /// <summary>Should, must, stop.</summary>
    Demand = 8,

    /// <summary>Why, how, inside, the story of.</summary>
    Why = 16,

    /// <summary>Update, now available, introducing.</summary>
    Update = 32,

    /// <summary>Filed under opinion.</summary>
    OpinionPage = 64,

    /// <summary>Filed under reviews.</summary>
    ReviewPage = 128,

    /// <summary>Filed under tutorials.</summary>
    TutorialPage = 256,

    /// <summary>Filed under news.</summary>
    NewsPage = 512,

    /// <summary>Filed under works: books, films, music, restaurants.</summary>
    CulturePage = 1024,

    /// <summary>Filed under features or engineering.</summary>
    FeaturePage = 2048,

    /// <summary>Filed under interviews.</summary>
    InterviewPage = 4096,

    /// <summary>Its page calls it a news article, as most pages of publishers do.</summary>
    NewsType = 8192,

    /// <summary>… reportage, or a live report.</summary>
    ReportType = 16384,

    /// <summary>… a post.</summary>
    BlogType = 32768,

    /// <summary>… technical documentation.</summary>
    GuideType = 65536,
}

/// <summary>Reads the labels off titles, addresses and categories.</summary>
internal static class KindLabels
{
    private static readonly (KindLabel Label, string Phrases)[] Titles =
    [
        (KindLabel.HowTo, """
            how to, how i, here's how, tutorial, step by step, guide to, a guide, guide, beginner's guide, walkthrough, getting started, working with, tips, tricks, hacks, cheat sheet, resolutions, meal prep, checklist, mistakes to avoid,
            anleitung, so geht, schritt für schritt, tipps, tricks, ratgeber, rezept, das solltest du, steuertipps, so funktioniert, comment faire, comment créer, comment installer, tutoriel, astuces, conseils pour, mode d'emploi, recette, cómo hacer, cómo crear, cómo, guía, consejos, trucos, receta, paso a paso,
            come fare, come creare, guida, consigli per, trucchi, ricetta, como fazer, dicas, passo a passo, receita, handleiding, stappenplan, så gör du, poradnik, jak zrobić, návod, jak na, как сделать, как установить, как настроить, как, инструкция, советы, як зробити, nasıl yapılır, طريقة, كيف, מדריך, איך, कैसे,
            教程, 入门, 如何, 指南, 技巧, 怎么, 作り方, する方法, 入門, レシピ, やり方, コツ, 방법, 가이드, 레시피, 하는 법, 입문, 꿀팁
            """),
        (KindLabel.Verdict, """
            review, reviewed, hands on, gift guide, playlist, best books, best films, best movies, best albums, best games, best apps, best of, top ten, ranked, im test, testbericht, kritik, rezension, die besten, critique, les meilleurs, les meilleures, reseña, los mejores, las mejores, recensione, i migliori, le migliori,
            resenha, os melhores, as melhores, recensie, de beste, recension, recenzja, najlepsze, recenze, nejlepší, рецензия, обзор, лучшие, огляд, inceleme, مراجعة, أفضل, ביקורת, समीक्षा, 测评, 评测, 影评, 书评, レビュー, 書評, おすすめ, 評論, ベスト, 리뷰, 서평, 후기, 추천
            """),
        (KindLabel.Demand, """
            should, must, must not, we stand, don't, let's, perils, is a lie, big lie, wrong with, the case for, the case against, in defence of, in defense of, on behalf of, angry, shame, enough, an open letter, open letter,
            sollte, sollten, müssen, wir, schluss mit, warum wir, il faut, halte, pourquoi il faut, debemos, hay que, basta, bisogna, devemos, moeten, måste, trzeba, musíme, нужно, должны, пора, 应该, 必须, べき, 해야, 봐야
            """),
        (KindLabel.Update, """
            update, updates, patch, new and improved, new version, new features, maps, samples added, now available, available now, launches, introducing, ships, released, general availability, preview, beta, balance changes, release,
            neue version, neue funktionen, verfügbar, veröffentlicht, nouvelle version, disponible, nueva versión, nuova versione, disponibile, nova versão, disponível, новая версия, вышел, вышла, выпущен, 发布, 更新, 新版, 公開, リリース, アップデート, 출시, 업데이트
            """),
        (KindLabel.Why, """
            why, inside, behind, what they are, the story of, story of, story behind, the rise of, the future of, lessons from, moving beyond, ambitions, surprising, what is, what it means, explained, anatomy of, a history of, warum, hinter den, was ist, die geschichte, pourquoi, l'histoire de, por qué, la historia de, perché, la storia di, por que, a história de,
            waarom, varför, dlaczego, proč, почему, история, чому, neden, لماذا, למה, क्यों, 为什么, 背后, なぜ, とは, 왜, 이유
            """),
    ];

    private static readonly (KindLabel Label, string Phrases)[] Pages =
    [
        (KindLabel.OpinionPage, "op ed, oped, kolumne, gastkommentar, kommentar"),
        (KindLabel.OpinionPage, "opinion, opinions, commentary, comment, commentisfree, editorial, editorials, column, columns, columnists, columnist, meinung, kommentare, kolumnen, debatte, tribune, tribunes, idees, debats, chroniques, opinión, tribuna, columnas, editoriali, opinioni, opinião, opiniao, colunas, colunistas, opinie, debatt, ledare, komentarze, komentáře, мнения, мнение, колонки, 社论, 评论, 社説, オピニオン, 오피니언, 사설, 칼럼, רעיונות, דעות, رأي"),
        (KindLabel.ReviewPage, "review, reviews, kritik, kritiken, testbericht, testberichte, critique, critiques, resenas, reseñas, recensioni, recensione, book reviews, film reviews, movie reviews, music reviews, game reviews, album reviews, tested, rezensionen, resenhas, recensies, recensioner, recenze, recenzje, рецензии, обзоры, 测评, レビュー, 리뷰, gift guide"),
        (KindLabel.TutorialPage, "tutorial, tutorials, how to, howto, how tos, guide, guides, recipes, recipe, tips, anleitung, anleitungen, ratgeber, tipps, tutoriels, recettes, recetas, ricette, receitas, guías, guides pratiques, docs, learn, инструкции, советы, 教程, チュートリアル, 방법"),
        (KindLabel.NewsPage, "news, world, world news, local news, politics, politik, inland, ausland, wirtschaft, panorama, noticias, noticia, notizie, cronaca, actualites, actualités, actu, nachrichten, aktuell, international, monde, nyheter, nieuws, zprávy, wiadomości, новости, nuus, haberler, أخبار, חדשות, 新闻, ニュース, 뉴스, press releases, press release, presse, pressemitteilungen"),
        (KindLabel.CulturePage, "livres, libros, libri, livros, bücher, buecher, books, theatre, theater, théâtre, film, films, movies, cinema, cinéma, kino, cine, musique, music, musik, musica, música, food, restaurants, restaurant, arts, games, spiele"),
        (KindLabel.FeaturePage, "feature, features, longreads, longread, long read, magazine, stories, ideas, insights, engineering, infrastructure, essays, in depth, analysis, analyse, analyses, hintergrund, dossier, reportage, reportagen, reportajes, science"),
        (KindLabel.InterviewPage, "interview, interviews, q&a, entretien, entretiens, entrevista, entrevistas, intervista, interviste, conferenze stampa, conferenza stampa, интервью, 专访, インタビュー, 인터뷰, ראיון, حوار"),
    ];

    /// <summary>Those of the pages that tell the type in an article's own name too, where "comment" may be a word of its title.</summary>
    private const int InNames = 0;

    private static readonly PhraseTree TitleTree = Tree(Titles);
    private static readonly PhraseTree PageTree = Tree(Pages);

    private static readonly string[] TriedWords = ["i played ", "i tried ", "i tested ", "i used ", "i wore ", "i drove ", "i spent ", "we tried ", "we tested ", "we played "];

    /// <summary>A demand only where the title begins with it: a "bus stop" demands nothing.</summary>
    private static readonly string[] DemandWords = ["stop ", "dear "];

    /// <summary>The labels of a title.</summary>
    public static KindLabel OfTitle(ReadOnlySpan<char> title)
    {
        var labels = KindLabel.None;
        for (var at = 0; TitleTree.Next(title, ref at) is var number and >= 0;)
            labels |= Titles[number].Label;
        if (BeginsWithBest(title))
            labels |= KindLabel.Verdict;
        foreach (var words in TriedWords)
            if (title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                labels |= KindLabel.Tried;
        foreach (var words in DemandWords)
            if (title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                labels |= KindLabel.Demand;
        return labels;
    }

    /// <summary>The labels of an address: its folders, and the name it ends with when that says "review" or "op-ed".</summary>
    public static KindLabel OfAddress(ReadOnlySpan<char> address)
    {
        var labels = KindLabel.None;
        var path = address.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? address[(scheme + 3)..] : address;
        if (path.IndexOf('?') is var query and >= 0)
            path = path[..query];
        for (var first = true; !path.IsEmpty; first = false)
        {
            var slash = path.IndexOf('/');
            var segment = slash < 0 ? path : path[..slash];
            path = slash < 0 ? [] : path[(slash + 1)..];
            if (first)
                continue;
            if (!path.IsEmpty)
                labels |= OfName(segment);
            else
                for (var at = 0; PageTree.Next(segment, ref at) is var number and >= 0;)
                    labels |= number == InNames || Pages[number].Label == KindLabel.ReviewPage ? Pages[number].Label : KindLabel.None;
        }
        return labels;
    }

    /// <summary>The label of a category or a folder: the whole of it.</summary>
    public static KindLabel OfName(ReadOnlySpan<char> name) => PageTree.Whole(name) is var number and >= 0 ? Pages[number].Label : KindLabel.None;

    /// <summary>"The 13 Best Apps": a number may stand before it.</summary>
    private static bool BeginsWithBest(ReadOnlySpan<char> title)
    {
        title = title.TrimStart();
        if (title.StartsWith("the ", StringComparison.OrdinalIgnoreCase))
            title = title[4..];
        return title.TrimStart("0123456789 ").StartsWith("best ", StringComparison.OrdinalIgnoreCase);
    }

    private static PhraseTree Tree((KindLabel Label, string Phrases)[] lists) => new(lists.SelectMany((list, number) =>
        list.Phrases.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(phrase => (phrase, number))));
}
