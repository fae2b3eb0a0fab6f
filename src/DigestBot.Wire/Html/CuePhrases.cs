using System.Buffers;
using System.Collections.Frozen;

namespace DigestBot.Wire.Html;

/// <summary>What pages say around an article, in the languages that most feeds are written in; compared in lower case, letters and spaces alone.</summary>
internal static class CuePhrases
{
    private const int MaxWords = 8;

    /// <summary>Begins a part that is not the article: related links, comments, about the author.</summary>
    private static readonly FrozenSet<string> Sections = Set(
        "related|related articles|related stories|related posts|related content|related links|related topics|related news|related coverage|related reading|related video|related videos",
        "you may also like|you might also like|you may like|you might like|you may also be interested in|you might also be interested in|you might also enjoy|you may also enjoy|also on|also read|read also|also see",
        "more from|more on this|more on this story|more on this topic|more stories|more news|more articles|more like this|more coverage|read more|read next|up next|next up|read this next|continue reading|keep reading|further reading on",
        "recommended|recommended for you|recommended stories|recommended reading|recommended articles|suggested|suggested for you|editors picks|editor s picks|most popular|most read|most viewed|most shared|trending|trending now|popular posts|popular stories|top stories|latest news|latest stories|latest posts|recent posts|whats next",
        "comments|comment|leave a reply|leave a comment|post a comment|add a comment|add comment|write a comment|join the conversation|join the discussion|what do you think|tell us what you think|responses|discussion|cancel reply|view comments|show comments|your email address will not be published",
        "share this|share this article|share this story|share this post|share this page|share on|share via|share|follow us|follow us on|about the author|about author|about the authors|written by|sponsored|sponsored content|promoted stories|from around the web|around the web|from our partners|paid content",
        "newsletter|sign up for our newsletter|subscribe to our newsletter|subscribe|get our newsletter|join our newsletter|stay up to date|stay in the loop|tags|filed under|topics|in this story|post navigation",
        "mehr zum thema|das könnte sie auch interessieren|das könnte dich auch interessieren|kommentare|auch interessant|lesen sie auch|weitere artikel|ähnliche artikel|ähnliche beiträge|verwandte artikel|schlagworte|teilen|artikel teilen|lesen sie mehr|über den autor|schreibe einen kommentar|kommentar hinterlassen",
        "lire aussi|à lire aussi|à lire également|sur le même sujet|commentaires|articles similaires|articles liés|partager|partager cet article|laisser un commentaire|vous aimerez aussi|à propos de l auteur|à découvrir",
        "también te puede interesar|te puede interesar|artículos relacionados|noticias relacionadas|relacionados|comentarios|lea también|lee también|compartir|comparte|deja un comentario|deja una respuesta|más noticias|etiquetas|sobre el autor|te recomendamos",
        "você pode gostar|você também pode gostar|leia também|leia mais|notícias relacionadas|veja também|veja mais|comentários|compartilhe|compartilhar|posts relacionados|artigos relacionados|matérias relacionadas|deixe um comentário|deixe uma resposta|relacionadas|sobre o autor|mais lidas",
        "leggi anche|articoli correlati|commenti|potrebbe interessarti|ti potrebbe interessare|condividi|lascia un commento|leggi tutto|lees ook|lees meer|reacties|gerelateerd|gerelateerde artikelen|deel dit artikel|geef een reactie",
        "läs också|läs mer|kommentarer|relaterade artiklar|dela|les også|les mer|relaterte artikler|læs også|læs mere|lue myös|aiheesta lisää|kommentit|jaa",
        "читайте также|похожие|похожие статьи|похожие записи|похожие материалы|по теме|комментарии|комментарий|поделиться|поделитесь|смотрите также|добавить комментарий|теги|читать далее|материалы по теме|рекомендуем|другие новости|новости партнеров|читайте еще|читайте также",
        "czytaj także|czytaj też|zobacz także|zobacz też|komentarze|udostępnij|podobne artykuły|powiązane artykuły|dodaj komentarz|přečtěte si také|čtěte také|související články|související|diskuse|komentáře|sdílet|cititi si|citește și|comentarii|olvasta már|kapcsolódó cikkek|hozzászólások",
        "ilgili haberler|ilginizi çekebilir|yorumlar|paylaş|bunlar da ilginizi çekebilir|bir cevap yazın|διαβάστε επίσης|σχετικά άρθρα|σχόλια|читайте також|схожі записи|коментарі",
        "関連記事|関連|関連リンク|関連ニュース|コメント|コメントを残す|おすすめ|おすすめ記事|あわせて読みたい|人気記事|この記事をシェア|シェア|相关阅读|相关文章|相关新闻|相关推荐|推荐阅读|延伸阅读|评论|分享|热门文章|相關文章|相關新聞|延伸閱讀|推薦閱讀|留言|分享|관련기사|관련 기사|관련글|관련 글|댓글|공유하기|추천 기사|인기 기사",
        "اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|التعليقات|شارك|כתבות נוספות|תגובות|שתפו|خبرهای مرتبط|مطالب مرتبط|نظرات|संबंधित खबरें|यह भी पढ़ें|ये भी पढ़ें|टिप्पणियाँ|baca juga|artikel terkait|komentar|bagikan|xem thêm|tin liên quan|bài viết liên quan|bình luận|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง");

