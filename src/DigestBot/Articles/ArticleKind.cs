using System.Text.RegularExpressions;

namespace DigestBot.Articles;

/// <summary>An article's type, by cues asked in order: the first that is sure wins, and "Insight" is what is left.</summary>
public static partial class ArticleKind
{
    /// <summary>The type of an article.</summary>
    public static string Of(ArticleText article, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(reading);
        var title = Cut(article.Title, 300);
        var address = Cut(article.Url, 400);
        var tags = Cut(string.Join(" | ", article.Categories.Take(20)), 600);
        var opening = Cut(reading.Text, 3000);
        var counts = KindCounts.Of(reading);
        if (Podcast().IsMatch(title) || Podcast().IsMatch(tags) || EpisodeAddress().IsMatch(address))
            return "Podcast";
        if (VideoAddress().IsMatch(address) || Video().IsMatch(title))
            return "Video";
        if (DiscussionAddress().IsMatch(address) || Discussion().IsMatch(title))
            return "Discussion";
        if (IsRelease(title, address, opening))
            return "Release";
        if (counts.Answers >= 4 || counts.Answers >= 2 && InterviewTitle().IsMatch(title + " | " + tags))
            return "Interview";
        if (IsResearch(title, address, reading.Text.AsSpan(0, Math.Min(reading.Text.Length, 60_000)), opening))
            return "Research";
        if (HowToTitle().IsMatch(title) && counts.Steps + counts.CodeBlocks >= 2 || counts.CodeBlocks >= 2 && counts.Steps >= 2 || counts.Steps >= 5 || Ingredients().IsMatch(opening) && counts.Steps >= 1)
            return "Tutorial";
        if (ReviewTitle().IsMatch(title) || Rating().IsMatch(reading.Text.AsSpan(0, Math.Min(reading.Text.Length, 60_000))) && Verdict().IsMatch(title + "\n" + reading.Text[..Math.Min(reading.Text.Length, 60_000)]))
            return "Review";
        if (OpinionAddress().IsMatch(address) || OpinionTitle().IsMatch(title) || OpinionTag().IsMatch(tags))
            return "Opinion";
        if (Dateline.Length(opening.AsSpan(0, Math.Min(opening.Length, 200))) > 0 && counts.Reporting >= 1 || counts.IsReported)
            return "News";
        return counts.IsOpinion ? "Opinion" : "Insight";
    }

    private static bool IsRelease(string title, string address, string opening)
    {
        if (ReleaseAddress().IsMatch(address) || Changelog().IsMatch(title))
            return true;
        var version = Version().IsMatch(title);
        return version && (Released().IsMatch(title) || ReleaseHeading().IsMatch(opening)) || ReleaseHeading().Count(opening) >= 3;
    }

    private static bool IsResearch(string title, string address, ReadOnlySpan<char> text, string opening) =>
        PaperAddress().IsMatch(address) || Paper().IsMatch(title) || PaperId().IsMatch(text) && PaperWords().Count(opening) >= 2;

    private static string Cut(string? text, int length) => text is null ? "" : text.Length > length ? text[..length] : text;

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\bpodcasts?\b|^\W*(episode|ep\.|folge|épisode|episodio) ?#?\d+|\bepisode \d+\b|ポッドキャスト|播客", Linear)]
    private static partial Regex Podcast();

    [GeneratedRegex(@"/(podcasts?|episodes?)/", Linear)]
    private static partial Regex EpisodeAddress();

    [GeneratedRegex(@"^https?://(www\.|m\.)?(youtube\.com/watch|youtu\.be/|vimeo\.com/\d)|/videos?/", Linear)]
    private static partial Regex VideoAddress();

    [GeneratedRegex(@"^\W*(watch|video)\s*[:|]|\[video\]|\(video\)", Linear)]
    private static partial Regex Video();

    [GeneratedRegex(@"^https?://(news\.ycombinator\.com/item|(www\.|old\.)?reddit\.com/r/|lobste\.rs/s/)", Linear)]
    private static partial Regex DiscussionAddress();

    [GeneratedRegex(@"^\W*(ask hn|tell hn|show hn|open thread|discussion)\b", Linear)]
    private static partial Regex Discussion();

    [GeneratedRegex(@"/(releases?|changelog|release-notes)(/|$|\.)|/whats-new", Linear)]
    private static partial Regex ReleaseAddress();

