namespace DigestBot.Subscribers;

/// <summary>Section <c>Follows</c>: which feeds subscribers may follow by name or address, and how many.</summary>
public sealed class FollowOptions
{
    /// <summary>Whether any feed of the web can be followed; false for those of the operator's own list alone.</summary>
    public bool AnyFeed { get; set; } = true;

    /// <summary>Feeds that one subscriber may follow.</summary>
    public int MostPerSubscriber { get; set; } = 50;

    /// <summary>Feeds in all that only subscribers have added.</summary>
    public int MostUnlisted { get; set; } = 5_000;

    /// <summary>Addresses that one subscriber may have looked up within a day.</summary>
    public int LookupsPerDay { get; set; } = 30;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (MostPerSubscriber is < 0 or > 200) yield return ("Follows:MostPerSubscriber", MostPerSubscriber, "0 to 200 (0 for no following at all)");
        if (MostUnlisted is < 0 or > 1_000_000) yield return ("Follows:MostUnlisted", MostUnlisted, "0 to 1000000");
        if (LookupsPerDay is < 1 or > 1_000) yield return ("Follows:LookupsPerDay", LookupsPerDay, "1 to 1000");
    }
}
