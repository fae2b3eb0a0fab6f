namespace DigestBot.Articles;

/// <summary>What a page's own word for its main part says of its type. Publishers call everything NewsArticle, so that one says little.</summary>
internal static class KindOfPage
{
    /// <summary>A page with a film in it is about the film only where it has few words.</summary>
    private const int MostWordsBesideFilm = 250;

    /// <summary>The type that the page's word leaves no doubt of; else null.</summary>
    public static string? Certain(string? type, int words) => type switch
    {
        "VideoObject" or "video.other" or "video.episode" or "video.movie" when words <= MostWordsBesideFilm => "Video",
        "PodcastEpisode" or "RadioEpisode" => "Podcast",
        "ScholarlyArticle" or "MedicalScholarlyArticle" => "Research",
        "QAPage" or "DiscussionForumPosting" => "Discussion",
        "Recipe" or "HowTo" => "Tutorial",
        "Review" or "ReviewNewsArticle" => "Review",
        _ => null,
    };

    /// <summary>What it adds to the evidence.</summary>
    public static KindLabel Label(string? type) => type switch
    {
        "NewsArticle" => KindLabel.NewsType,
        "ReportageNewsArticle" or "LiveBlogPosting" => KindLabel.ReportType,
        "OpinionNewsArticle" => KindLabel.OpinionPage,
        "BlogPosting" or "SocialMediaPosting" => KindLabel.BlogType,
        "TechArticle" or "APIReference" => KindLabel.GuideType,
        _ => KindLabel.None,
    };
}
