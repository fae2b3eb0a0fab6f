using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>Whom a refusal slows: everybody, one domain, or nobody.</summary>
public class RelayBackoffTests
{
    private readonly SteppedClock _clock = new();
    private readonly Pace _pace;
    private readonly WaitingLine<string> _line;
    private readonly Seat _seat = new();

    public RelayBackoffTests()
    {
        _pace = new Pace(new PaceLimits(8), _clock);
        _line = new WaitingLine<string>(_pace, 200);
        _line.Begin();
        for (var i = 0; i < 28; i++) Send("grow.example", Results.Delivered).ShouldBeTrue();
        _pace.Status().Connections.ShouldBe(8);
    }

    [Theory]
    [InlineData(SmtpStage.Mail, 421, "4.3.2", "closing")]
    [InlineData(SmtpStage.Mail, 450, null, "later")]
    [InlineData(SmtpStage.Rcpt, 451, "4.7.1", "too many messages, slow down")]
    [InlineData(SmtpStage.FinalDot, 421, null, "closing")]
    public void Three_refusals_of_the_relay_are_a_pause_and_half_the_connections(SmtpStage stage, int code, string? status, string text)
    {
        for (var i = 0; i < 2; i++) Send($"{i}.example", Results.Of(code, status, text, stage));
        (_pace.Status().Pause, _pace.Status().Connections).ShouldBe((TimeSpan.Zero, 8));
        Send("2.example", Results.Of(code, status, text, stage));
        (_pace.Status().Pause, _pace.Status().Connections).ShouldBe((TimeSpan.FromSeconds(1), 4));
        Send("3.example", Results.Delivered).ShouldBeFalse("nobody sends in a pause");
    }

    [Fact]
    public void Pauses_grow_while_nothing_is_taken_up_to_five_minutes_and_begin_anew_after_calm()
    {
        List<int> pauses = [];
        for (var burst = 0; burst < 12; burst++)
        {
            while (_pace.Status().Pause == TimeSpan.Zero)
                if (!Send("a.example", Results.Lost)) _clock.Advance(TimeSpan.FromMilliseconds(100));
            pauses.Add((int)_pace.Status().Pause.TotalSeconds);
            _clock.Advance(_pace.Status().Pause);
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        for (var i = 0; i < 60; i++)
        {
            Send("a.example", Results.Delivered);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        while (_pace.Status().Pause == TimeSpan.Zero) Send("a.example", Results.Lost);
        _pace.Status().Pause.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(450, "4.2.1", "mailbox busy")]
    [InlineData(450, "4.2.0", "Greylisted")]
    [InlineData(451, "4.7.1", "please try again later")]
    [InlineData(452, "4.2.2", "over quota")]
    public void What_concerns_recipients_alone_slows_nobody_however_many_they_are(int code, string status, string text)
    {
        for (var i = 0; i < 500; i++) Send($"{i}.example", Results.Of(code, status, text, SmtpStage.Rcpt)).ShouldBeTrue();
        _pace.Status().HeldBack.ShouldBeNull();
        _pace.Status().Connections.ShouldBe(8);
    }

    [Fact]
    public void A_domain_for_which_the_relay_closes_every_connection_is_held_back_and_the_others_are_not_slowed()
    {
        for (var i = 0; i < 5; i++)
        {
            for (var other = 0; other < 4; other++) Send("good.example", Results.Delivered).ShouldBeTrue();
            Send("bad.example", Results.Of(421, "4.7.0", "try again later, closing connection", SmtpStage.Rcpt)).ShouldBeTrue();
        }

        var status = _pace.Status();
        (status.Pause, status.Connections, status.LearnedPerSecond).ShouldBe((TimeSpan.Zero, 8, null));
        status.HeldDomains.ShouldBe(["bad.example"]);
    }

    [Fact]
    public void A_refusal_now_and_then_is_no_burst()
    {
        for (var i = 0; i < 1000; i++) Send("a.example", i % 12 == 0 ? Results.Lost : Results.Delivered).ShouldBeTrue();
        _pace.Status().HeldBack.ShouldBeNull();
    }

    private bool Send(string domain, SendResult result)
    {
        _line.Add(["digest@" + domain], mail => mail, _ => false);
        if (_line.Ask(_seat, out var turn, out _, out _))
        {
            _line.Ended(_seat, turn, result);
            return true;
        }

        _line.TakeBack();
        return false;
    }
}
