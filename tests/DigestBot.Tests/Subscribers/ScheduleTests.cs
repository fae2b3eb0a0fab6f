using DigestBot.Model;
using DigestBot.Subscribers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace DigestBot.Tests.Subscribers;

public sealed class ScheduleTests
{
    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant To = Instant.FromUtc(2028, 1, 1, 0, 0);
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    /// <summary>Any zone; a moment of two years, half of them within hours of a clock change; any time of day, half of them within an hour of it.</summary>
    private static Gen<(Subscriber Subscriber, DateTimeOffset Now)> Cases =>
        from zone in Gen.Elements(Tzdb.Ids.ToArray())
        from day in Gen.Choose(0, 729)
        from minuteOfDay in Gen.Choose(0, 1439)
        from edge in Gen.Elements(true, false)
        from which in Gen.Choose(0, 3)
        from near in Gen.Choose(-240, 240)
        from sendNear in Gen.Choose(-90, 90)
        from anySend in Gen.Choose(0, 1439)
        from frequency in Gen.Elements(Enum.GetValues<Frequency>())
        from weekday in Gen.Choose(1, 7)
        from days in Gen.Choose(1, 127)
        from monthDay in Gen.Choose(1, 31)
        from later in Gen.Choose(1, 1439)
        let changes = Changes(zone)
        let moment = edge && changes.Count > 0 ? changes[which % changes.Count] : From + Duration.FromDays(day) + Duration.FromMinutes(minuteOfDay)
        let local = moment.InZone(Tzdb[zone]).TimeOfDay
        let send = edge ? ((local.Hour * 60) + local.Minute + sendNear + 1440) % 1440 : anySend
        let first = frequency == Frequency.Twice ? Math.Min(send, 1438) : send
        select (Reader(zone, first, frequency, weekday) with { Days = days, MonthDay = monthDay, SecondMinute = Math.Min(1439, first + later) }, (moment + Duration.FromMinutes(near)).ToDateTimeOffset());

    [Fact]
    public void In_every_zone_of_the_world_each_local_date_of_two_years_has_exactly_one_digest()
    {
        foreach (var id in Tzdb.Ids)
        {
            foreach (var minute in new[] { 0, 150 }) // midnight and half past two: where clocks change
            {
                var s = Reader(id, minute);
                var now = From.ToDateTimeOffset();
                var date = Schedule.Next(s, now).Date;
                for (var i = 0; i < 731; i++)
                {
                    var next = Schedule.Next(s, now);
                    if (next.Date != date || next.Due <= now) Assert.Fail($"{id} {minute}: {next.Date} due {next.Due:O} after {now:O}, expected {date}");
                    (s, now, date) = (s with { LastDate = next.IsoDate }, next.Due, date.PlusDays(1));
                }
            }
        }
    }

