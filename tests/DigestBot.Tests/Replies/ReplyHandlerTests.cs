using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Replies;

/// <summary>Who may change a subscription by mail, and that nobody else can.</summary>
public class ReplyHandlerTests
{
    public enum Proof { Address, AddressOnceMore, InReplyTo, References, MailtoSubject }

    [Theory]
    [InlineData(Proof.Address)]
    [InlineData(Proof.AddressOnceMore)]
    [InlineData(Proof.InReplyTo)]
    [InlineData(Proof.References)]
    [InlineData(Proof.MailtoSubject)]
    public async Task A_token_proves_who_writes_wherever_it_stands(Proof proof)
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var addresses = service.Get<MailAddresses>();
        var id = addresses.MessageId(12, ana.Id);
        var letter = proof switch
        {
            Proof.Address => new Letter { To = addresses.ReplyTo(ana.Id), Text = "unsubscribe" },
            Proof.AddressOnceMore => new Letter { Text = "unsubscribe", More = ["Delivered-To: " + addresses.ReplyTo(ana.Id)] },
            Proof.InReplyTo => new Letter { Text = "unsubscribe", More = [$"In-Reply-To: <{id}>"] },
            Proof.References => new Letter { Text = "unsubscribe", More = [$"References: <first@elsewhere.example>", $" <{id}>"] },
            _ => new Letter { Subject = Uri.UnescapeDataString(addresses.UnsubscribeMailto(ana.Id).Split("subject=")[1]) },
        };
        // Who From names does not matter: a person may write from another address of theirs.
        (await service.Get<ReplyHandler>().ApplyAsync((letter with { From = "Ana at work <ana@office.example>" }).Bytes())).ShouldBe(ReplyOutcome.Left);
        (await service.Get<SubscriberTable>().GetAsync(ana.Id))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        var goodbye = (await service.OutboxAsync()).Single();
        (goodbye.Kind, goodbye.Recipient).ShouldBe((MailKind.Goodbye, "ana@readers.example"));
        (await service.Get<SubscriberTable>().ConsentsAsync(ana.Id))[^1].ShouldSatisfyAllConditions(c => c.What.ShouldBe("left"), c => c.How.ShouldBe("reply"));
    }

    [Fact]
    public async Task A_token_of_another_purpose_or_with_a_changed_letter_proves_nothing()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var tokens = service.Get<Tokens>();
        var real = tokens.Make(TokenPurpose.Reply, ana.Id);
        string[] wrong = [tokens.Make(TokenPurpose.Bounce, ana.Id), tokens.Make(TokenPurpose.Unsubscribe, ana.Id), (real[0] == 'a' ? 'b' : 'a') + real[1..], real[..^4], tokens.Make(TokenPurpose.Reply, 0), ""];
        foreach (var token in wrong)
            (await service.Get<ReplyHandler>().ApplyAsync(new Letter { From = "x@strangers.example", To = $"digest+{token}@bot.example", Text = "unsubscribe" }.Bytes())).ShouldBe(ReplyOutcome.Unknown, token);
        (await service.Get<SubscriberTable>().GetAsync(ana.Id)).ShouldBe(ana);
        (await service.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task From_alone_proves_nothing_and_is_answered_at_most_once_a_day()
    {
        await using var service = Installation.Make();
        var ana = await service.SubscribeAsync("ana@readers.example");
        var handler = service.Get<ReplyHandler>();
        for (var day = 1; day <= 3; day++)
        {
            for (var i = 0; i < 5; i++) (await handler.ApplyAsync(new Letter { Text = "unsubscribe" }.Bytes())).ShouldBe(ReplyOutcome.Unproven);
            var mails = await service.OutboxAsync();
            mails.Count.ShouldBe(day);
            mails.ShouldAllBe(mail => mail.Kind == MailKind.Receipt && mail.Recipient == "ana@readers.example" && mail.Payload!.Contains("change.unproven"));
            service.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        }

        (await service.Get<SubscriberTable>().GetAsync(ana.Id)).ShouldBe(ana);
        (await handler.ApplyAsync(new Letter { From = "nobody@strangers.example", Text = "unsubscribe" }.Bytes())).ShouldBe(ReplyOutcome.Unknown);
        (await service.OutboxAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_program_that_does_not_say_that_it_is_one_is_not_answered_for_ever()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        for (var i = 0; i < 30; i++) await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = "help" }.Bytes());
        (await service.OutboxAsync()).Count.ShouldBeInRange(1, 10);
    }

    [Fact]
    public async Task A_feed_is_followed_by_a_reply_and_the_answer_states_how_things_stand_and_stays_so()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example", "science");
        var searched = 0;
        var following = new Following(service.Get<FeedTable>(), service.Get<LookupTable>(), new FollowOptions(), (address, _) =>
        {
            searched++;
            return Task.FromResult<NewFeed?>(address.Host == "blog.example" ? new NewFeed("https://blog.example/feed", "A Blog", null) : null);
        }, service.Clock);
        var follows = new ReplyFollows(service.Get<SubscriberTable>(), service.Get<ReaderListTable>(), following, service.Get<IReadOnlyList<Topic>>(), service.Clock);
        var handler = new ReplyHandler(service.Get<Database>(), service.Get<InboxTable>(), service.Get<SubscriberTable>(), service.Get<MailAddresses>(), service.Get<Refusals>(), service.Get<Wording>(), follows, new FollowOptions(), service.Clock);
        var to = service.Get<MailAddresses>().ReplyTo(ana.Id);
        var text = "follow https://blog.example/\nfollow https://nothing.example/\nevery Monday and Thursday at 6:30\nmute heise.de\nonly English and German\n";
        (await handler.ApplyAsync(new Letter { From = "x@strangers.example", To = "digest@bot.example", Text = text }.Bytes())).ShouldBe(ReplyOutcome.Unknown);
        searched.ShouldBe(0, "who is not proven has nothing looked up");
        (await handler.ApplyAsync(new Letter { To = to, Text = text }.Bytes())).ShouldBe(ReplyOutcome.Changed);
        searched.ShouldBe(2);
        var feed = (await service.Get<FeedTable>().AllAsync()).Single(row => row.Url == "https://blog.example/feed");
        feed.Listed.ShouldBeFalse();
        (await service.Get<ReaderListTable>().OfAsync(ana.Id)).Follows.Single().FeedId.ShouldBe(feed.Id);

        var mail = (await service.OutboxAsync()).Single();
        var first = await BodyAsync(service, mail);
        foreach (var said in new[] { "Followed: A Blog.", "No feed could be found at https://nothing.example/.", "on Mondays and Thursdays at 06:30", "Followed feeds: A Blog", "Muted: heise.de", "Languages: Deutsch and English", "Topics: Science" })
            first.ReplaceLineEndings(" ").ShouldContain(said);
        await service.Get<Changes>().UnfollowAsync(ana.Id, feed.Id);
        await service.Get<FeedTable>().RemoveAsync(feed.Url);
        (await BodyAsync(service, mail)).ShouldBe(first, "a second attempt says the same");
    }

    [Fact]
    public async Task A_message_that_comes_again_fetches_nothing_and_the_days_limit_holds_over_two_handlers()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example", "science");
        var searched = 0;
        var to = service.Get<MailAddresses>().ReplyTo(ana.Id);
        var same = new Letter { To = to, Text = "follow https://one.example/" }.Bytes();
        foreach (var expected in new[] { ReplyOutcome.Changed, ReplyOutcome.Seen, ReplyOutcome.Seen }) (await Handler().ApplyAsync(same)).ShouldBe(expected);
        searched.ShouldBe(1);
        for (var i = 2; i <= 5; i++) await Handler().ApplyAsync(new Letter { To = to, Text = $"follow https://site{i}.example/" }.Bytes());
        searched.ShouldBe(3, "each handler stands for a process of its own");

        ReplyHandler Handler()
        {
            var options = new FollowOptions { LookupsPerDay = 3 };
            var following = new Following(service.Get<FeedTable>(), service.Get<LookupTable>(), options, (_, _) =>
            {
                searched++;
                return Task.FromResult<NewFeed?>(null);
            }, service.Clock);
            var follows = new ReplyFollows(service.Get<SubscriberTable>(), service.Get<ReaderListTable>(), following, service.Get<IReadOnlyList<Topic>>(), service.Clock);
            return new ReplyHandler(service.Get<Database>(), service.Get<InboxTable>(), service.Get<SubscriberTable>(), service.Get<MailAddresses>(), service.Get<Refusals>(), service.Get<Wording>(), follows, options, service.Clock);
        }
    }

    [Theory]
    [InlineData(SubscriberStatus.Unsubscribed, "You are unsubscribed.")]
    [InlineData(SubscriberStatus.Pending, "Your address is not confirmed yet.")]
    public async Task Who_gets_no_digests_follows_nothing_by_reply_and_is_told_why(SubscriberStatus status, string said)
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example", "science");
        var listed = (await service.Get<FeedTable>().AddAsync("https://listed.example/rss", "Listed", null, ["science"], service.Clock.GetUtcNow())).Id;
        await service.Get<Database>().WriteAsync((db, tx) => SubscriberTable.UpdateAsync(db, tx, ana with { Status = status, NextDue = null }), TestContext.Current.CancellationToken);
        await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = "follow https://127.0.0.1:1/\nfollow Listed" }.Bytes());
        (await service.Get<ReaderListTable>().OfAsync(ana.Id)).Follows.ShouldBeEmpty();
        (await service.Get<FeedTable>().AllAsync()).Select(feed => feed.Id).ShouldBe([listed]);
        var body = await BodyAsync(service, (await service.OutboxAsync()).Single());
        body.ReplaceLineEndings(" ").ShouldContain(said);
        body.ShouldNotContain("There is no feed called");
    }

    [Theory]
    [InlineData("follow Money", "If you mean “Money and the World”")]
    [InlineData("follow money and the world", "No feed is called “the world”")]
    [InlineData("follow \"money and the world\"", "Followed: Money and the World.")]
    [InlineData("follow \"Money\"", "Followed: Money and the World.")]
    [InlineData("follow the feed Money", "Followed: Money and the World.")]
    public async Task A_bare_name_follows_the_feed_of_exactly_this_name(string text, string said)
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example", "science");
        await service.Get<Database>().WriteAsync((db, tx) => FeedTable.AddAsync(db, tx, "https://money.example/rss", "Money and the World", null, listed: true, service.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = text }.Bytes());
        (await BodyAsync(service, (await service.OutboxAsync()).Single())).ReplaceLineEndings(" ").ShouldContain(said);
    }

    [Fact]
    public async Task The_answer_to_a_change_of_language_is_in_that_language()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = "auf Deutsch bitte" }.Bytes());
        (await service.Get<SubscriberTable>().GetAsync(ana.Id)).ShouldNotBeNull().ShouldSatisfyAllConditions(s => s.Language.ShouldBe("de"), s => s.ReadLanguages.ShouldBe(""));
        (await BodyAsync(service, (await service.OutboxAsync()).Single())).ShouldContain("Deine Sprache ist jetzt Deutsch.");
    }

    private static async Task<string> BodyAsync(Installation service, OutboxMessage mail) =>
        DigestBot.Wire.Mime.MessageReader.Read((await service.Get<MailRenderer>().PrepareAsync([mail])).Render(mail)!.Message).TextBody!;

    [Fact]
    public async Task The_quoted_footer_of_our_own_mail_is_no_command()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var quoted = "Thank you, I liked that one.\n\nOn Tue, 10 Mar 2026 at 07:00, DigestBot wrote:\n> Reply \"unsubscribe\" to leave.\n> Unsubscribe: https://bot.example/unsubscribe/x\n> pause 2 weeks, weekly, help\n";
        (await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = quoted }.Bytes())).ShouldBe(ReplyOutcome.Nothing);
        (await service.Get<SubscriberTable>().GetAsync(ana.Id)).ShouldBe(ana);
        (await service.OutboxAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("Return-Path: <>")]
    [InlineData("Precedence: bulk")]
    [InlineData("Precedence: list")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("List-Id: <talk.readers.example>")]
    [InlineData("X-Auto-Response-Suppress: All")]
    public async Task What_a_program_writes_is_neither_answered_nor_obeyed(string header)
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var letter = new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = "unsubscribe", More = [header] };
        (await service.Get<ReplyHandler>().ApplyAsync(letter.Bytes())).ShouldBe(ReplyOutcome.Automatic);
        // Without the token too: no answer to "ana@…" either.
        (await service.Get<ReplyHandler>().ApplyAsync((letter with { To = "digest@bot.example", MessageId = "other@x" }).Bytes())).ShouldBe(ReplyOutcome.Automatic);
        (await service.Get<SubscriberTable>().GetAsync(ana.Id)).ShouldBe(ana);
        (await service.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bounce_of_our_mail_is_not_obeyed_although_it_carries_the_token()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var bounce = new Letter { From = "Mail Delivery System <MAILER-DAEMON@mx.readers.example>", To = service.Get<MailAddresses>().ReplyTo(ana.Id), Subject = "unsubscribe", Text = "unsubscribe" };
        (await service.Get<ReplyHandler>().ApplyAsync(bounce.Bytes())).ShouldBe(ReplyOutcome.Automatic);
        (await service.Get<SubscriberTable>().GetAsync(ana.Id)).ShouldBe(ana);
    }

    [Fact]
    public async Task The_same_mail_by_imap_and_by_pipe_is_handled_once()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var letter = new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = "add design" };
        var handler = service.Get<ReplyHandler>();
        (await handler.ApplyAsync(letter.Bytes("Received: from a by b; Tue, 10 Mar 2026 12:00:01 +0000"), 5, 9)).ShouldBe(ReplyOutcome.Changed);
        (await handler.ApplyAsync(letter.Bytes("Return-Path: <ana@readers.example>", "Received: from a by pipe; Tue, 10 Mar 2026 12:00:02 +0000"))).ShouldBe(ReplyOutcome.Seen);
        // The mailbox was rebuilt: other numbers, the same mail.
        (await handler.ApplyAsync(letter.Bytes(), 6, 1)).ShouldBe(ReplyOutcome.Seen);
        (await service.OutboxAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reply_of_somebody_who_has_left_already_changes_nothing_and_sends_no_second_goodbye()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var to = service.Get<MailAddresses>().ReplyTo(ana.Id);
        for (var i = 0; i < 3; i++) await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = to, Text = "unsubscribe" }.Bytes());
        (await service.OutboxAsync()).Count(mail => mail.Kind == MailKind.Goodbye).ShouldBe(1);
        await service.Get<Changes>().EraseAsync(ana);
        (await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = to, Text = "unsubscribe" }.Bytes())).ShouldBe(ReplyOutcome.Unknown);
    }

    [Fact]
    public async Task Leaving_by_reply_cancels_what_is_queued_in_the_same_moment()
    {
        await using var service = Installation.Make(("Mail:ReplyTo", "digest+{token}@bot.example"));
        await service.QueueDigestsAsync(2);
        await service.Get<ReplyHandler>().ApplyAsync(new Letter { To = service.Get<MailAddresses>().ReplyTo(1), Text = "unsubscribe" }.Bytes());
        (await service.OutboxAsync()).Select(mail => (mail.SubscriberId, mail.Kind, mail.State)).ShouldBe(
            [(1, MailKind.Digest, OutboxState.Cancelled), (2, MailKind.Digest, OutboxState.Queued), (1, MailKind.Goodbye, OutboxState.Queued)]);
    }
}
