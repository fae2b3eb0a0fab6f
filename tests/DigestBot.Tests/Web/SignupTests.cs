using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Subscribers;
using DigestBot.Tests.Replies;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed class SignupTests(DemoWeb web)
{
    private const string Email = "ines@lisbon.example";

    [Fact]
    public async Task A_known_and_an_unknown_address_are_answered_with_the_same_bytes()
    {
        await using var service = await RunningService.StartAsync(web);
        var unknown = await AnswerAsync(service, Form(Email));
        var pending = await AnswerAsync(service, Form(Email));
        var id = (await service.FindAsync(Email))!.Id;
        await service.Part<Signup>().ConfirmAsync(id, "test");
        var active = await AnswerAsync(service, Form(Email));
        await service.Part<Changes>().LeaveAsync(id, "test");
        var gone = await AnswerAsync(service, Form(Email));
        await service.Part<Changes>().EraseAsync((await service.FindAsync(Email))!);
        var erased = await AnswerAsync(service, Form(Email));
        foreach (var answer in new[] { pending, active, gone, erased }) answer.ShouldBe(unknown);
        unknown.ShouldContain("Please look into your mailbox");
    }

    [Fact]
    public async Task Who_complained_and_left_comes_back_by_the_page_and_the_button_of_the_mail_and_the_form_answers_as_it_always_does()
    {
        await using var service = await RunningService.StartAsync(web);
        var unknown = await AnswerAsync(service, Form("somebody@lisbon.example"));
        var s = await service.SubscribeAsync(Email, "books");
        await service.MailsAsync();
        service.Clock.Advance(TimeSpan.FromDays(1));
        var complaint = Reports.Complaint(service.Part<MailAddresses>().MessageId(1, s.Id), "hidden@provider.example", "abuse").ReplaceLineEndings("\r\n");
        (await service.Part<ReplyHandler>().ApplyAsync(Encoding.ASCII.GetBytes(complaint))).ShouldBe(ReplyOutcome.Complained);
        (await service.GetAsync(service.Part<Links>().Preferences(s.Id))).Text.ShouldContain("If that was a mistake, sign up anew.");
        (await service.PostAsync(service.Part<Links>().Unsubscribe(s.Id), new FormUrlEncodedContent([]))).Status.ShouldBe(HttpStatusCode.OK);
        service.Clock.Advance(TimeSpan.FromDays(1));

        (await AnswerAsync(service, Form(Email))).ShouldBe(unknown.Replace("somebody@lisbon.example", Email, StringComparison.Ordinal));
        var mail = (await service.MailsAsync()).ShouldHaveSingleItem();
        var link = Regex.Match(mail.TextBody!.ReplaceLineEndings(""), @"https?://[^\s<>]*/confirm/[a-z2-7]+").Value;
        link.ShouldNotBeEmpty(mail.TextBody);
        var path = new Uri(link).PathAndQuery;
        (await service.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
        (await service.FindAsync(Email))!.Status.ShouldBe(SubscriberStatus.Pending, "looking confirms nothing");
        (await service.PostAsync(path, new FormUrlEncodedContent([]))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.FindAsync(Email))!.Status.ShouldBe(SubscriberStatus.Active);
        (await service.Part<Signup>().SuppressionAsync(Email)).ShouldBeNull();
        (await service.MailsAsync()).Count.ShouldBe(1, "the welcome");
    }

    [Fact]
    public async Task A_signup_is_answered_after_the_same_time_whatever_it_finds()
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var form in new[] { Form(Email), Form(Email), Form(Email, ("website", "https://spam.example")) })
        {
            var watch = Stopwatch.StartNew();
            await AnswerAsync(service, form);
            watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(140));
        }
    }

    [Fact]
    public async Task One_address_gets_one_confirmation_a_day_and_three_ever_however_it_is_spelt()
    {
        await using var service = await RunningService.StartAsync(web);
        var mails = 0;
        for (var day = 0; day < 5; day++, service.Clock.Advance(TimeSpan.FromDays(1)))
            foreach (var spelling in new[] { Email, "INES@Lisbon.example", "ines@lisbon.example " })
            {
                await AnswerAsync(service, Form(spelling));
                mails += (await service.MailsAsync()).Count;
            }

        mails.ShouldBe(3);
    }

    [Fact]
    public async Task A_subscribers_choices_are_not_changed_by_whoever_types_their_address()
    {
        await using var service = await RunningService.StartAsync(web);
        var before = await service.SubscribeAsync(Email, "books");
        await AnswerAsync(service, Form(Email, ("topic", "sports"), ("time", "03:00")));
        var after = (await service.FindAsync(Email))!;
        (after.Topics, after.SendMinute, after.Status, after.NextDue).ShouldBe((before.Topics, before.SendMinute, before.Status, before.NextDue));
    }

    [Fact]
    public async Task A_program_that_fills_in_the_unseen_field_is_told_the_same_and_nothing_is_kept()
    {
        await using var service = await RunningService.StartAsync(web);
        var before = service.Dump();
        var trapped = await AnswerAsync(service, Form(Email, ("website", "https://spam.example")));
        service.ChangedSince(before).ShouldBeEmpty();
        trapped.ShouldBe(await AnswerAsync(service, Form(Email)));
    }

    [Fact]
    public async Task One_network_can_send_so_many_signups_an_hour_and_no_more()
    {
        await using var service = await RunningService.StartAsync(web, ("Web:SignupsPerHour", "3"));
        for (var i = 0; i < 3; i++) (await PostAsync(service, Form($"reader{i}@lisbon.example"))).Status.ShouldBe(HttpStatusCode.OK);
        var before = service.Dump();
        var fourth = await PostAsync(service, Form("reader3@lisbon.example"));
        fourth.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        fourth.Text.ShouldContain("Too many attempts");

        service.ChangedSince(before).ShouldBeEmpty();
        service.Clock.Advance(TimeSpan.FromHours(1));
        (await PostAsync(service, Form("reader3@lisbon.example"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Networks_are_counted_by_the_address_that_the_operators_own_proxy_names()
    {
        await using var service = await RunningService.StartAsync(web, ("Web:SignupsPerHour", "1"), ("Web:BehindProxy", "true"));
        (await FromAsync("203.0.113.7")).ShouldBe(HttpStatusCode.OK);
        (await FromAsync("203.0.113.200")).ShouldBe(HttpStatusCode.TooManyRequests, "the same /24");
        (await FromAsync("198.51.100.7")).ShouldBe(HttpStatusCode.OK);
        (await FromAsync("2001:db8:1:100::1")).ShouldBe(HttpStatusCode.OK);
        (await FromAsync("2001:db8:1:1ff::2")).ShouldBe(HttpStatusCode.TooManyRequests, "the same /56");
        (await FromAsync("192.0.2.9, 198.51.100.9")).ShouldBe(HttpStatusCode.TooManyRequests, "what the client itself put before the proxy's word counts for nothing");

        async Task<HttpStatusCode> FromAsync(string forwarded) => (await service.PostAsync("/subscribe", Form("reader@lisbon.example"), ("X-Forwarded-For", forwarded))).Status;
    }

    [Fact]
    public async Task Without_a_proxy_a_client_cannot_name_its_own_network()
    {
        await using var service = await RunningService.StartAsync(web, ("Web:SignupsPerHour", "1"));
        (await PostAsync(service, Form(Email))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.PostAsync("/subscribe", Form(Email), ("X-Forwarded-For", "203.0.113.7"))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_weekly_digest_is_asked_for_and_the_mail_says_so_in_the_chosen_language()
    {
        await using var service = await RunningService.StartAsync(web);
        await AnswerAsync(service, Form(Email, ("frequency", "weekly"), ("language", "fr")));
        var s = (await service.FindAsync(Email))!;
        (s.Status, s.Frequency, s.Language).ShouldBe((SubscriberStatus.Pending, Frequency.Weekly, "fr"));
        (await service.MailsAsync()).ShouldHaveSingleItem().Subject.ShouldStartWith("Confirmez votre abonnement");
    }

    internal static FormUrlEncodedContent Form(string email, params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string>
        {
            ["topic"] = "technology", ["email"] = email, ["frequency"] = "daily", ["time"] = "07:00", ["zone"] = "Europe/Lisbon", ["language"] = "en", ["budget"] = "15", ["website"] = "", ["action"] = "save",
        };
        foreach (var (name, value) in changed) fields[name] = value;
        return new FormUrlEncodedContent(fields);
    }

    private static Task<Answer> PostAsync(RunningService service, HttpContent form) => service.PostAsync("/subscribe", form);

    private static async Task<string> AnswerAsync(RunningService service, HttpContent form) => (await PostAsync(service, form)).ToString();
}
