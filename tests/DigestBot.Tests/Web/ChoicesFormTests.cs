using System.Net;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Fetch;

namespace DigestBot.Tests.Web;

/// <summary>What a subscriber sets on their own page.</summary>
[Collection("web")]
public sealed class ChoicesFormTests(DemoWeb web)
{
    [Fact]
    public async Task Everything_that_is_set_is_stored_and_comes_back_ticked_and_typed()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        var page = service.Part<Links>().Preferences(s.Id);
        var saved = await PostAsync(service, page, ("frequency", "days"), ("has", "day"), ("day", "1"), ("day", "4"), ("has", "readLanguage"), ("readLanguage", "de"), ("readLanguage", "en"), ("has", "name"), ("name", "  Inês  Maria "),
            ("has", "pictures"), ("pictures", "on"), ("has", "quietNote"), ("quietNote", "on"), ("has", "mutes"), ("mutedWords", "Bitcoin\r\n\r\nelection  night\r\nbitcoin"), ("mutedSources", "https://www.noise.example/news\r\nThe Loud Paper"));
        saved.Status.ShouldBe(HttpStatusCode.OK);
        var after = (await service.FindAsync(s.Email))!;
        (after.Frequency, after.Days, after.ReadLanguages, after.Name, after.Pictures, after.QuietNote).ShouldBe((Frequency.Days, 0b1001, "de,en", "Inês Maria", true, true));
        var lists = await service.Part<ReaderListTable>().OfAsync(s.Id);
        lists.MutedWords.ShouldBe(["bitcoin", "election night"]);
        lists.MutedSources.ShouldBe(["noise.example", "the loud paper"]);

