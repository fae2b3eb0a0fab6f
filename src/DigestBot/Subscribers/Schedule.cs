using System.Globalization;
using DigestBot.Model;
using NodaTime;
using NodaTime.Text;

namespace DigestBot.Subscribers;

/// <summary>A moment when a digest is due, with the local date that it stands for and which of that date's digests it is.</summary>
/// <param name="Due">The moment.</param>
/// <param name="Date">Local date.</param>
/// <param name="Slot">0, or 1 for the second digest of a day.</param>
public readonly record struct Occurrence(DateTimeOffset Due, LocalDate Date, int Slot)
{
    /// <summary>The local date, ISO.</summary>
    public string IsoDate => LocalDatePattern.Iso.Format(Date);

    /// <summary>Whether the subscriber's last digest was this one or a later one.</summary>
    public bool WasHad(Subscriber subscriber, LocalDate today) =>
        Schedule.LastDate(subscriber, today) is { } last && (Date < last || (Date == last && Slot <= subscriber.LastSlot));
}

/// <summary>
/// When digests are due, in the subscriber's own time zone. Three rules for the days on which a zone changes its clocks:
/// a local time that is skipped is taken as much later as the clock jumps, and one that comes twice is taken the first time;
/// a date that is skipped altogether (Pacific/Apia, 2011-12-30) has its digest a day later, unless that day has one of its own;
/// digests come in order: the second of a day, and the first of the day after it, are due a minute after the one before at the earliest.
/// </summary>
public static class Schedule
{
    /// <summary>A month has one occurrence, at most 31 days away; the same again for a date that has had its digest.</summary>
    private const int MostDays = 64;

    /// <summary>No clock change moves an occurrence further from its date than this.</summary>
    private const int DaysOfDoubt = 3;

