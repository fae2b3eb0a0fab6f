using DigestBot.Model;
using DigestBot.Subscribers;
using NodaTime;

namespace DigestBot.Tests.Subscribers;

/// <summary>Digests around the days on which zones change their clocks, and around changes of mind.</summary>
public sealed class ClockChangeTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;
    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    public void In_every_zone_that_changes_its_clocks_two_years_have_every_digest_of_every_frequency_in_order()
    {
        foreach (var id in Tzdb.Ids.Where(id => Tzdb[id].Id == id && Gap(Tzdb[id]) is not null))
        {
            var change = Gap(Tzdb[id])!.Value;
            var minute = (change.Hour * 60) + change.Minute;
            // Both times in the clock's jump, or one in it and one just after it: where order is lost most easily.
            int[] times = [(minute + 15) % 1440, (minute + 65) % 1440];
            foreach (var frequency in Enum.GetValues<Frequency>())
            {
                var s = new Subscriber { Email = "reader@example.org", Zone = id, SendMinute = times.Min(), SecondMinute = times.Max(), Frequency = frequency, Weekday = 7, Days = 0b101_0010, MonthDay = 31 };
                var (now, end) = (From.ToDateTimeOffset(), From.ToDateTimeOffset().AddYears(2));
                var first = Schedule.Next(s, now);
                var expected = Expected(s, first.Date).Skip(first.Slot).GetEnumerator();
                while (now < end)
                {
                    var next = Schedule.Next(s, now);
                    expected.MoveNext();
                    if (next.Due <= now || (next.Date, next.Slot) != expected.Current || Schedule.Latest(s, next.Due) != next) Assert.Fail($"{id} {frequency}: {next} after {now:O}, expected {expected.Current}; latest {Schedule.Latest(s, next.Due)}");
                    if (BeforeItsTime(s, next)) Assert.Fail($"{id} {frequency}: {next} is before its time");
                    (s, now) = (s with { LastDate = next.IsoDate, LastSlot = next.Slot }, next.Due);
                }
            }
        }
    }

    [Fact]
    public void Whatever_is_changed_from_day_to_day_no_slot_comes_twice_none_before_its_time_and_no_day_is_lost()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            string[] zones = ["Europe/Berlin", "America/Scoresbysund", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Kiritimati"];
            var now = Instant.FromUtc(2026, 3, 20, 0, 0).ToDateTimeOffset().AddMinutes(random.Next(1440));
            var s = new Subscriber { Email = "reader@example.org", Status = SubscriberStatus.Active, Zone = zones[random.Next(zones.Length)] };
            s = s with { NextDue = Schedule.Next(s, now).Due };
            var had = new List<(LocalDate Date, int Slot)>();
            for (var day = 0; day < 40 * 24; day++, now = now.AddMinutes(random.Next(100) == 0 ? random.Next(1440, 4000) : random.Next(10, 110)))
            {
                if (random.Next(20) == 0)
                {
                    var minute = random.Next(1439);
                    var after = s with { SendMinute = minute, SecondMinute = random.Next(minute + 1, 1440), Frequency = random.Next(2) == 0 ? Frequency.Twice : Frequency.Daily };
                    s = Changes.Rescheduled(s, after, now);
                }

                if (s.NextDue > now) continue;
                var latest = Schedule.Latest(s, now);
                if (latest.WasHad(s, Schedule.Today(s.Zone, now)))
                {
                    s = s with { NextDue = Schedule.Next(s, now).Due };
                    continue;
                }

                if (had.Count > 0 && (latest.Date, latest.Slot).CompareTo(had[^1]) <= 0) Assert.Fail($"Seed {seed}: {latest} after {had[^1]}");
                if (latest.Due > now || BeforeItsTime(s, latest)) Assert.Fail($"Seed {seed}: {latest} is before its time");
                had.Add((latest.Date, latest.Slot));
                s = s with { LastDate = latest.IsoDate, LastSlot = latest.Slot };
                s = s with { NextDue = Schedule.Next(s, now).Due };
            }

            // A day without a digest is one that the machine slept over.
            for (var i = 1; i < had.Count; i++)
                if ((had[i].Date - had[i - 1].Date).Days > 4) Assert.Fail($"Seed {seed}: nothing between {had[i - 1]} and {had[i]}");
            had.Count.ShouldBeGreaterThan(20);
        }
    }

    [Theory]
    [InlineData(135, 185, "2026-03-29T01:15:00Z", "2026-03-29T01:16:00Z")] // 02:15 is taken as 03:15; 03:05 comes after it all the same
    [InlineData(135, 195, "2026-03-29T01:15:00Z", "2026-03-29T01:16:00Z")] // the same moment
    [InlineData(125, 170, "2026-03-29T01:05:00Z", "2026-03-29T01:50:00Z")] // both in the jump keep their distance
    [InlineData(60, 180, "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    public void The_second_of_two_digests_is_due_after_the_first_whatever_the_clock_does(int first, int second, string firstDue, string secondDue)
    {
        var s = new Subscriber { Email = "reader@example.org", Zone = "Europe/Berlin", Frequency = Frequency.Twice, SendMinute = first, SecondMinute = second };
        var one = Schedule.Next(s, Time("2026-03-28T23:00:00Z"));
        one.ShouldBe(new Occurrence(Time(firstDue), new LocalDate(2026, 3, 29), 0));
        var two = Schedule.Next(s with { LastDate = one.IsoDate, LastSlot = 0 }, one.Due);
        two.ShouldBe(new Occurrence(Time(secondDue), new LocalDate(2026, 3, 29), 1));
        // A machine that woke late sends the newest, and the other is told with it.
        Schedule.Latest(s, two.Due.AddHours(3)).ShouldBe(two);
        Schedule.Next(s with { LastDate = two.IsoDate, LastSlot = 1 }, two.Due.AddHours(3)).Slot.ShouldBe(0);
    }

    [Fact]
    public void A_date_that_a_zone_skips_has_no_digest_of_its_own_unless_there_would_be_none()
    {
        // Samoa went from Thursday, 29 December 2011, to Saturday the 31st; at 07:00 it was 17:00 of the day before in UTC, then 14 hours ahead of it.
        var daily = new Subscriber { Email = "reader@example.org", Zone = "Pacific/Apia", LastDate = "2011-12-29" };
        Schedule.Next(daily, Time("2011-12-29T18:00:00Z")).ShouldBe(new Occurrence(Time("2011-12-30T17:00:00Z"), new LocalDate(2011, 12, 31), 0));
        Schedule.Latest(daily, Time("2011-12-30T17:00:00Z")).IsoDate.ShouldBe("2011-12-31");
        var twice = daily with { Frequency = Frequency.Twice, LastSlot = 1 };
        Schedule.Next(twice, Time("2011-12-30T05:00:00Z")).IsoDate.ShouldBe("2011-12-31");

        var fridays = new Occurrence(Time("2011-12-30T17:00:00Z"), new LocalDate(2011, 12, 30), 0); // on Saturday: the week's only one
        Schedule.Next(daily with { Frequency = Frequency.Weekly, Weekday = 5 }, Time("2011-12-29T18:00:00Z")).ShouldBe(fridays);
        Schedule.Next(daily with { Frequency = Frequency.Weekdays }, Time("2011-12-29T18:00:00Z")).ShouldBe(fridays);
        Schedule.Next(daily with { Frequency = Frequency.Monthly, MonthDay = 30 }, Time("2011-12-29T18:00:00Z")).ShouldBe(fridays);
        Schedule.PauseEnd("Pacific/Apia", "2011-12-30").ShouldBe(Time("2011-12-30T10:00:00Z")); // as the 31st begins: no such pause may stop everybody's digests
    }

    [Theory]
    [InlineData(300, "06:00", "06:00")] // from 07:00 to 05:00 at six: today's time has passed, and today's digest comes at once
    [InlineData(480, "06:00", "08:00")]
    [InlineData(480, "07:01", "08:00")] // overdue for a minute: still today
    [InlineData(390, "07:01", "07:01")] // overdue, and earlier from now on
    public void A_change_of_time_loses_no_day(int minute, string now, string due)
    {
        var before = new Subscriber { Email = "reader@example.org", Status = SubscriberStatus.Active, LastDate = "2026-03-01", NextDue = Time("2026-03-02T07:00:00Z") };
        Changes.Rescheduled(before, before with { SendMinute = minute }, Time($"2026-03-02T{now}:00Z")).NextDue.ShouldBe(Time($"2026-03-02T{due}:00Z"));
        var had = before with { LastDate = "2026-03-02", NextDue = Time("2026-03-03T07:00:00Z") };
        Changes.Rescheduled(had, had with { SendMinute = minute }, Time($"2026-03-02T{now}:00Z")).NextDue!.Value.Day.ShouldBe(3);
    }

    private static IEnumerable<(LocalDate, int)> Expected(Subscriber s, LocalDate first)
    {
        for (var date = first; ; date = date.PlusDays(1))
        {
            var falls = s.Frequency switch
            {
                Frequency.Weekly => date.DayOfWeek == IsoDayOfWeek.Sunday,
                Frequency.Weekdays => date.DayOfWeek < IsoDayOfWeek.Saturday,
                Frequency.Days => date.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Friday or IsoDayOfWeek.Sunday,
                Frequency.Monthly => date.PlusDays(1).Day == 1,
                _ => true,
            };
            if (!falls) continue;
            yield return (date, 0);
            if (s.Frequency == Frequency.Twice) yield return (date, 1);
        }
    }

    private static bool BeforeItsTime(Subscriber s, Occurrence occurrence)
    {
        var minute = occurrence.Slot == 0 ? s.SendMinute : s.SecondMinute;
        return Instant.FromDateTimeOffset(occurrence.Due).InZone(Tzdb[s.Zone]).LocalDateTime < occurrence.Date + new LocalTime(minute / 60, minute % 60);
    }

    /// <summary>The local time at which the zone's clocks first jump ahead; null when they do not.</summary>
    private static LocalTime? Gap(DateTimeZone zone)
    {
        foreach (var interval in zone.GetZoneIntervals(From, From + Duration.FromDays(730)))
            if (interval.HasStart && interval.Start > From && zone.GetUtcOffset(interval.Start - Duration.Epsilon) is var before && interval.WallOffset > before) return interval.Start.WithOffset(before).TimeOfDay;
        return null;
    }

    private static DateTimeOffset Time(string iso) => DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
