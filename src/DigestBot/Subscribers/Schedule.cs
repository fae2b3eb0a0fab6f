using System.Globalization;
using DigestBot.Model;
using NodaTime;
using NodaTime.Text;

namespace DigestBot.Subscribers;

/// <summary>A moment when a digest is due, with the local date that it stands for.</summary>
public readonly record struct Occurrence(DateTimeOffset Due, LocalDate Date)
{
    /// <summary>The local date, ISO.</summary>
    public string IsoDate => LocalDatePattern.Iso.Format(Date);
}

/// <summary>
/// When digests are due, in the subscriber's own time zone. A local time that a clock change skips is taken as much later as the clock jumps;
/// one that comes twice is taken the first time.
/// </summary>
public static class Schedule
{
    /// <summary>Whether <paramref name="zone"/> is an IANA zone that the time zone database knows.</summary>
    public static bool Knows(string? zone) => zone is { Length: > 0 } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary>Every zone that can be chosen, by name.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)))];

    /// <summary>The local date in <paramref name="zone"/> at <paramref name="now"/>.</summary>
    public static LocalDate Today(string zone, DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(Zone(zone)).Date;

    /// <summary>The next occurrence after <paramref name="now"/> whose local date has had no digest yet.</summary>
    public static Occurrence Next(Subscriber subscriber, DateTimeOffset now)
    {
        var zone = Zone(subscriber.Zone);
        var after = Instant.FromDateTimeOffset(now);
        // From yesterday: where the clock jumps over midnight, yesterday's last hour is today's first.
        var date = after.InZone(zone).Date.PlusDays(-1);
        if (ParseDate(subscriber.LastDate) is { } last && last >= date) date = last.PlusDays(1);
        // A month has one occurrence at most 31 days away; two days more for a time that has passed.
        for (var i = 0; i < 64; i++, date = date.PlusDays(1))
        {
            if (!Falls(subscriber, date)) continue;
            var due = At(subscriber, date, zone);
            if (due > after) return new Occurrence(due.ToDateTimeOffset(), date);
        }

        throw new InvalidOperationException($"No digest is ever due for {subscriber.Frequency} on weekday {subscriber.Weekday}.");
    }

    /// <summary>
    /// The newest occurrence that is not after <paramref name="now"/>: which digest it is that is due. A machine that slept over several sends one, for the last.
    /// </summary>
    public static Occurrence Latest(Subscriber subscriber, DateTimeOffset now)
    {
        var zone = Zone(subscriber.Zone);
        var until = Instant.FromDateTimeOffset(now);
        var date = until.InZone(zone).Date;
        for (var i = 0; i < 64; i++, date = date.PlusDays(-1))
        {
            if (!Falls(subscriber, date)) continue;
            var due = At(subscriber, date, zone);
            if (due <= until) return new Occurrence(due.ToDateTimeOffset(), date);
        }

        throw new InvalidOperationException($"No digest was ever due for {subscriber.Frequency} on weekday {subscriber.Weekday}.");
    }

    /// <summary>When a pause that lasts until this local date ends.</summary>
    public static DateTimeOffset PauseEnd(string zone, string isoDate) =>
        (ParseDate(isoDate) ?? throw new ArgumentException($"'{isoDate}' is not a date (2026-12-24).", nameof(isoDate)))
        .AtStartOfDayInZone(Zone(zone)).ToDateTimeOffset();

    /// <summary>Reads an ISO date; null when it is none.</summary>
    public static LocalDate? ParseDate(string? iso) =>
        iso is not null && LocalDatePattern.Iso.Parse(iso) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>"07:00" of minutes after midnight.</summary>
    public static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>Minutes after midnight of "07:00"; null when it is no time.</summary>
    public static int? ParseTime(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;

    private static bool Falls(Subscriber subscriber, LocalDate date) => subscriber.Frequency switch
    {
        Frequency.Daily => true,
        Frequency.Weekdays => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday),
        Frequency.Weekly => (int)date.DayOfWeek == subscriber.Weekday,
        Frequency.Monthly => date.Day == 1,
        _ => false,
    };

    private static Instant At(Subscriber subscriber, LocalDate date, DateTimeZone zone) =>
        (date + new LocalTime(subscriber.SendMinute / 60, subscriber.SendMinute % 60)).InZoneLeniently(zone).ToInstant();

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
