using System.Text.RegularExpressions;

namespace DigestBot.Articles;

/// <summary>An article's type: first by marks that are certain, in order; else by weighing what speaks for each type.</summary>
public static partial class ArticleKind
{
    /// <summary>The type of an article; null when nothing can be told: a text without words, a teaser that could be anything.</summary>
    public static string? Of(ArticleText article, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(reading);
        var title = Cut(article.Title, 300);
        var address = Cut(article.Url, 400);
        if (ByName(title, address, article.Categories) is { } named)
            return named;
        if (KindOfPage.Certain(article.PageType, reading.Count.Total) is { } certain)
            return certain;
        if (reading.Count.Total == 0 || EncyclopaediaAddress().IsMatch(address))
            return null;
        var counts = KindCounts.Of(reading);
        var labels = Labels(title, address, article.Categories) | KindOfPage.Label(article.PageType);
        var voice = KindVoice.Of(reading.Text, reading.Language, counts.Words);
        return ByText(title, address, Cut(reading.Text, 4000), counts, voice, labels) ?? new KindEvidence(counts, voice, labels, reading.Count.Total).Best();
    }

    internal static KindLabel Labels(string title, string address, IReadOnlyList<string> categories) =>
        categories.Take(20).Aggregate(KindLabels.OfTitle(title) | KindLabels.OfAddress(address), (labels, category) => labels | KindLabels.OfName(category));

    /// <summary>Where it stands and what it is called.</summary>
    private static string? ByName(string title, string address, IReadOnlyList<string> categories)
    {
        if (VideoAddress().IsMatch(address) || Video().IsMatch(title))
            return "Video";
        if (Podcast().IsMatch(title) || EpisodeAddress().IsMatch(address) || categories.Take(20).Any(category => category.Length < 40 && PodcastTag().IsMatch(category)))
            return "Podcast";
        if (DiscussionAddress().IsMatch(address) || Discussion().IsMatch(title))
            return "Discussion";
        if (ReleaseAddress().IsMatch(address) || Changelog().IsMatch(title))
            return "Release";
        return PaperAddress().IsMatch(address) || Paper().IsMatch(title) ? "Research" : null;
    }

    /// <summary>How it is built, and what its first words call it.</summary>
    private static string? ByText(string title, string address, string opening, KindCounts counts, KindVoice voice, KindLabel labels)
    {
        if (Version().IsMatch(title) && (labels.HasFlag(KindLabel.Update) || counts.Per100(KindCue.Delivery) > 1.5 || IsMaker(counts, voice)))
            return "Release";
        var kicker = Kicker(title, opening);
        var filed = labels.HasFlag(KindLabel.InterviewPage) || kicker is "Interview";
        // Questions that a text asks itself are not an interview: then others' words, or what it calls itself, must say so.
        // Nor is a story in which people talk: there hardly any paragraph is an answer.
        if (counts.Answers >= 4 && counts.Answers * 6 >= counts.Paragraphs && counts.Steps + counts.CodeBlocks < counts.Answers || counts.Answers >= 2 && counts.Answers * 12 >= counts.Paragraphs && counts.Quoted > .4 || filed)
            return "Interview";
        if (kicker is not null)
            return kicker;
        if (labels.HasFlag(KindLabel.OpinionPage))
            return "Opinion";
        if (StudyHeading().IsMatch(opening.AsSpan(0, Math.Min(opening.Length, 300))) && (counts.Per100(KindCue.Study) > 1 || PaperId().IsMatch(opening)))
            return "Research";
        if (Ingredients().IsMatch(opening) && (counts.Steps >= 1 || counts.Per100(KindCue.Instruction) > 1))
            return "Tutorial";
        return null;
    }

    /// <summary>"We" tell what changed, and nobody is quoted: the press says "the company said".</summary>
    private static bool IsMaker(KindCounts counts, KindVoice voice) =>
        voice.Ours >= .8 && voice.Own < voice.Ours / 2 && counts.Per100(KindCue.Delivery) > .3 && counts.Per100(KindCue.Report) < 1;

    /// <summary>The word that a newspaper sets before title or text: "INTERVIEW – ", "Kommentar: ", or after it: "(Op-ed)".</summary>
    private static string? Kicker(string title, string opening)
    {
        var start = opening.Length > 60 ? opening.AsSpan(0, 60) : opening;
        if (InterviewKicker().IsMatch(title) || InterviewKicker().IsMatch(opening.AsSpan(0, Math.Min(opening.Length, 300))))
            return "Interview";
        if (OpinionKicker().IsMatch(title) || OpinionKicker().IsMatch(start))
            return "Opinion";
        return ReviewKicker().IsMatch(title) || ReviewKicker().IsMatch(start) || Tested().IsMatch(start) ? "Review" : null;
    }

