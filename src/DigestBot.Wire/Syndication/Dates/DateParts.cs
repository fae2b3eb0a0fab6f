namespace DigestBot.Wire.Syndication.Dates;

/// <summary>A date as written.</summary>
/// <param name="Year">Four digits, already completed.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Time">Since midnight; up to 24 hours.</param>
/// <param name="Offset">Minutes east of UTC.</param>
internal readonly record struct DateParts(int Year, int Month, int Day, TimeSpan Time, int Offset)
{
    public DateTimeOffset? ToUtc()
    {
        if (Year is < 1900 or > 9998 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month))
            return null;
        return new DateTimeOffset(new DateTime(Year, Month, Day, 0, 0, 0, DateTimeKind.Utc) + Time - TimeSpan.FromMinutes(Offset), TimeSpan.Zero);
    }

    /// <summary>Two digits are of 1950 to 2049, three count from 1900 (RFC 2822 4.3).</summary>
    public static int CompleteYear(int year, int digits) => digits switch
    {
        <= 2 => year < 50 ? 2000 + year : 1900 + year,
        3 => 1900 + year,
        _ => year,
    };
}
