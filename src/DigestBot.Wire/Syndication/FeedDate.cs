using DigestBot.Wire.Syndication.Dates;

namespace DigestBot.Wire.Syndication;

/// <summary>Dates as feeds write them.</summary>
public static class FeedDate
{
    private const int MaxLength = 120;

    /// <summary>
    /// The moment that the text names, in UTC, or null when it names none. Read are RFC 822, 2822 and 5322 with what writers make of them
    /// (no weekday, no seconds, two-digit years, zone names, month names of twenty languages), RFC 3339, W3C-DTF, ISO 8601 (basic, ordinal
    /// and week dates too), asctime, and Unix time in seconds or milliseconds. No zone means UTC; no time means midnight. A date in digits
    /// alone whose day and month could be either way round is null, and so is a year before 1900: it stands for "no date".
    /// </summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null)
            return null;
        var span = text.AsSpan().Trim();
        if (span.IsEmpty || span.Length > MaxLength)
            return null;
        var asian = EastAsianDate.Normalize(span);
        if (asian is not null)
            span = asian;
        var parts = IsoDate.Read(span) ?? WordDate.Read(span);
        return parts?.ToUtc();
    }

    /// <summary>The first of the texts that is a date.</summary>
    internal static DateTimeOffset? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (Parse(text) is { } date)
                return date;
        return null;
    }
}
