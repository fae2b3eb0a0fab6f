using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

public class DomainTests
{
    private static readonly TimeSpan Start = TimeSpan.FromDays(2);
    private static readonly Verdict Busy = Verdict.Of(Results.Of(451, "4.4.1", "no answer from host", SmtpStage.Rcpt));
    private static readonly Verdict Grey = Verdict.Of(Results.Of(451, "4.7.1", "Please try again later", SmtpStage.Rcpt));
    private static readonly Verdict Good = Verdict.Of(Results.Delivered);

    [Theory]
    [InlineData("a@Example.ORG", "example.org")]
    [InlineData("a@example.org.", "example.org")]
    [InlineData("a@Bücher.example", "xn--bcher-kva.example")]
    [InlineData("a@xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("\"a@b\"@example.org", "example.org")]
    [InlineData("a@[127.0.0.1]", "[127.0.0.1]")]
    [InlineData("a", "")]
    [InlineData("a@", "")]
    [InlineData("", "")]
    public void A_domain_has_one_name(string recipient, string key) => DomainKey.Of(recipient).ShouldBe(key);

    [Fact]
    public void A_domain_that_cannot_be_written_in_ascii_has_a_bounded_name_all_the_same() =>
        DomainKey.Of("a@" + new string('ü', 5000)).Length.ShouldBe(253);

    [Fact]
    public void Five_strong_refusals_in_a_row_hold_a_domain_back_longer_each_time_and_one_delivery_frees_it()
    {
        var domain = new Domain("a.example");
        var now = Start;
        foreach (var minutes in (int[])[2, 4, 8, 16, 32, 60, 60])
        {
            // After the first time the one mail that tries is enough.
            for (var i = 0; i < (minutes == 2 ? 5 : 1); i++)
            {
                domain.IsHeld(now).ShouldBeFalse();
                domain.Note(Busy, now);
            }

            domain.HeldUntil.ShouldBe(now + TimeSpan.FromMinutes(minutes));
            now = domain.HeldUntil;
            domain.HasPlace(0).ShouldBeTrue();
            domain.InFlight = 1;
            domain.HasPlace(0).ShouldBeFalse("one tries for all");
            domain.InFlight = 0;
        }

        domain.Note(Good, now);
        domain.IsPlain.ShouldBeTrue();
        for (var i = 0; i < 4; i++) domain.Note(Busy, now);
        domain.Note(Good, now);
        for (var i = 0; i < 4; i++) domain.Note(Busy, now);
        domain.IsHeld(now).ShouldBeFalse("a row that was broken is none");
    }

    [Fact]
    public void What_may_be_greylisting_needs_a_burst_of_twenty()
    {
        var domain = new Domain("a.example");
        for (var i = 0; i < 19; i++) domain.Note(Grey, Start);
        domain.IsHeld(Start).ShouldBeFalse();
        domain.Note(Grey, Start);
        domain.IsHeld(Start).ShouldBeTrue();
    }

    [Fact]
    public void Refusals_that_lie_far_apart_are_no_row()
    {
        var domain = new Domain("a.example");
        for (var now = Start; now < Start + TimeSpan.FromDays(1); now += TimeSpan.FromMinutes(31)) domain.Note(Busy, now);
        domain.IsHeld(Start + TimeSpan.FromDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_limit_and_without_trouble_nothing_is_remembered()
    {
        var table = new DomainTable(0);
        table.Find("a@a.example").ShouldBeNull();
        table.Ended("a@a.example", null, Good, Start);
        table.Count.ShouldBe(0);
        table.Ended("a@a.example", null, Busy, Start);
        table.Count.ShouldBe(1);
        table.Find("b@A.EXAMPLE.").ShouldNotBeNull().Key.ShouldBe("a.example");
        table.Find("b@b.example").ShouldBeNull();
        table.Ended("b@A.example", null, Good, Start);
        table.Count.ShouldBe(0);
    }

    [Fact]
    public void The_table_is_bounded_and_forgets_who_refused_longest_ago()
    {
        var table = new DomainTable(0, most: 100);
        for (var i = 0; i < 10_000; i++) table.Ended($"a@{i}.example", null, Busy, Start + TimeSpan.FromSeconds(i));
        table.Count.ShouldBe(100);
        table.Find("a@9999.example").ShouldNotBeNull();
        table.Find("a@9900.example").ShouldNotBeNull();
        table.Find("a@9899.example").ShouldBeNull();
    }

    [Fact]
    public void A_domain_with_mails_on_their_way_is_not_forgotten()
    {
        var table = new DomainTable(2, most: 3);
        for (var i = 0; i < 3; i++) table.Find($"a@{i}.example")!.InFlight++;
        table.Find("a@3.example").ShouldBeNull("there is no place for it, and it goes without a limit");
        table.Ended("a@0.example", table.Find("a@0.example"), Good, Start);
        table.Find("a@3.example").ShouldNotBeNull();
        table.Count.ShouldBe(3);
    }
}