        var form = (await service.GetAsync(page)).Page;
        form.QuerySelectorAll("input[name=day]").Where(box => box.HasAttribute("checked")).Select(box => box.GetAttribute("value")).ShouldBe(["1", "4"]);
        form.QuerySelectorAll("input[name=readLanguage]").Where(box => box.HasAttribute("checked")).Select(box => box.GetAttribute("value")).ShouldBe(["de", "en"], ignoreOrder: true);
        form.QuerySelector("#mutedWords")!.TextContent.ReplaceLineEndings("\n").ShouldBe("bitcoin\nelection night");
        form.QuerySelector("#pictures")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task A_box_that_is_no_longer_ticked_is_off_and_what_a_form_does_not_have_stays()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        var page = service.Part<Links>().Preferences(s.Id);
        await service.Part<Changes>().SetPreferencesAsync(s.Id, Preferences.Of(s) with { Pictures = true, QuietNote = true, ReadLanguages = ["en"], Name = "Inês", Days = 3 }, lists => lists with { MutedWords = ["x"] });
        await PostAsync(service, page);
        var kept = (await service.FindAsync(s.Email))!;
        (kept.Pictures, kept.QuietNote, kept.ReadLanguages, kept.Name, kept.Days).ShouldBe((true, true, "en", "Inês", 3));
        await PostAsync(service, page, ("has", "pictures"), ("has", "quietNote"), ("has", "readLanguage"), ("has", "name"), ("name", ""), ("has", "mutes"));
        var off = (await service.FindAsync(s.Email))!;
        (off.Pictures, off.QuietNote, off.ReadLanguages, off.Name).ShouldBe((false, false, "", ""));
        (await service.Part<ReaderListTable>().OfAsync(s.Id)).MutedWords.ShouldBeEmpty();
    }

    [Fact]
    public async Task Topics_go_when_the_form_has_them_and_none_is_ticked_and_stay_when_it_has_none()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        await FollowAsync(service, s);
        var page = service.Part<Links>().Preferences(s.Id);
        (await PostWithoutAsync("topic", service, page)).Status.ShouldBe(HttpStatusCode.OK);
        (await service.FindAsync(s.Email))!.Topics.ShouldBe("books");
        (await PostWithoutAsync("topic", service, page, ("has", "topic"))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.FindAsync(s.Email))!.Topics.ShouldBe("");
    }

    [Theory]
    [InlineData("days", "frequency=days&has=day")]
    [InlineData("time2", "frequency=twice&time2=07:00")]
    [InlineData("monthDay", "frequency=monthly&monthDay=32")]
    [InlineData("weekday", "frequency=weekly&weekday=8")]
    [InlineData("name", "has=name&name=visit evil.example")]
    [InlineData("feed", "feed=No Such Paper")]
    [InlineData("mutedSources", "has=mutes&mutedSources=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task What_is_wrong_is_said_beside_its_field_in_each_language_and_nothing_is_stored(string field, string query)
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var language in new[] { "en", "de", "fr", "es" })
        {
            var s = await service.SubscribeAsync($"ines@{language}.example", "books");
            await service.Part<Changes>().SetPreferencesAsync(s.Id, Preferences.Of(s) with { Language = language });
            var before = service.Dump();
            var answer = await PostAsync(service, service.Part<Links>().Preferences(s.Id), [("language", language), .. query.Split('&').Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))]);
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, language);
            var error = answer.Page.QuerySelectorAll("#errors li").Single();
            error.QuerySelector("a")!.GetAttribute("href").ShouldBe("#" + field);
            answer.Page.QuerySelector("#" + field)!.GetAttribute("aria-describedby")!.Split(' ').ShouldContain(error.Id!);
            service.ChangedSince(before).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task An_address_inside_is_never_asked_and_said_to_be_no_feed()
    {
        await using var publisher = await Publisher.StartAsync();
        var feed = publisher.Serve("/feed", "<rss version='2.0'><channel><title>Inside</title></channel></rss>");
        await using var service = await RunningService.StartAsync(web, ("Fetch:AllowPrivateAddresses", "false"));
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        var answer = await PostAsync(service, service.Part<Links>().Preferences(s.Id), ("feed", feed));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Page.QuerySelectorAll("#errors li").Single().TextContent.ShouldContain("No feed could be found");
        publisher.Requests.ShouldBeEmpty();
        await using var open = await RunningService.StartAsync(web);
        var other = await open.SubscribeAsync("ines@lisbon.example", "books");
        (await PostAsync(open, open.Part<Links>().Preferences(other.Id), ("feed", feed))).Status.ShouldBe(HttpStatusCode.OK, "it is the guard that stops it, nothing else");
        publisher.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(SubscriberStatus.Unsubscribed, "You are unsubscribed.")]
    [InlineData(SubscriberStatus.Pending, "Your address is not confirmed yet.")]
    [InlineData(SubscriberStatus.Bounced, "Your mailbox has refused our mail")]
    public async Task Who_gets_no_digests_follows_no_new_feed_and_nothing_is_fetched(SubscriberStatus status, string said)
    {
        await using var publisher = await Publisher.StartAsync();
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        await service.Part<Database>().WriteAsync((db, tx) => SubscriberTable.UpdateAsync(db, tx, s with { Status = status, NextDue = null }), TestContext.Current.CancellationToken);
        var before = service.Dump();
        var page = service.Part<Links>().Preferences(s.Id);
        foreach (var feed in new[] { publisher.Serve("/feed", "<rss version='2.0'><channel><title>New</title></channel></rss>"), (await service.Part<FeedTable>().AllAsync()).First(feed => feed.Error is null).Url })
        {
            var answer = await PostAsync(service, page, ("feed", feed));
            answer.Page.QuerySelectorAll("#errors li").Single().TextContent.ShouldContain(said);
        }

        publisher.Requests.ShouldBeEmpty();
        service.ChangedSince(before).ShouldBeEmpty();
        (await service.GetAsync(page)).Page.QuerySelector("#feed").ShouldBeNull("what cannot be done is not offered");
    }

    [Fact]
    public async Task What_belongs_to_another_frequency_is_not_looked_at()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        (await PostAsync(service, service.Part<Links>().Preferences(s.Id), ("has", "day"), ("time2", "nonsense"), ("monthDay", "99"), ("weekday", "0"))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.FindAsync(s.Email))!.Days.ShouldBe(31);
    }

    [Fact]
    public async Task A_feed_is_followed_by_name_by_its_address_and_by_its_site_and_stopped_by_a_tick()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        var page = service.Part<Links>().Preferences(s.Id);
        var table = service.Part<FeedTable>();
        var listed = (await table.AllAsync()).First(feed => feed.Error is null);
        (await PostAsync(service, page, ("feed", listed.DisplayTitle))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.Part<ReaderListTable>().OfAsync(s.Id)).Follows.Single().FeedId.ShouldBe(listed.Id);

        // Nobody knows it any more: it is fetched, and comes back as a feed of this reader's own.
        service.Execute($"DELETE FROM feeds WHERE id = {listed.Id}");
        var before = service.Dump();
        await service.GetAsync(page + "?feed=" + Uri.EscapeDataString(listed.Url));
        service.ChangedSince(before).ShouldBeEmpty("GET changes nothing");
        (await PostAsync(service, page, ("feed", listed.Url))).Status.ShouldBe(HttpStatusCode.OK);
        var own = (await table.AllAsync()).Single(feed => feed.Url == listed.Url);
        (own.Listed, own.Title).ShouldBe((false, listed.Title));
        (await service.GetAsync(page)).Page.QuerySelector($"input[name=unfollow][value='{own.Id}']").ShouldNotBeNull();

        (await PostAsync(service, page, ("unfollow", $"{own.Id}"))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.Part<ReaderListTable>().OfAsync(s.Id)).Follows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_signup_form_never_takes_a_name_and_its_preview_keeps_to_the_languages()
    {
        await using var service = await RunningService.StartAsync(web);
        await PostAsync(service, "/subscribe", ("email", "rui@porto.example"), ("has", "name"), ("name", "Rui"), ("has", "pictures"), ("pictures", "on"), ("has", "readLanguage"), ("readLanguage", "pt"), ("frequency", "monthly"), ("monthDay", "15"));
        var s = (await service.FindAsync("rui@porto.example"))!;
        (s.Name, s.Pictures, s.ReadLanguages, s.Frequency, s.MonthDay).ShouldBe(("", false, "pt", Frequency.Monthly, 15));
        (await service.GetAsync("/preview?topic=all")).Page.QuerySelectorAll(".card").ShouldNotBeEmpty();
        (await service.GetAsync("/preview?topic=all&readLanguage=en")).Page.QuerySelectorAll(".card").ShouldNotBeEmpty();
        (await service.GetAsync("/preview?topic=all&readLanguage=xx")).Page.QuerySelectorAll(".card").Length.ShouldBeLessThan((await service.GetAsync("/preview?topic=all")).Page.QuerySelectorAll(".card").Length);
    }

    private static async Task FollowAsync(RunningService service, Subscriber s)
    {
        var feed = (await service.Part<FeedTable>().AllAsync()).First(feed => feed.Error is null);
        (await service.Part<Changes>().FollowAsync(s.Id, new FollowTarget("x", feed.DisplayTitle, feed.Id, null, null))).Problem.ShouldBeNull();
    }

    private static Task<Answer> PostWithoutAsync(string left, RunningService service, string page, params (string Name, string Value)[] fields) => PostAsync(service, page, left, fields);

    private static Task<Answer> PostAsync(RunningService service, string page, params (string Name, string Value)[] fields) => PostAsync(service, page, "", fields);

    private static Task<Answer> PostAsync(RunningService service, string page, string left, (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual = [("action", "save"), ("topic", "books"), ("time", "07:00"), ("zone", "Europe/Berlin"), ("language", "en"), ("budget", "20"), ("frequency", "daily")];
        var all = usual.Where(field => field.Name != left && fields.All(given => given.Name != field.Name)).Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value));
        return service.PostAsync(page, new FormUrlEncodedContent(all));
    }
}
