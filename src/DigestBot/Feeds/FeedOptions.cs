namespace DigestBot.Feeds;

/// <summary>Section <c>Feeds</c>: how often feeds are polled and how far back a new one reaches.</summary>
public sealed class FeedOptions
{
    /// <summary>Minutes between two polls of a feed.</summary>
    public int IntervalMinutes { get; set; } = 60;

    /// <summary>Hours: how far back the first poll of a feed reaches.</summary>
    public int FirstPollHours { get; set; } = 48;

    /// <summary>Articles that the first poll of a feed brings at most.</summary>
    public int FirstPollItems { get; set; } = 20;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (IntervalMinutes is < 5 or > 10080) yield return ("Feeds:IntervalMinutes", IntervalMinutes, "5 to 10080");
        if (FirstPollHours is < 1 or > 720) yield return ("Feeds:FirstPollHours", FirstPollHours, "1 to 720");
        if (FirstPollItems is < 1 or > 200) yield return ("Feeds:FirstPollItems", FirstPollItems, "1 to 200");
    }
}
