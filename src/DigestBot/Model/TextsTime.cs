using System.Globalization;

namespace DigestBot.Model;

// Ages, dates and schedules come from the file's own words, never from the machine's culture data: same input, same bytes.
public sealed partial class Texts
{
    /// <summary>How old something is: "just now", "5 min ago", "3h ago", "2mo ago", "1y ago". The future counts as now.</summary>
    public string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => this["age.now"],
        { TotalHours: < 1 } => Count("age.minutes", (long)age.TotalMinutes),
        { TotalDays: < 1 } => Count("age.hours", (long)age.TotalHours),
        { TotalDays: < 7 } => Count("age.days", (long)age.TotalDays),
        { TotalDays: < 30.4375 } => Count("age.weeks", (long)(age.TotalDays / 7)),
        { TotalDays: < 365 } => Count("age.months", (long)(age.TotalDays / 30.4375)),
        _ => Count("age.years", Math.Max(1, (long)(age.TotalDays / 365.25))),
    };

    /// <summary>A date within a sentence: "Saturday, 22 November 2025", "samedi 22 novembre 2025".</summary>
    public string Date(DateOnly date) =>
        Format("date.long", Day(date.DayOfWeek), DayNumber(date), Month(date), date.Year);

    /// <summary>A date that stands alone, with a capital first letter: "Samedi 22 novembre 2025".</summary>
    public string DateHeading(DateOnly date)
    {
        var text = Date(date);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>A date without weekday and year: "22 November".</summary>
    public string DateShort(DateOnly date) => Format("date.short", DayNumber(date), Month(date));

    /// <summary>A date with a local time: "Monday, 24 November 2025 at 07:00".</summary>
    public string DateAt(DateOnly date, string time) => Format("date.at", Date(date), time);

    /// <summary>The name of a weekday within a sentence.</summary>
    public string Day(DayOfWeek day) => this["day." + (int)day];

    /// <summary>The name of a weekday on which something happens again and again: "Mondays", "montags".</summary>
    public string Days(DayOfWeek day) => this["days." + (int)day];

    /// <summary>"every day at 07:00 (Europe/Berlin)".</summary>
    /// <param name="frequency">daily, weekdays, weekly, monthly, days or twice.</param>
    /// <param name="time">Local time, "07:00".</param>
    /// <param name="zone">IANA zone.</param>
    /// <param name="which">The weekday, the days, the day of the month or the second time, as the frequency needs it.</param>
    public string Schedule(string frequency, string time, string zone, string which = "") => frequency switch
    {
        "weekly" when which.Length > 0 => Format("schedule.weeklyOn", time, zone, which),
        "daily" or "weekdays" or "weekly" or "monthly" or "days" or "twice" => Format("schedule." + frequency, time, zone, which),
        _ => Format("schedule.daily", time, zone),
    };

    /// <summary>"Good morning, Ada.": by the local time, and without a comma where there is no name.</summary>
    /// <param name="minute">Local time in minutes after midnight.</param>
    /// <param name="name">What the person is called; empty for nothing.</param>
    public string Greeting(int minute, string name)
    {
        var hours = this["greeting.hours"].Split(' ');
        bool From(int which) => minute >= 60 * int.Parse(hours[which], CultureInfo.InvariantCulture);
        // Who gets a mail in the middle of the night is still up.
        var time = !From(0) || From(2) ? "evening" : From(1) ? "afternoon" : "morning";
        return name.Length > 0 ? Format($"greeting.{time}Name", name) : this["greeting." + time];
    }

    /// <summary>"12 articles · 34 min"; without minutes when there are none to count.</summary>
    public string Totals(int articles, int minutes) =>
        minutes > 0 ? $"{Count("digest.articles", articles)} · {Count("digest.minutes", minutes)}" : Count("digest.articles", articles);

    /// <summary>A day of the month as it stands in a date: "15", and in French "1er".</summary>
    public string DayOfMonth(int day) => day == 1 ? this["date.first"] : day.ToString(CultureInfo.InvariantCulture);

    private string DayNumber(DateOnly date) => DayOfMonth(date.Day);

    private string Month(DateOnly date) => this["month." + date.Month];
}
