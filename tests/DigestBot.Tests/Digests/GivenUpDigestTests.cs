using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

/// <summary>A weekly digest that the relay put off until it was given up: its articles come with the next one, unless somebody may have got it.</summary>
public sealed class GivenUpDigestTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(20);
    private static readonly Attempt Full = new() { Stage = "FinalDot", Code = 451, Status = "4.3.0", Text = "queue is full" };
    private static readonly Attempt Grey = new() { Stage = "Rcpt", Code = 450, Status = "4.7.1", Text = "greylisted" };
    private static readonly Attempt Lost = new() { Text = "the connection ended", InDoubt = true };

    [Fact]
    public async Task Refused_after_each_final_dot_it_is_carried_by_the_next()
    {
        await using var house = new House();
        var (reader, mail) = await WeekAsync(house);
        foreach (var state in (OutboxState[])[OutboxState.Deferred, OutboxState.Deferred, OutboxState.Failed]) await TryAsync(house, mail, Full, state);
        (await NextWeekAsync(house, reader)).ShouldBe(["week one", "week two"]);
        // It stays as it ended, Message-ID included: the relay's log knows it by that.
        (await house.Part<OutboxTable>().GetAsync(mail)).ShouldNotBeNull().ShouldSatisfyAllConditions(row => row.State.ShouldBe(OutboxState.Failed), row => row.MessageId.ShouldBe("a@bot.example"));
        (await house.Part<OutboxList>().RetryAsync(mail, house.Clock.Now)).ShouldNotBeNull().ShouldContain("a later digest carries its articles");
    }

    [Theory]
    [InlineData(550, "5.7.1", true)]
    [InlineData(550, "5.6.7", false)]
    [InlineData(552, "5.3.4", false)]
    [InlineData(552, null, false)]
    public async Task Refused_at_its_sender_it_is_carried_unless_the_next_would_be_refused_too(int code, string? status, bool carried)
    {
        await using var house = new House();
        var (reader, mail) = await WeekAsync(house);
        await TryAsync(house, mail, new Attempt { Stage = "Mail", Code = code, Status = status, Text = "no" }, OutboxState.Failed, dot: false);
        (await NextWeekAsync(house, reader)).ShouldBe(carried ? ["week one", "week two"] : ["week two"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_doubt_once_it_is_nobody_elses_whatever_was_said_of_it_later(bool crash)
    {
        await using var house = new House();
        var (reader, mail) = await WeekAsync(house);
        await TryAsync(house, mail, Full, OutboxState.Deferred);
        await TryAsync(house, mail, crash ? null : Lost, OutboxState.Sending);
        // From then on no final dot of it goes out any more.
        await TryAsync(house, mail, Grey, OutboxState.Sending, dot: false);
        await TryAsync(house, mail, Grey, OutboxState.Failed, dot: false);
        (await NextWeekAsync(house, reader)).ShouldBe(["week two"]);
    }

    [Fact]
    public async Task In_doubt_at_last_it_is_not_carried_either()
    {
        await using var house = new House();
        var (reader, mail) = await WeekAsync(house);
        await TryAsync(house, mail, Lost, OutboxState.Failed);
        (await NextWeekAsync(house, reader)).ShouldBe(["week two"]);
    }

    [Theory]
    [InlineData(false, OutboxState.Deferred)]
    [InlineData(true, OutboxState.Sending)]
    public async Task Tried_again_by_the_operator_it_is_in_doubt_only_if_it_was(bool doubt, OutboxState expected)
    {
        await using var house = new House();
        var (_, mail) = await WeekAsync(house);
        await TryAsync(house, mail, doubt ? null : Full, OutboxState.Deferred);
        await TryAsync(house, mail, Full, OutboxState.Failed);
        (await house.Part<OutboxList>().RetryAsync(mail, house.Clock.Now)).ShouldBeNull();
        (await house.StateAsync(mail)).ShouldBe(expected);
    }

    private static async Task<(Subscriber Reader, long Mail)> WeekAsync(House house)
    {
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { Frequency = Frequency.Weekly, Weekday = 2 });
        await house.ArticleAsync(feed, "week one");
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.ComposeUnsentAsync()).Digests.ShouldBe(1);
        return (reader, await house.ValueAsync<long>("SELECT MAX(id) FROM outbox"));
    }

    private static async Task<List<string>> NextWeekAsync(House house, Subscriber reader)
    {
        await house.ArticleAsync(await house.ValueAsync<long>("SELECT id FROM feeds"), "week two");
        house.Clock.Advance(TimeSpan.FromDays(7));
        (await house.ComposeUnsentAsync()).Digests.ShouldBe(1);
        return await house.PrintedAsync(reader);
    }

    // As the sender does: claimed, let go, ended. Without an attempt it died in between, and its lease runs out.
    private static async Task TryAsync(House house, long mail, Attempt? said, OutboxState state, bool dot = true)
    {
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, Lease, 10)).Select(row => row.Id).ShouldBe([mail]);
        var journal = house.Part<OutboxJournal>();
        if (dot) (await journal.WriteAsync([], [(mail, "a@bot.example")], house.Clock.Now)).ShouldBe([mail]);
        if (said is not null) await journal.WriteAsync([new AttemptResult(mail, state, house.Clock.Now, said with { At = house.Clock.Now })], [], house.Clock.Now);
    }
}