    [GeneratedRegex(@"\b(changelog|release notes|change log|versionshinweise|notes de version|notas de la versión)\b", Linear)]
    private static partial Regex Changelog();

    [GeneratedRegex(@"\bv?\d+\.\d+(\.\d+)*\b", Linear)]
    private static partial Regex Version();

    [GeneratedRegex(@"\b(releas(e|ed|es|ing)|announc(e|ed|es|ing)|available|is out|version|what.s new|now with|erschienen|veröffentlicht|sortie|disponible|lanzamiento|rilasciat[oa]|вышел|вышла|выпущен)\b|发布|リリース|公開", Linear)]
    private static partial Regex Released();

    [GeneratedRegex(@"\b(breaking changes|bug ?fixes|fixed bugs|deprecat(ed|ions)|new features|full changelog|upgrade notes|upgrading|known issues|highlights of this release|security fixes|fixed in this release|improvements)\b", Linear)]
    private static partial Regex ReleaseHeading();

    [GeneratedRegex(@"\b(interview|q ?& ?a|in conversation|im gespräch|entretien|entrevista|intervista|интервью)\b|专访|インタビュー|ראיון|حوار|साक्षात्कार", Linear)]
    private static partial Regex InterviewTitle();

    [GeneratedRegex(@"arxiv\.org/(abs|pdf)|doi\.org/10\.|biorxiv\.org|medrxiv\.org|/doi/", Linear)]
    private static partial Regex PaperAddress();

    [GeneratedRegex(@"^\[\d{4}\.\d{4,5}\]|\barxiv\b", Linear)]
    private static partial Regex Paper();

    [GeneratedRegex(@"\b10\.\d{4,9}/[\w.()/:-]+|\barxiv:\s?\d{4}\.\d{4,5}", Linear)]
    private static partial Regex PaperId();

    [GeneratedRegex(@"\b(abstract|we (show|propose|present|find|found|report|demonstrate|introduce)|our (results|findings|model|method|experiments)|participants|dataset|et al|baseline|statistically|methods|hypothes[ie]s|peer-reviewed)\b", Linear)]
    private static partial Regex PaperWords();

    [GeneratedRegex(@"\b(how (to|i)\b|how do you|tutorial|step[- ]by[- ]step|guide|walkthrough|getting started|recipe|build(ing)? (a|an|your)\b|anleitung|so geht|schritt für schritt|rezept|comment (faire|créer|installer)|tutoriel|recette|cómo|guía|receta|come (fare|creare)|ricetta|как )|教程|入门|の作り方|する方法|入門|レシピ|מדריך|كيف|कैसे", Linear)]
    private static partial Regex HowToTitle();

    [GeneratedRegex(@"\b(ingredients|zutaten|ingrédients|ingredientes|ingredienti|ингредиенты|you will need|serves \d|prep time)\b|材料", Linear)]
    private static partial Regex Ingredients();

    [GeneratedRegex(@"\breview(ed)?\b[^a-z]*$|\breview\s*[:–—-]|^\W*review\b|\b(hands[- ]on|im test|testbericht|kritik|rezension|critique|reseña|recensione|рецензия|обзор)\b|测评|レビュー|評論", Linear)]
    private static partial Regex ReviewTitle();

    [GeneratedRegex(@"[★☆]{2,}|\b\d(\.\d)? ?(/|out of) ?(5|10)\b|\b(rating|score|verdict)\s*:|\b\d stars?\b", Linear)]
    private static partial Regex Rating();

    [GeneratedRegex(@"\b(verdict|review|reviewed|pros|cons|bottom line|recommend(ed)?|fazit|worth (buying|reading|seeing|the money))\b", Linear)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"/(opinions?|op-ed|commentary|comment|commentisfree|editorials?|columns?|meinung|kommentar|kolumne|debatte|tribune|idees|opinion|opinione)/", Linear)]
    private static partial Regex OpinionAddress();

    [GeneratedRegex(@"^\W*(opinion|op-ed|editorial|kommentar|meinung|tribune|opinión|editoriale|мнение)\s*[:|–—-]|社论|社説", Linear)]
    private static partial Regex OpinionTitle();

    [GeneratedRegex(@"(^|\| )(opinion|op-ed|editorial|commentary|kommentar|meinung|kolumne|opinión|tribune)( \||$)", Linear)]
    private static partial Regex OpinionTag();
}