    /// <summary>Whether <paramref name="zone"/> is an IANA zone that the time zone database knows.</summary>
    public static bool Knows(string? zone) => zone is { Length: > 0 } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary>Every zone that can be chosen, by name.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)))];

    /// <summary>The zone that a person means by "Europe/Paris", "europe/paris", "Paris" or "New York"; null when it is none, or one of several.</summary>
    public static string? FindZone(string name)
    {
        var asked = name.Trim().Replace(' ', '_');
        return DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => id.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? (Zones.Where(id => id[(id.LastIndexOf('/') + 1)..].Equals(asked, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null);
    }

    /// <summary>The local date in <paramref name="zone"/> at <paramref name="now"/>.</summary>
    public static LocalDate Today(string zone, DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(Zone(zone)).Date;

    /// <summary>Minutes after midnight in <paramref name="zone"/> at <paramref name="now"/>.</summary>
    public static int MinuteOfDay(string zone, DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(Zone(zone)) is var local ? (local.Hour * 60) + local.Minute : 0;

    /// <summary>The next occurrence after <paramref name="now"/> that has had no digest yet.</summary>
    public static Occurrence Next(Subscriber subscriber, DateTimeOffset now)
    {
        var today = Today(subscriber.Zone, now);
        foreach (var occurrence in From(subscriber, today.PlusDays(-DaysOfDoubt)))
            if (occurrence.Due > now && !occurrence.WasHad(subscriber, today)) return occurrence;
        throw new InvalidOperationException($"No digest is ever due for {subscriber.Frequency} on weekday {subscriber.Weekday}.");
    }

    /// <summary>
    /// The newest occurrence that is not after <paramref name="now"/>: which digest it is that is due. A machine that slept over several sends one, for the last.
    /// </summary>
    public static Occurrence Latest(Subscriber subscriber, DateTimeOffset now)
    {
        var today = Today(subscriber.Zone, now);
        foreach (var days in (ReadOnlySpan<int>)[DaysOfDoubt, DaysOfDoubt + 7, MostDays])
        {
            Occurrence? latest = null;
            foreach (var occurrence in From(subscriber, today.PlusDays(-days)))
            {
                if (occurrence.Due > now) break;
                latest = occurrence;
            }

            if (latest is { } found) return found;
        }

        throw new InvalidOperationException($"No digest was ever due for {subscriber.Frequency} on weekday {subscriber.Weekday}.");
    }

    /// <summary>
    /// When the next digest is due after somebody changed their choices. No day is lost by that: if a digest was overdue, or still to come on this local date,
    /// and by the new choices this date's time has passed already, it is due now. A digest that was promised does not come later than promised
    /// because a weekday or a day of the month was moved to one that has just passed.
    /// </summary>
    /// <param name="before">With what they had chosen, and when the next digest was due by it.</param>
    /// <param name="after">With what they choose now.</param>
    /// <param name="now">Time of the change.</param>
    public static DateTimeOffset AfterChange(Subscriber before, Subscriber after, DateTimeOffset now)
    {
        if (before.NextDue is { } due)
        {
            var latest = Latest(after, now);
            var today = Today(after.Zone, now);
            if (!latest.WasHad(after, today))
            {
                if (due <= now || (latest.Date == today && Next(before, now).Date == today)) return now;
                if (LastDate(after, today) is not null && Next(after, now).Due > due) return due;
            }
        }

        return Next(after, now).Due;
    }

    /// <summary>
    /// The local date of the last digest; null before the first. A date that lies ahead by more than zones can differ was written
    /// while the machine's clock was wrong: it must not silence the subscriber until then.
    /// </summary>
    public static LocalDate? LastDate(Subscriber subscriber, LocalDate today) =>
        ParseDate(subscriber.LastDate) is { } last && last <= today.PlusDays(2) ? last : null;

    /// <summary>When a pause that lasts until this local date ends: as the date begins, or, where it is skipped, as the next one does.</summary>
    public static DateTimeOffset PauseEnd(string zone, string isoDate)
    {
        var date = ParseDate(isoDate) ?? throw new ArgumentException($"'{isoDate}' is not a date (2026-12-24).", nameof(isoDate));
        var midnight = Zone(zone).MapLocal(date.AtMidnight());
        return (midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant()).ToDateTimeOffset();
    }

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

    /// <summary>English names of the days of a mask whose bit 0 is Monday, lower-case.</summary>
    public static IReadOnlyList<string> DayNames(int days) => [.. Enumerable.Range(0, 7).Where(bit => (days >> bit & 1) == 1).Select(bit => ((IsoDayOfWeek)(bit + 1)).ToString().ToLowerInvariant())];

    /// <summary>The mask of "monday thursday"; null when a word is no day's name, and for none.</summary>
    public static int? ParseDays(string names)
    {
        var mask = 0;
        foreach (var name in names.Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiDigit(name[0]) || !Enum.TryParse<IsoDayOfWeek>(name, ignoreCase: true, out var day) || day == IsoDayOfWeek.None) return null;
            mask |= 1 << ((int)day - 1);
        }

        return mask == 0 ? null : mask;
    }

    private static int Slots(Subscriber subscriber) => subscriber.Frequency == Frequency.Twice ? 2 : 1;

    private static bool Falls(Subscriber subscriber, LocalDate date) => subscriber.Frequency switch
    {
        Frequency.Weekdays => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday),
        Frequency.Weekly => (int)date.DayOfWeek == Math.Clamp(subscriber.Weekday, 1, 7),
        Frequency.Monthly => date.Day == Math.Clamp(subscriber.MonthDay, 1, date.Calendar.GetDaysInMonth(date.Year, date.Month)),
        // No day at all is no choice that a form lets through.
        Frequency.Days => (subscriber.Days & 0b111_1111) == 0 || ((subscriber.Days >> ((int)date.DayOfWeek - 1)) & 1) == 1,
        _ => true,
    };

    /// <summary>Occurrences from a local date on, in order; each later than the one before.</summary>
    private static IEnumerable<Occurrence> From(Subscriber subscriber, LocalDate first)
    {
        var zone = Zone(subscriber.Zone);
        var before = DateTimeOffset.MinValue;
        for (var (date, i) = (first, 0); i < DaysOfDoubt + MostDays; i++, date = date.PlusDays(1))
        {
            if (!Falls(subscriber, date) || (Falls(subscriber, date.PlusDays(1)) && Skips(zone, date))) continue;
            for (var slot = 0; slot < Slots(subscriber); slot++)
            {
                var minute = Math.Clamp(slot == 0 ? subscriber.SendMinute : subscriber.SecondMinute, 0, (24 * 60) - 1);
                var due = (date + new LocalTime(minute / 60, minute % 60)).InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime();
                if (due <= before) due = before.AddMinutes(1);
                before = due;
                yield return new Occurrence(due, date, slot);
            }
        }
    }

    /// <summary>Whether the zone's calendar has no such date.</summary>
    private static bool Skips(DateTimeZone zone, LocalDate date) =>
        zone.MapLocal(date.AtMidnight()) is { Count: 0 } midnight && midnight.LateInterval.IsoLocalStart.Date > date;

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
