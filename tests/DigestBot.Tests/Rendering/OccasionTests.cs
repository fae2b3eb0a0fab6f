using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

public sealed class OccasionTests
{
    private const string Picture = "https://images.example.org/crossing.jpg";

    [Fact]
    public async Task A_digest_that_ends_a_pause_says_since_when_how_much_and_where_the_rest_is()
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { AwaySince = "2026-02-10", Budget = 5, Name = "Ada" });
        var feed = await house.FeedAsync();
        for (var i = 0; i < 8; i++) await house.ArticleAsync(feed, $"Crossing {i}", minutes: 2, time: House.Start.AddMinutes(i));
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        message.Subject.ShouldBe("DigestBot · While you were away: 8 articles");
        var text = message.TextBody!.ShouldNotBeNull();
        var html = ComposedMail.Part(message, "html").Text;
        foreach (var part in new[] { text, html })
        {
            part.ShouldContain("Good morning, Ada.");
            part.ShouldContain("While you were away");
            part.ShouldContain("8 articles have come in for you since 10 February.");
            part.ShouldContain("of them did not fit into your reading time.");
            part.Split("#held-over").Length.ShouldBe(3, "at the head, and after the cards");
        }

        html.ShouldContain(">8 articles have come in for you since 10 February. Crossing", Case.Sensitive, "the preheader begins with it");
    }

    [Fact]
    public async Task A_quiet_day_has_its_own_subject_and_one_line()
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { QuietNote = true, AwaySince = "2026-02-10", Language = "de" });
        await house.FeedAsync();
        await house.FeedAsync();
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        message.Subject.ShouldBe("DigestBot · Nichts Neues, 3. März");
        message.TextBody!.ShouldContain("\nDiesmal nichts Neues in den 2 Feeds, die wir für dich lesen.\n\n---");
        var html = ComposedMail.Part(message, "html").Text;
        html.ShouldContain("/unsubscribe/");
        html.ShouldNotContain("<h2");
        html.ShouldNotContain("slotZ");
        message.TextBody!.ShouldNotContain("slotZ");
    }

    [Fact]
    public async Task A_quiet_day_on_which_feeds_could_not_be_read_says_so()
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { QuietNote = true });
        await house.FeedAsync("https://broken.example/feed");
        await house.ExecuteAsync("UPDATE feeds SET failing_since = 1, error = 'the server answered 500'");
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        message.TextBody!.ShouldContain("in the feed that we read for you.");
        foreach (var part in new[] { message.TextBody!, ComposedMail.Part(message, "html").Text })
        {
            part.ShouldContain("broken.example/feed, since 1 January");
            part.ShouldNotContain("the server answered 500", customMessage: "why is the operator's business");
        }
    }

    [Fact]
    public async Task Digests_of_one_selection_differ_in_greeting_and_occasion_and_share_their_cards()
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { Name = "Ada" });
        await house.SubscriberAsync(s => s with { Name = "<b>Grace</b>" });
        await house.SubscriberAsync(s => s with { AwaySince = "2026-02-20" });
        await house.ArticleAsync(await house.FeedAsync(), "Night crossing", time: House.Start);
        await ComposedMail.OfAsync(house);
        (await house.ValueAsync<long>("SELECT COUNT(DISTINCT selection_id) FROM digests")).ShouldBe(1);
        var mails = await AllAsync(house);
        mails.Count.ShouldBe(3);
        mails[0].ShouldContain("Good morning, Ada.");
        mails[1].ShouldContain("Good morning, &lt;b&gt;Grace&lt;/b&gt;.");
        mails[2].ShouldContain("Good morning.</p>");
        mails[2].ShouldContain("since 20 February.");
        mails.Take(2).ShouldAllBe(mail => !mail.Contains("While you were away"));
    }

    [Fact]
    public async Task A_picture_is_loaded_only_for_somebody_who_asked_for_pictures()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        await house.SubscriberAsync(s => s with { Pictures = true });
        await house.ArticleAsync(await house.FeedAsync(), "Night crossing", time: House.Start);
        await house.ExecuteAsync("UPDATE articles SET image = @Picture", new { Picture });
        await ComposedMail.OfAsync(house);
        (await house.ValueAsync<long>("SELECT COUNT(DISTINCT selection_id) FROM digests")).ShouldBe(1);
        var mails = await AllAsync(house);
        mails[0].ShouldNotContain("<img");
        mails[0].ShouldNotContain("images.example.org");
        mails[1].Split("<img").Length.ShouldBe(2);
        mails[1].ShouldContain($"src=\"{Picture}\"");
    }

    [Fact]
    public async Task The_second_digest_of_a_day_has_a_subject_of_its_own_and_the_greeting_goes_by_the_hour_of_composing()
    {
        await using var house = new House();
        var chosen = new ChosenFacts("design", Frequency.Twice, 1, 7 * 60, "UTC") { SecondMinute = 18 * 60, Name = "Ada" };
        var article = await house.ArticleAsync(await house.FeedAsync(), "Night crossing", time: House.Start);
        var selection = new Selection { Created = House.Start, Head = 1, Printed = [article], Feeds = 1 };
        var digest = new Digest { LocalDate = "2026-03-02", Language = "en", Chosen = chosen.ToString() };
        var renderer = house.Part<MailRenderer>();
        var (first, second) = (Read(await renderer.PreviewAsync(digest, selection with { Created = At(7) }, "a@example.org")), Read(await renderer.PreviewAsync(digest with { Slot = 1 }, selection with { Created = At(18) }, "a@example.org")));
        Read(await renderer.PreviewAsync(digest, selection with { Created = At(22) }, "a@example.org")).TextBody!.ShouldContain("Good evening, Ada.", customMessage: "a machine that slept since the morning");
        first.Subject.ShouldBe("DigestBot · Monday, 2 March 2026");
        second.Subject.ShouldBe("DigestBot · Monday, 2 March 2026 at 18:00");
        first.TextBody!.ShouldContain("Good morning, Ada.");
        second.TextBody!.ShouldContain("Good evening, Ada.");

        static DateTimeOffset At(int hour) => new(2026, 3, 2, hour, 0, 0, TimeSpan.Zero);
    }

    [Theory]
    [InlineData("en", "design", 3, "You subscribed to Design and 3 feeds that you follow, every day at 07:00 (Europe/Berlin).")]
    [InlineData("en", "design", 0, "You subscribed to Design, every day at 07:00 (Europe/Berlin).")]
    [InlineData("en", "all", 1, "You subscribed to All Topics and 1 feed that you follow, every day at 07:00 (Europe/Berlin).")]
    [InlineData("en", "", 2, "You subscribed to 2 feeds that you follow, every day at 07:00 (Europe/Berlin).")]
    [InlineData("en", "", 0, "Your digest comes every day at 07:00 (Europe/Berlin).")]
    [InlineData("de", "design,science", 3, "Du hast Design, Wissenschaft und 3 Feeds deiner Wahl abonniert, jeden Tag um 07:00 Uhr (Europe/Berlin).")]
    [InlineData("fr", "", 1, "Votre abonnement : 1 flux que vous suivez, tous les jours à 07:00 (Europe/Berlin).")]
    [InlineData("es", "design", 2, "Te suscribiste a Diseño y 2 canales que sigues, todos los días, 07:00 h (Europe/Berlin).")]
    public async Task Why_a_mail_comes_is_said_of_topics_and_of_feeds(string language, string topics, int follows, string reason)
    {
        await using var house = new House();
        var wording = house.Part<Wording>();
        wording.Reason(new ChosenFacts(topics, Frequency.Daily, 1, 7 * 60, "Europe/Berlin") { Follows = follows }, wording.In(language)).ShouldBe(reason);
    }

    private static ReceivedMessage Read(RenderedMail mail) => MessageReader.Read(mail.Message);

    private static async Task<List<string>> AllAsync(House house)
    {
        var rows = new List<OutboxMessage>();
        foreach (var id in await house.ColumnAsync<long>("SELECT id FROM outbox WHERE kind = 'digest' ORDER BY subscriber_id"))
            rows.Add((await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull());
        var prepared = await house.Part<MailRenderer>().PrepareAsync(rows);
        return [.. rows.Select(row => ComposedMail.Part(Read(prepared.Render(row) ?? throw new InvalidOperationException(prepared.Problem(row))), "html").Text)];
    }
}
