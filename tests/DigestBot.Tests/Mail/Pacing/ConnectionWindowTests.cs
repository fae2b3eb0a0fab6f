using DigestBot.Mail.Pacing;

namespace DigestBot.Tests.Mail.Pacing;

public class ConnectionWindowTests
{
    [Fact]
    public void A_relay_that_takes_long_is_given_one_connection_more_each_time_up_to_the_operators_number()
    {
        var window = new ConnectionWindow(3);
        window.Slow(0, TimeSpan.Zero).ShouldBeFalse("one that is allowed is not open yet");
        window.Slow(1, TimeSpan.Zero).ShouldBeTrue();
        window.Allowed.ShouldBe(2);
        window.Slow(1, TimeSpan.Zero).ShouldBeFalse("the second is not open yet");
        window.Slow(2, TimeSpan.Zero).ShouldBeTrue();
        window.Slow(3, TimeSpan.Zero).ShouldBeFalse();
        window.Allowed.ShouldBe(3);
    }

    [Fact]
    public void One_that_has_just_refused_a_connection_is_not_asked_for_another_because_it_is_slow()
    {
        var window = new ConnectionWindow(8);
        window.Slow(1, TimeSpan.Zero).ShouldBeTrue();
        window.Refused(1, TimeSpan.Zero);
        window.Slow(1, TimeSpan.FromSeconds(14)).ShouldBeFalse();
        window.Slow(1, TimeSpan.FromSeconds(15)).ShouldBeTrue();
    }
}
