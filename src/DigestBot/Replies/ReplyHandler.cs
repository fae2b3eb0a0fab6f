using System.Data;
using System.Security.Cryptography;
using System.Text;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Wire.Mime;

namespace DigestBot.Replies;

/// <summary>What became of a message in the inbox.</summary>
public enum ReplyOutcome
{
    /// <summary>A subscription was ended.</summary>
    Left,

    /// <summary>Something was changed, or the sender was told why not.</summary>
    Changed,

    /// <summary>No command in it.</summary>
    Nothing,

    /// <summary>Written by a program (auto-reply, list, a report that proves nothing): never answered, never obeyed.</summary>
    Automatic,

    /// <summary>A mail of ours came back: it stands in that mail's history, and ends the subscription by the rule of <see cref="Refusals"/>.</summary>
    Bounced,

    /// <summary>A mail of ours was reported as unwanted: the subscription has ended.</summary>
    Complained,

    /// <summary>No signed token says who wrote it. What From says is not proof; the person is sent their own links instead.</summary>
    Unproven,

    /// <summary>Nobody that is known.</summary>
    Unknown,

    /// <summary>Handled before.</summary>
    Seen,

    /// <summary>Left as it is, to be handled when there is time to look up addresses.</summary>
    Later,
}

/// <summary>The fifth stage, for one message: who wrote it, what it asks for, and doing that, in one transaction.</summary>
public sealed class ReplyHandler(
    Database database, InboxTable inbox, SubscriberTable subscribers, MailAddresses addresses, Refusals refusals, Wording wording, ReplyFollows follows, FollowOptions options, TimeProvider clock)
{
    /// <summary>Answers to one subscriber within a day: enough for a person who tries things out, an end for a program that does not say that it is one (RFC 3834 2).</summary>
    private const int AnswersPerDay = 10;

    /// <summary>Handles a message. The same message is handled once, however often it is given.</summary>
    /// <param name="bytes">As received.</param>
    /// <param name="uidValidity">Where it stands in the mailbox, when it came from one.</param>
    /// <param name="uid">Where it stands in the mailbox, when it came from one.</param>
    /// <param name="mayLookUp">Whether there is time to look up addresses; when there is not, a message that asks for it is left for later.</param>
    public async Task<ReplyOutcome> ApplyAsync(ReadOnlyMemory<byte> bytes, uint? uidValidity = null, uint? uid = null, bool mayLookUp = true)
    {
        var message = MessageReader.Read(bytes);
        var visible = ReplyText.Visible(message.TextBody ?? "");
        var report = ProvenReport.Of(message, addresses);
        var automatic = report is not null || AutomaticMail.Classify(message.Headers) != AutomaticKind.None;
        var proven = automatic ? null : Proven(message);
        var claimed = automatic || proven is not null ? null : await ClaimedAsync(message);
        var commands = proven is null ? [] : ReplyCommands.Parse(visible, ReadReply.WithoutTokens(message.Subject));
        var hash = Hash(message, report is null ? visible : visible + "\n" + report.Key);
        var slow = proven is not null && follows.MayLookUp(commands);
        // Before anything is fetched: a message that comes again, by pipe or by IMAP, fetches nothing.
        if (slow && await inbox.KnowsAsync(hash)) return ReplyOutcome.Seen;
        if (slow && !mayLookUp) return ReplyOutcome.Later;
        var targets = proven is { } asking ? await follows.ResolveAsync(asking, commands) : ReplyFollows.Nothing;
        return await database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            var subscriber = proven is { } id ? await SubscriberTable.GetAsync(db, tx, id) : null;
            var outcome = report is not null ? report.Failed is null ? ReplyOutcome.Complained : ReplyOutcome.Bounced
                : automatic ? ReplyOutcome.Automatic
                : claimed is not null ? ReplyOutcome.Unproven
                : subscriber is null ? ReplyOutcome.Unknown
                : commands.Count == 0 ? ReplyOutcome.Nothing
                : commands.Any(command => command.Verb == "unsubscribe") ? ReplyOutcome.Left : ReplyOutcome.Changed;
            if (!await InboxTable.BeginAsync(db, tx, hash, uidValidity, uid, now, outcome.ToString().ToLowerInvariant())) return ReplyOutcome.Seen;
            if (outcome is ReplyOutcome.Left or ReplyOutcome.Changed) await DoAsync(db, tx, subscriber!, commands, targets, message, now);
            if (report is { Failed: { } failed, Mail: { } returned }) await refusals.BouncedAsync(db, tx, returned, failed);
            if (outcome == ReplyOutcome.Complained) await refusals.ComplainedAsync(db, tx, report!.Subscriber, report.Mail, report.FeedbackType);
            if (outcome == ReplyOutcome.Unproven) await AnswerAsync(db, tx, claimed!, [new Statement("change.unproven")], message, now, most: 1);
            return outcome;
        });
    }

    private async Task DoAsync(
        IDbConnection db, IDbTransaction tx, Subscriber s, IReadOnlyList<ReplyCommand> commands, IReadOnlyDictionary<string, FollowTarget> targets, ReceivedMessage message, DateTimeOffset now)
    {
        var lists = await ReaderListTable.OfAsync(db, tx, s.Id);
        var feeds = await FeedsAsync(db, tx, s, commands, lists, targets, now);
        var effect = CommandEffects.Apply(s, lists, commands, wording.Topics, now, feeds, [.. wording.Languages.Select(texts => texts.Language)]);
        if (effect.Left)
        {
            if (await Changes.LeaveAsync(db, tx, s, "reply", now))
                await OutboxTable.AddAsync(db, tx, MailKind.Goodbye, s.Email, s.Id, null, (NoticeFacts.Of(s) with { InReplyTo = message.MessageId }).ToJson(), now);
            return;
        }

        var stored = await Changes.StoreAsync(db, tx, s, effect.Subscriber, lists, effect.Lists, now);
        await AnswerAsync(db, tx, stored, effect.Said, message, now);
    }

    private async Task<CommandFeeds> FeedsAsync(
        IDbConnection db, IDbTransaction tx, Subscriber s, IReadOnlyList<ReplyCommand> commands, ReaderLists lists, IReadOnlyDictionary<string, FollowTarget> targets, DateTimeOffset now)
    {
        if (commands.All(command => command.Verb is not ("add" or "remove" or "follow" or "follow-feed" or "unfollow" or "mute" or "unmute"))) return CommandFeeds.None;
        var found = new Dictionary<string, FollowTarget>();
        var refusal = FollowRows.Refusal(s);
        foreach (var (asked, target) in targets) found[asked] = await FollowRows.EnsureAsync(db, tx, refusal is null ? target : target with { Problem = refusal }, lists, options, now);
        var known = await FeedTable.OpenToAsync(db, tx, lists.Follows.Select(follow => follow.FeedId));
        return new CommandFeeds(known, found, options.MostPerSubscriber);
    }

    private static async Task AnswerAsync(
        IDbConnection db, IDbTransaction tx, Subscriber s, IReadOnlyList<Statement> said, ReceivedMessage message, DateTimeOffset now, int most = AnswersPerDay)
    {
        if (await OutboxTable.CountAsync(db, tx, s.Id, MailKind.Receipt, now.AddDays(-1)) >= most) return;
        var facts = await NoticeFacts.OfAsync(db, tx, s, said) with { InReplyTo = message.MessageId };
        await OutboxTable.AddAsync(db, tx, MailKind.Receipt, s.Email, s.Id, null, facts.ToJson(), now);
    }

    /// <summary>Who wrote it, by a token that only their own mails carry: in the address written to, in what is answered, or alone in the subject.</summary>
    private long? Proven(ReceivedMessage message)
    {
        foreach (var header in (string[])["To", "Cc", "Delivered-To", "X-Original-To"])
            foreach (var mailbox in message.Addresses(header).Take(20))
                if (addresses.SubscriberOfAddress(mailbox.Address) is { } byAddress) return byAddress;
        foreach (var id in message.InReplyTo.Concat(message.References).Take(50))
            if (addresses.SubscriberOfMessageId(id) is { } byAnswer) return byAnswer;
        return addresses.SubscriberOfSubject(message.Subject);
    }

    private async Task<Subscriber?> ClaimedAsync(ReceivedMessage message) =>
        message.From is [var sender, ..] && await subscribers.ByEmailKeyAsync(Signup.EmailKey(sender.Address)) is { Status: SubscriberStatus.Active or SubscriberStatus.Paused } known ? known : null;

    // Headers that a way of delivery adds are left out: the same mail by IMAP and by pipe is one mail.
    private static string Hash(ReceivedMessage message, string visible) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{message.MessageId}\n{string.Join(',', message.From)}\n{message.Date:O}\n{message.Subject}\n{visible}")).AsSpan(0, 16));
}