    private static string Cut(string? text, int length) => text is null ? "" : text.Length > length ? text[..length] : text;

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\bpodcasts?\b|^\W*(episode|ep\.|folge|épisode|episodio|episódio|выпуск) ?#?\d+|\bepisode \d+\b|ポッドキャスト|播客|팟캐스트|подкаст", Linear)]
    private static partial Regex Podcast();

    [GeneratedRegex(@"^podcasts?$|^(audio|podcast episodes?|ポッドキャスト|播客|팟캐스트|подкасты?)$", Linear)]
    private static partial Regex PodcastTag();

    [GeneratedRegex(@"/(podcasts?|episodes?)/", Linear)]
    private static partial Regex EpisodeAddress();

    [GeneratedRegex(@"^https?://(www\.|m\.)?(youtube\.com/(watch|shorts/)|youtu\.be/|vimeo\.com/\d)|/(videos?|watch)/", Linear)]
    private static partial Regex VideoAddress();

    [GeneratedRegex(@"^\W*(watch|video|vidéo|vídeo|видео)\s*[:|]|[\[(](video|vidéo|vídeo|видео)[\])]|\bim video\b|\ben (vidéo|vídeo|video)\b|^watch \w+ \w+|【動画】|\[영상\]", Linear)]
    private static partial Regex Video();

    [GeneratedRegex(@"^https?://(news\.ycombinator\.com/item|(www\.|old\.)?reddit\.com/r/|lobste\.rs/s/)|/questions?/\d|/(forums?|viewtopic|showthread|threads?|discussions?)([/.]|$)", Linear)]
    private static partial Regex DiscussionAddress();

    [GeneratedRegex(@"^\W*(ask hn|tell hn|show hn|discussion|diskussion)\b|\bopen thread\b", Linear)]
    private static partial Regex Discussion();

    [GeneratedRegex(@"/(releases?|changelog|release-notes)(/|$|\.)|/whats-new", Linear)]
    private static partial Regex ReleaseAddress();

    [GeneratedRegex(@"\b(changelog|release notes|patch notes|change log|versionshinweise|notes de version|notas de la versión|note di rilascio|notas de lançamento|список изменений)\b|更新日志|更新履歴|リリースノート|패치 노트|릴리스 노트", Linear)]
    private static partial Regex Changelog();

    [GeneratedRegex(@"\bv?\d+\.\d+(\.\d+)*\b", Linear)]
    private static partial Regex Version();

    [GeneratedRegex(@"^https?://[^/]+/(wiki|index\.php)/", Linear)]
    private static partial Regex EncyclopaediaAddress();

    [GeneratedRegex(@"arxiv\.org/(abs|pdf)|doi\.org/10\.|biorxiv\.org|medrxiv\.org|/doi/", Linear)]
    private static partial Regex PaperAddress();

    [GeneratedRegex(@"^\[\d{4}\.\d{4,5}\]|\barxiv\b", Linear)]
    private static partial Regex Paper();

    [GeneratedRegex(@"\b10\.\d{4,9}/[\w.()/:-]+|\barxiv:\s?\d{4}\.\d{4,5}", Linear)]
    private static partial Regex PaperId();

    [GeneratedRegex(@"\b(abstract|zusammenfassung|résumé|resumen|riassunto|resumo|аннотация)\b|摘要|要旨|초록", Linear)]
    private static partial Regex StudyHeading();

    [GeneratedRegex(@"\b(ingredients|zutaten|ingrédients|ingredientes|ingredienti|ингредиенты|składniki|ingredience|serves \d|prep time)\b|材料|재료", Linear)]
    private static partial Regex Ingredients();

    [GeneratedRegex(@"^\W*(interview|entretien|entrevista|intervista|интервью|im gespräch|q ?& ?a|专访|インタビュー|인터뷰)\s*[-:|–—：]|[\[(](interview|entretien|entrevista|intervista|인터뷰)[\])]|ecco le (sue )?parole|das (ganze )?interview im wortlaut|(conducted|edited) (by|for) .{0,40}interview", Linear)]
    private static partial Regex InterviewKicker();

    [GeneratedRegex(@"^\W*(opinion|op-ed|editorial|commentary|kommentar|gastkommentar|kolumne|meinung|tribune|opinión|editoriale|opinião|мнение|колонка|社论|社説|사설|칼럼)\s*[-:|–—：\]】]|[\[(](op-ed|opinion|commentary|kommentar|meinung|opinión|мнение)[\])]", Linear)]
    private static partial Regex OpinionKicker();

    [GeneratedRegex(@"^\W*([\w]+ )?(review|critique|kritik|rezension|reseña|crítica|recensione|resenha|рецензия|обзор|书评|影评|書評|レビュー|리뷰)\s*[-:|–—：\]】]|\breview\s*:|[\[(](review|critique|kritik|rezension)[\])]|\breview$", Linear)]
    private static partial Regex ReviewKicker();

    [GeneratedRegex(@"^\W*(tested by|im test\b)", Linear)]
    private static partial Regex Tested();
}
