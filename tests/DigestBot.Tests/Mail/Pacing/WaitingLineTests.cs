using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

public class WaitingLineTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public void Who_is_waited_for_goes_first_and_the_others_in_their_order()
    {
        var line = Line(new PaceLimits(1));
        Add(line, "digest1@a.example", "digest2@a.example");
        Add(line, "confirm1@a.example", "digest3@a.example", "confirm2@a.example");
        var seat = new Seat();
        Sent(line, seat, 5).ShouldBe(["confirm1", "confirm2", "digest1", "digest2", "digest3"]);
    }

    [Fact]
    public void A_mail_that_is_returned_goes_to_whoever_is_free_and_after_a_stop_to_its_owner()
    {
        var line = Line(new PaceLimits(1));
        Add(line, "digest1@a.example", "digest2@a.example");
        var seat = new Seat();
        line.Ask(seat, out var turn, out _, out _).ShouldBeTrue();
        line.Return(seat, turn).ShouldBeTrue();
        line.Ask(seat, out turn, out _, out _).ShouldBeTrue();
        turn.Item.ShouldStartWith("digest1");
        line.Stop().ShouldHaveSingleItem().ShouldStartWith("digest2");
        line.Return(seat, turn).ShouldBeFalse();
        line.Ask(seat, out turn, out _, out _).ShouldBeTrue();
        turn.Order.ShouldBe(LaneOrder.End);
    }

    [Fact]
    public void A_lane_that_breaks_with_a_mail_in_hand_keeps_nobody_waiting()
    {
        var line = Line(new PaceLimits(2));
        Add(line, "digest1@a.example");
        Seat broken = new(), other = new();
        line.Ask(broken, out _, out _, out _).ShouldBeTrue();
        line.Complete();
        line.Ask(other, out _, out _, out var changed).ShouldBeFalse();
        line.Gone(broken);
        changed!.IsCompleted.ShouldBeTrue();
        line.Ask(other, out var turn, out _, out _).ShouldBeTrue();
        turn.Order.ShouldBe(LaneOrder.End);
    }

    [Fact]
    public void A_confirmation_goes_at_once_while_fifty_thousand_digests_are_rationed()
    {
        var line = Line(new PaceLimits(4, PerSecond: 10, PerHour: 1000));
        var seat = new Seat();
        for (var minute = 0; minute < 90; minute++)
        {
            while (line.Room() is { UrgentOnly: false, Limit: > 0 } room) Add(line, [.. Enumerable.Range(0, room.Limit).Select(i => $"digest{i}@a.example")]);
            for (var i = 0; i < 600; i++)
            {
                while (line.Ask(seat, out var turn, out _, out _)) line.Ended(seat, turn, Results.Delivered);
                _clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            Add(line, "confirm@a.example");
            var waited = TimeSpan.Zero;
            string? went = null;
            while (went is null)
            {
                if (line.Ask(seat, out var turn, out _, out _))
                {
                    line.Ended(seat, turn, Results.Delivered);
                    went = turn.Item.StartsWith("confirm", StringComparison.Ordinal) ? turn.Item : null;
                }
                else
                {
                    _clock.Advance(TimeSpan.FromMilliseconds(50));
                    waited += TimeSpan.FromMilliseconds(50);
                }
            }

            waited.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
            line.TakeBack();
        }
    }

    [Fact]
    public void A_round_begins_with_one_connection_and_gets_more_with_each_success()
    {
        var line = Line(new PaceLimits(8));
        var seats = Enumerable.Range(0, 8).Select(_ => new Seat()).ToArray();
        Add(line, [.. Enumerable.Range(0, 100).Select(i => $"digest{i}@a.example")]);
        var sent = 0;
        List<(int Sent, int Connections)> grew = [];
        while (sent < 100)
        {
            var turns = seats.Select(seat => line.Ask(seat, out var turn, out _, out _) ? (Seat: seat, Turn: turn) : default).Where(pair => pair.Seat is not null).ToList();
            foreach (var (seat, _) in turns) line.Connected(seat);
            if (grew.Count == 0 || grew[^1].Connections != turns.Count) grew.Add((sent, turns.Count));
            foreach (var (seat, turn) in turns) line.Ended(seat, turn, Results.Delivered);
            sent += turns.Count;
        }

        grew.Take(4).ShouldBe([(0, 1), (4, 2), (12, 4), (28, 8)]);
    }

    [Fact]
    public void A_connection_carries_so_many_mails_and_no_more()
    {
        var line = Line(new PaceLimits(1, MessagesPerConnection: 3));
        Add(line, [.. Enumerable.Range(0, 7).Select(i => $"digest{i}@a.example")]);
        var seat = new Seat();
        List<int> carried = [];
        line.Complete();
        while (line.Ask(seat, out var turn, out _, out _) && turn.Order != LaneOrder.End)
        {
            if (turn.Order == LaneOrder.Close)
            {
                line.Closed(seat);
                continue;
            }

            if (!seat.IsConnected)
            {
                carried.Add(0);
                line.Connected(seat);
            }

            // The mail that follows is taken while this one is on its way, as long as the connection may carry it.
            var more = line.TryNext(seat, out var next);
            line.Ended(seat, turn, Results.Delivered);
            carried[^1]++;
            if (!more) continue;
            line.Ended(seat, next, Results.Delivered);
            carried[^1]++;
        }

        carried.ShouldBe([3, 3, 1]);
    }

    [Fact]
    public void An_idle_connection_is_closed_before_the_relay_does_it()
    {
        var line = Line(new PaceLimits(1));
        Add(line, "digest@a.example");
        var seat = new Seat();
        Sent(line, seat, 1);
        line.Ask(seat, out _, out var wait, out _).ShouldBeFalse();
        wait.ShouldBe(PaceLimits.LongestIdle);
        _clock.Advance(wait - TimeSpan.FromMilliseconds(1));
        line.Ask(seat, out _, out _, out _).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        line.Ask(seat, out var turn, out _, out _).ShouldBeTrue();
        turn.Order.ShouldBe(LaneOrder.Close);
    }

    [Fact]
    public void A_domain_with_few_places_lets_the_others_pass()
    {
        var line = Line(new PaceLimits(1, ConnectionsPerDomain: 1));
        Add(line, "big1@big.example", "big2@BIG.example", "big3@big.example.", "small1@small.example");
        var seat = new Seat();
        var first = Take(line, seat);
        var second = Take(line, seat);
        (first.Item, second.Item).ShouldBe(("big1@big.example", "small1@small.example"));
        line.Ask(seat, out _, out _, out _).ShouldBeFalse();
        line.Ended(seat, first, Results.Delivered);
        var third = Take(line, seat);
        third.Item.ShouldBe("big2@BIG.example");
        line.Ask(seat, out _, out _, out _).ShouldBeFalse();
        line.Ended(seat, third, Results.Delivered);
        line.Ended(seat, second, Results.Delivered);
        Sent(line, seat, 1).ShouldBe(["big3"]);
        line.TakeBack().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_domain_that_fills_the_line_is_put_off_so_that_the_outbox_can_give_others()
    {
        var line = Line(new PaceLimits(1, ConnectionsPerDomain: 1));
        Add(line, [.. Enumerable.Range(0, 200).Select(i => $"digest{i}@big.example"), "small@small.example"]);
        var seat = new Seat();
        var big = Take(line, seat);
        Take(line, seat).Item.ShouldBe("small@small.example");
        line.TakeBack().Count.ShouldBe(99);
        line.Room().ShouldBe(new Room(200, true), "a busy domain gets through its own mails first");
        (await line.RoomAsync(TimeSpan.FromMilliseconds(1))).ShouldBe(new Room(200, false), "but not for long");
        line.Ended(seat, big, Results.Delivered);
        Take(line, seat).Item.ShouldBe("digest1@big.example");
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("no connection")]
    [InlineData("let go")]
    public void A_mail_that_did_not_go_uses_up_nothing_of_the_hour(string why)
    {
        var line = Line(new PaceLimits(1, PerHour: 4));
        Add(line, [.. Enumerable.Range(0, 20).Select(i => $"confirm{i}@a.example")]);
        var seat = new Seat();
        for (var i = 0; i < 10; i++)
        {
            var turn = Take(line, seat);
            if (why == "cancelled") line.Untried(seat, turn);
            else if (why == "no connection") line.Refused(seat, turn).ShouldBeFalse();
            else line.Return(seat, turn).ShouldBeTrue();
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Sent(line, seat, 4).Count.ShouldBe(4);
        line.Ask(seat, out _, out var wait, out _).ShouldBeFalse("the hour's four have gone");
        Add(line, "confirm99@b.example");
        _clock.Advance(TimeSpan.FromMinutes(62));
        var gone = Take(line, seat);
        line.Untried(seat, gone, mayHaveGone: true);
        Sent(line, seat, 3).Count.ShouldBe(3);
        line.Ask(seat, out _, out wait, out _).ShouldBeFalse("one may have gone");
    }

    [Fact]
    public void A_domain_in_trouble_is_put_off_without_an_attempt_while_others_go_and_a_person_may_try_it()
    {
        var pace = new Pace(new PaceLimits(1), _clock);
        var line = new WaitingLine<string>(pace, 200);
        Add(line, [.. Enumerable.Range(0, 8).SelectMany(i => new[] { $"digest{i}@bad.example", $"digest{i}@good.example" })]);
        var seat = new Seat();
        var tried = 0;
        while (line.Ask(seat, out var turn, out _, out _))
        {
            var bad = turn.Item.EndsWith("bad.example", StringComparison.Ordinal);
            if (bad) tried++;
            line.Ended(seat, turn, bad ? Results.Of(451, "4.4.1", "no answer from bad.example", SmtpStage.Rcpt) : Results.Delivered);
        }

        tried.ShouldBe(5);
        var until = _clock.GetUtcNow().AddMinutes(2);
        line.TakeBack().ShouldBe([("digest5@bad.example", until), ("digest6@bad.example", until), ("digest7@bad.example", until)]);
        pace.Status().HeldDomains.ShouldBe(["bad.example"]);
        pace.Status().HeldBack.ShouldNotBeNull().ShouldContain("bad.example");

        Add(line, "digest9@bad.example", "confirm@bad.example");
        Sent(line, seat, 1).ShouldBe(["confirm"]);
        Sent(line, seat, 1).ShouldBe(["digest9"], "its confirmation was taken: it is well again");
    }

    [Fact]
    public void When_nobody_may_send_for_long_digests_are_given_back_and_only_what_is_waited_for_is_claimed()
    {
        var line = Line(new PaceLimits(1, PerHour: 100));
        Add(line, [.. Enumerable.Range(0, 100).Select(i => $"digest{i}@a.example")]);
        var seat = new Seat();
        Sent(line, seat, 90).Count.ShouldBe(90);
        line.Ask(seat, out _, out _, out _).ShouldBeFalse();
        line.Room().ShouldBe(new Room(200, true));
        line.TakeBack().ShouldAllBe(mail => mail.Until == null);
        Add(line, "confirm@a.example");
        Sent(line, seat, 1).ShouldBe(["confirm"]);
        line.Complete();
        line.Ask(seat, out var turn, out _, out _).ShouldBeTrue();
        turn.Order.ShouldBe(LaneOrder.End);
    }

    [Fact]
    public void A_step_of_the_date_changes_nothing()
    {
        var line = Line(new PaceLimits(1, PerHour: 100));
        Add(line, [.. Enumerable.Range(0, 100).Select(i => $"digest{i}@a.example")]);
        var seat = new Seat();
        Sent(line, seat, 90);
        _clock.StepDate(TimeSpan.FromDays(400));
        line.Ask(seat, out _, out _, out _).ShouldBeFalse();
        _clock.StepDate(TimeSpan.FromDays(-800));
        line.Ask(seat, out _, out _, out _).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMinutes(61));
        Sent(line, seat, 10).Count.ShouldBe(10);
    }

    private WaitingLine<string> Line(PaceLimits limits)
    {
        var line = new WaitingLine<string>(new Pace(limits, _clock), 200);
        line.Begin();
        return line;
    }

    private static void Add(WaitingLine<string> line, params string[] mails) => line.Add(mails, mail => mail, mail => mail.StartsWith("confirm", StringComparison.Ordinal));

    private static Turn<string> Take(WaitingLine<string> line, Seat seat)
    {
        line.Ask(seat, out var turn, out _, out _).ShouldBeTrue();
        turn.Order.ShouldBe(LaneOrder.Send);
        return turn;
    }

    private static List<string> Sent(WaitingLine<string> line, Seat seat, int count)
    {
        List<string> sent = [];
        for (var i = 0; i < count; i++)
        {
            var turn = Take(line, seat);
            if (!seat.IsConnected) line.Connected(seat);
            line.Ended(seat, turn, Results.Delivered);
            sent.Add(turn.Item[..turn.Item.IndexOf('@', StringComparison.Ordinal)]);
        }

        return sent;
    }
}
