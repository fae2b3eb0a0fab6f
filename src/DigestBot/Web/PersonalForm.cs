using System.Globalization;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Subscribers;

namespace DigestBot.Web;

/// <summary>The lists on a subscriber's own page: muted words and sources, one a line; feeds to stop and one to begin.</summary>
/// <param name="Words">Muted words as typed; null when the form had no such field.</param>
/// <param name="Sources">Muted sources as typed; null when the form had no such field.</param>
/// <param name="Stop">Rows of feeds to follow no more.</param>
/// <param name="Feed">Name or address of a feed to follow; empty for none.</param>
internal sealed record PersonalForm(string? Words, string? Sources, IReadOnlySet<long> Stop, string Feed)
{
    /// <summary>Nothing typed yet.</summary>
    public static PersonalForm Empty { get; } = new(null, null, new HashSet<long>(), "");

    /// <summary>Reads the form.</summary>
    public static PersonalForm Of(IFormCollection form)
    {
        var mutes = form[Forms.Marker].Contains("mutes");
        return new PersonalForm(
            mutes ? form["mutedWords"].ToString() : null, mutes ? form["mutedSources"].ToString() : null,
            form["unfollow"].Select(row => long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).ToHashSet(),
            form["feed"].ToString().Trim());
    }

    /// <summary>What is wrong, as keys of the texts.</summary>
    public IEnumerable<string> Problems()
    {
        if (TooMuch(Words)) yield return "error.mutedWords";
        if (TooMuch(Sources)) yield return "error.mutedSources";
    }

    /// <summary>The lists after the form, but for the feed that is newly followed.</summary>
    public ReaderLists ApplyTo(ReaderLists lists) => new(
        Words is null ? lists.MutedWords : ReaderLists.Clean(Lines(Words)),
        Sources is null ? lists.MutedSources : ReaderLists.Clean(Lines(Sources).Select(Source)),
        [.. lists.Follows.Where(follow => !Stop.Contains(follow.FeedId))]);

    /// <summary>The page's fields: as typed where the form comes back, else as stored.</summary>
    public PreferencesView Show(PreferencesView view, Preferences shown, ReaderLists lists, IReadOnlyList<Feed> followed, bool canFollow) => view with
    {
        Name = shown.Name, Pictures = shown.Pictures, QuietNote = shown.QuietNote,
        MutedWords = Words ?? string.Join('\n', lists.MutedWords), MutedSources = Sources ?? string.Join('\n', lists.MutedSources),
        Followed = [.. followed.Select(feed => new Choice(feed.Id.ToString(CultureInfo.InvariantCulture), feed.DisplayTitle, Stop.Contains(feed.Id)))],
        CanFollow = canFollow, Feed = Feed,
    };

    private static bool TooMuch(string? typed) =>
        typed is not null && Lines(typed) is var lines && (lines.Count > ReaderLists.MostEntries || lines.Any(line => ReaderLists.Clean(line).Length > ReaderLists.LongestEntry));

    private static IReadOnlyList<string> Lines(string typed) => [.. typed.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    // "https://www.example.org/news" means the site.
    private static string Source(string typed) =>
        FeedNames.AddressOf(typed) is { } address ? (address.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.Host[4..] : address.Host) : typed;
}
