namespace DigestBot.Subscribers;

/// <summary>Section <c>Digests</c>: what a new subscriber gets unless they choose otherwise, and how far back a first digest reaches.</summary>
public sealed class DigestOptions
{
    /// <summary>Reading-time budget in minutes.</summary>
    public int BudgetMinutes { get; set; } = 15;

    /// <summary>Local sending time, "07:00".</summary>
    public string SendTime { get; set; } = "07:00";

    /// <summary>Hours: how far back a first digest and the signup page's preview reach.</summary>
    public int FirstHours { get; set; } = 24;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (BudgetMinutes is < Preferences.LeastBudget or > Preferences.MostBudget)
            yield return ("Digests:BudgetMinutes", BudgetMinutes, $"{Preferences.LeastBudget} to {Preferences.MostBudget}");
        if (Schedule.ParseTime(SendTime) is null) yield return ("Digests:SendTime", SendTime, "a time of day such as 07:00");
        if (FirstHours is < 1 or > 720) yield return ("Digests:FirstHours", FirstHours, "1 to 720");
    }
}
