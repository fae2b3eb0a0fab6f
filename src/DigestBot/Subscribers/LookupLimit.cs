namespace DigestBot.Subscribers;

/// <summary>How many addresses each subscriber has had looked up today, so that nobody makes the service knock on other people's doors all day.</summary>
internal sealed class LookupLimit(int most, TimeProvider clock)
{
    private const int MostSubscribers = 100_000;

    private readonly Dictionary<long, int> _counts = [];
    private long _day;

    /// <summary>Counts a lookup and says whether it may go on.</summary>
    public bool Allows(long subscriber)
    {
        lock (_counts)
        {
            var day = clock.GetUtcNow().ToUnixTimeSeconds() / 86_400;
            if (day != _day || _counts.Count > MostSubscribers) _counts.Clear();
            _day = day;
            return (_counts[subscriber] = _counts.GetValueOrDefault(subscriber) + 1) <= most;
        }
    }
}