    /// <summary>A line that begins so and leads away is a link to something else.</summary>
    private static readonly string[] Leads =
    [
        "read more", "read also", "also read", "see also", "related", "more", "watch", "read", "don t miss", "dont miss", "click here", "see more", "learn more", "must read", "recommended", "follow", "subscribe", "sign up",
        "download", "listen", "opinion", "continue reading", "check out", "lesen sie auch", "mehr dazu", "lire aussi", "à lire aussi", "lea también", "lee también", "leia também", "leia mais", "veja também", "saiba mais", "leggi anche", "lees ook", "läs också", "les også", "læs også",
        "читайте также", "смотрите также", "czytaj także", "czytaj też", "zobacz także", "čtěte také", "ilgili haber", "関連記事", "相关阅读", "延伸阅读", "관련기사", "اقرأ أيضا", "baca juga", "xem thêm", "यह भी पढ़ें",
    ];

    /// <summary>A whole line that is about the page's machinery.</summary>
    private static readonly FrozenSet<string> Lines = Set(
        "advertisement|advertisements|advertising|ad|ads by|sponsored|story continues below|story continues below advertisement|story continues|article continues below|article continues below advertisement|article continues after advertisement|continue reading the main story|continue reading below|skip advertisement|scroll to continue|anzeige|publicité|publicidad|publicidade|pubblicità|advertentie|reklama|реклама|広告|广告|廣告|광고|إعلان",
        "share|share this|tweet|pin it|pin|email|print|facebook|twitter|whatsapp|linkedin|reddit|copy link|link copied|save|follow|like|like this|like loading|loading|loading comments|comments|comment|comments off|no comments|view gallery|view comments|show comments|hide comments|back to top|top|next|previous|menu|close|play|play video|watch|reply|report|edit|photo|photos|image|video|tap to unmute|toggle caption|hide caption|enlarge this image|click to enlarge|expand|this slideshow requires javascript|please enable javascript|powered by|view all|see all|show more|load more|read more|read full story|see more|learn more|follow us|advertise with us|thank you for subscribing|sign up|subscribe|subscribe now|log in|sign in|register|enlarge|getty images|reuters|ap|afp|epa|click here to subscribe");

    private static readonly string[] Topics =
        ["tags", "tagged", "filed under", "posted in", "categories", "category", "labels", "schlagwörter", "schlagworte", "etiquetas", "mots-clés", "marcadores", "теги", "метки", "tagi", "štítky", "タグ", "标签", "태그"];

    private static readonly string[] Makers = ["source", "credit", "credits", "photo", "photograph", "picture", "image", "foto", "bild", "quelle", "crédit", "crédits", "imagen", "fuente", "immagine", "fonte", "фото", "источник"];

    private static readonly string[] Notices =
    [
        "this site uses cookies", "this website uses cookies", "site uses cookies", "we use cookies", "website verwendet cookies", "seite verwendet cookies", "wir verwenden cookies", "ce site utilise des cookies", "nous utilisons des cookies",
        "este sitio utiliza cookies", "este sitio web utiliza cookies", "este site utiliza cookies", "usamos cookies", "utiliza cookies", "utilizza i cookie", "maakt gebruik van cookies", "используем файлы cookie", "сайт использует cookie", "používá soubory cookie", "korzysta z plików cookie",
        "javascript is disabled", "requires javascript", "enable javascript", "browser does not support", "your browser is out of date",
    ];

    private static readonly SearchValues<string> AnyNotice = SearchValues.Create(Notices, StringComparison.OrdinalIgnoreCase);

    public static bool BeginsSection(string line)
    {
        var normal = Normal(line);
        return normal is not null && (Sections.Contains(normal) || (normal.StartsWith("more from ", StringComparison.Ordinal) || normal.StartsWith("more on ", StringComparison.Ordinal) || normal.StartsWith("about the author", StringComparison.Ordinal) || normal.EndsWith(" comments", StringComparison.Ordinal) && char.IsDigit(line[0])));
    }

    public static bool LeadsAway(string line)
    {
        var normal = Normal(line[..Math.Min(line.Length, 60)], 20);
        return normal is not null && Leads.Any(l => normal.StartsWith(l, StringComparison.Ordinal) && (normal.Length == l.Length || normal[l.Length] == ' '));
    }

    /// <summary>A button's or a placeholder's text; a word with a full stop ("Next.") is a sentence.</summary>
    public static bool IsMachinery(string line) =>
        Normal(line) is { } normal && Lines.Contains(normal) && !(line[^1] == '.' && !normal.Contains(' ', StringComparison.Ordinal));

    /// <summary>A notice of the page to its visitor, of one or two sentences.</summary>
    public static bool IsAboutCookies(string line) =>
        line.Length < 300 && line.AsSpan().ContainsAny(AnyNotice);

    /// <summary>"Source: Supplied", "Photo: Ann Author": who made the picture above the text.</summary>
    public static bool NamesMaker(string line) =>
        line.Length < 60 && Makers.Any(m => line.StartsWith(m, StringComparison.OrdinalIgnoreCase) && line.Length > m.Length && line[m.Length] == ':');

    /// <summary>"Tags: one, two": the page's index words under the text.</summary>
    public static bool NamesTopics(string line) =>
        Topics.Any(t => line.StartsWith(t, StringComparison.OrdinalIgnoreCase) && line.Length > t.Length && (line[t.Length] is ' ' or ':' or '\u00A0'));

    private static FrozenSet<string> Set(params string[] lists) =>
        lists.SelectMany(l => l.Split('|')).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Letters, marks and single spaces in lower case; null when the line has too many words for a cue.</summary>
    private static string? Normal(string line, int maxWords = MaxWords)
    {
        if (line.Length > 80)
            return null;
        Span<char> normal = stackalloc char[line.Length];
        int length = 0, words = 1;
        foreach (var c in line)
        {
            if (char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
                normal[length++] = char.ToLowerInvariant(c);
            else if (length > 0 && normal[length - 1] != ' ')
            {
                normal[length++] = ' ';
                words++;
            }
        }
        return words > maxWords + 1 ? null : normal[..length].Trim().ToString();
    }
}