    [Fact]
    public void What_is_due_now_is_the_newest_and_what_comes_next_is_the_one_after_it() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            var latest = Schedule.Latest(c.Subscriber, c.Now);
            var next = Schedule.Next(c.Subscriber, c.Now);
            return latest.Due <= c.Now && next.Due > c.Now && (latest.Date, latest.Slot).CompareTo((next.Date, next.Slot)) < 0
                && Schedule.Next(c.Subscriber, latest.Due) == next
                && Schedule.Latest(c.Subscriber, next.Due) == next
                && Schedule.Latest(c.Subscriber, next.Due.AddMilliseconds(-1)) == latest;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_digest_comes_at_the_local_time_unless_the_clock_jumps_over_it() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            var zone = Tzdb[c.Subscriber.Zone];
            var next = Schedule.Next(c.Subscriber, c.Now);
            var local = Instant.FromDateTimeOffset(next.Due).InZone(zone).LocalDateTime;
            var minute = next.Slot == 0 ? c.Subscriber.SendMinute : c.Subscriber.SecondMinute;
            var wanted = next.Date + new LocalTime(minute / 60, minute % 60);
            var map = zone.MapLocal(wanted);
            // The second of a day whose first was moved on comes right after it.
            if (c.Subscriber.Frequency == Frequency.Twice && Schedule.Latest(c.Subscriber, next.Due.AddMilliseconds(-1)).Due == next.Due.AddMinutes(-1) && local > wanted) return true;
            return map.Count switch
            {
                0 => local > wanted && Period.Between(wanted, local, PeriodUnits.Hours).Hours < 25,
                _ => local == wanted && Instant.FromDateTimeOffset(next.Due) == map.First().ToInstant(),
            };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_date_and_slot_that_had_its_digest_never_has_another_whatever_is_changed() =>
        Prop.ForAll((from before in Cases from after in Cases select (before, after.Subscriber)).ToArbitrary(), c =>
        {
            var sent = Schedule.Latest(c.before.Subscriber, c.before.Now);
            // Other zone, time and frequency; the clock may even have been set back a day.
            var changed = c.Subscriber with { LastDate = sent.IsoDate, LastSlot = sent.Slot };
            return After(Schedule.Next(changed, c.before.Now)) && After(Schedule.Next(changed, c.before.Now.AddDays(-1)));

            bool After(Occurrence next) => next.Date > sent.Date || (next.Date == sent.Date && next.Slot > sent.Slot);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Weekdays_weeks_and_months_are_kept() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            var s = c.Subscriber;
            var first = Schedule.Next(s, c.Now);
            var second = Schedule.Next(s with { LastDate = first.IsoDate, LastSlot = first.Slot }, first.Due);
            return s.Frequency switch
            {
                Frequency.Daily => second.Date == first.Date.PlusDays(1),
                Frequency.Weekdays => first.Date.DayOfWeek <= IsoDayOfWeek.Friday && second.Date == first.Date.PlusDays(first.Date.DayOfWeek == IsoDayOfWeek.Friday ? 3 : 1),
                Frequency.Weekly => (int)first.Date.DayOfWeek == s.Weekday && second.Date == first.Date.PlusWeeks(1),
                Frequency.Monthly => first.Date.Day == Math.Min(s.MonthDay, first.Date.Calendar.GetDaysInMonth(first.Date.Year, first.Date.Month)) && Period.DaysBetween(first.Date, second.Date) is >= 28 and <= 31 && second.Date.Month != first.Date.Month,
                Frequency.Days => Chosen(s, first.Date) && Chosen(s, second.Date) && (second.Date - first.Date).Days is >= 1 and <= 7
                    && Enumerable.Range(1, (second.Date - first.Date).Days - 1).All(days => !Chosen(s, first.Date.PlusDays(days))),
                _ => first.Slot == 0 ? second.Date == first.Date && second.Slot == 1 : second.Date == first.Date.PlusDays(1) && second.Slot == 0,
            };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData(Frequency.Monthly, 23, 22, "2026-10-23", "2026-11-23T07:00:00Z", "2026-11-22T12:00:00Z")]
    [InlineData(Frequency.Weekly, 4, 3, "2026-11-19", "2026-11-26T07:00:00Z", "2026-11-25T12:00:00Z")]
    public void A_day_moved_to_one_that_has_just_passed_does_not_cost_a_whole_period(Frequency frequency, int day, int newDay, string last, string promised, string now)
    {
        var before = Reader("UTC", 420, frequency, frequency == Frequency.Weekly ? day : 1) with { MonthDay = frequency == Frequency.Monthly ? day : 1, LastDate = last, NextDue = Time(promised) };
        var after = before with { Weekday = frequency == Frequency.Weekly ? newDay : 1, MonthDay = frequency == Frequency.Monthly ? newDay : 1 };
        Schedule.AfterChange(before, after, Time(now)).ShouldBe(Time(promised));
        Schedule.Latest(after, Time(promised)).Date.Day.ShouldBe(Time(now).Day, "it stands for the day that was chosen");
    }

    [Fact]
    public void A_date_written_while_the_clock_was_years_ahead_does_not_silence_a_subscriber()
    {
        var s = Reader("UTC", 420) with { LastDate = "2036-03-01" };
        Schedule.Next(s, Time("2026-03-01T12:00:00Z")).IsoDate.ShouldBe("2026-03-02");
        Schedule.Next(s with { LastDate = "2026-03-03" }, Time("2026-03-01T12:00:00Z")).IsoDate.ShouldBe("2026-03-04"); // zones differ by so much
    }

    [Fact]
    public void A_digest_of_an_hour_that_the_clock_skips_before_midnight_comes_just_after_it()
    {
        // In Ittoqqortoormiit Saturday, 28 March 2026 ends at 23:00.
        var s = Reader("America/Scoresbysund", (23 * 60) + 30);
        var expected = new Occurrence(Time("2026-03-29T01:30:00Z"), new LocalDate(2026, 3, 28), 0);
        Schedule.Next(s, Time("2026-03-29T00:50:00Z")).ShouldBe(expected);
        Schedule.Next(s, Time("2026-03-29T01:10:00Z")).ShouldBe(expected); // already Sunday
        Schedule.Latest(s, Time("2026-03-29T01:30:00Z")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 150, "2026-03-29T01:30:00Z")] // 02:30 does not exist: an hour later
    [InlineData("Europe/Berlin", "2026-10-25", 150, "2026-10-25T00:30:00Z")] // 02:30 comes twice: the first
    [InlineData("Asia/Kathmandu", "2026-05-01", 420, "2026-05-01T01:15:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-05-01", 420, "2026-04-30T17:00:00Z")]
    [InlineData("No/Such_Zone", "2026-05-01", 420, "2026-05-01T07:00:00Z")] // a zone that a newer database dropped: UTC, and not an error every minute
    public void A_time_is_what_the_wall_clock_says(string zone, string date, int minute, string due)
    {
        var next = Schedule.Next(Reader(zone, minute) with { LastDate = LocalDateBefore(date) }, Time(date).AddDays(-2));
        (next.IsoDate, next.Due).ShouldBe((date, Time(due)));
    }

    [Fact]
    public void A_pause_ends_as_the_local_day_begins()
    {
        Schedule.PauseEnd("America/New_York", "2026-07-01").ShouldBe(Time("2026-07-01T04:00:00Z"));
        Schedule.PauseEnd("Asia/Beirut", "2026-03-29").ShouldBe(Time("2026-03-28T22:00:00Z")); // that day has no midnight
        Should.Throw<ArgumentException>(() => Schedule.PauseEnd("UTC", "next week"));
    }

    [Theory]
    [InlineData("07:00", 420)]
    [InlineData(" 7:05 ", 425)]
    [InlineData("23:59:00", 1439)]
    [InlineData("24:00", null)]
    [InlineData("seven", null)]
    [InlineData("", null)]
    public void Only_a_time_of_day_is_one(string text, int? minute) => Schedule.ParseTime(text).ShouldBe(minute);

    private static bool Chosen(Subscriber s, LocalDate date) => (s.Days >> ((int)date.DayOfWeek - 1) & 1) == 1;

    private static Subscriber Reader(string zone, int minute, Frequency frequency = Frequency.Daily, int weekday = 1) =>
        new() { Email = "reader@example.org", Zone = zone, SendMinute = minute, Frequency = frequency, Weekday = weekday };

    private static List<Instant> Changes(string zone) =>
        [.. Tzdb[zone].GetZoneIntervals(From, To).Where(interval => interval.HasStart && interval.Start >= From).Select(interval => interval.Start)];

    private static DateTimeOffset Time(string iso) =>
        DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static string LocalDateBefore(string date) => NodaTime.Text.LocalDatePattern.Iso.Format(Schedule.ParseDate(date)!.Value.PlusDays(-1));
}
