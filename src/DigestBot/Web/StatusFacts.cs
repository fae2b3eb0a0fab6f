using System.Globalization;
using DigestBot.Articles.Models;
using DigestBot.Jobs;
using DigestBot.Mail;
using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Store;
using DigestBot.Subscribers;
using Quartz;

namespace DigestBot.Web;

/// <summary>Collects what the operator's page shows.</summary>
public sealed class StatusFacts(
    SubscriberTable subscribers, ArticleTable articles, HeldArticleTable held, ModelSummaries summaries, OutboxList outbox, OutboxTable mails, AttemptTable attempts, Links links, FeedTable feeds, JobTable runs, InboxTable inbox, JobSchedule schedule, IMailTransport transport, Pace pace, TimeProvider clock)
{
    /// <summary>Reads it.</summary>
    /// <param name="most">How many mails that did not simply go out are listed.</param>
    public async Task<StatusView> ReadAsync(int most)
    {
        var lastRuns = await runs.AllAsync();
        var topics = await feeds.TopicsAsync();
        var counts = await feeds.ArticleCountsAsync();
        var followers = await feeds.FollowersAsync();
        var all = await feeds.AllAsync();
        return new StatusView(
            [
                Fact("Subscribers", await subscribers.CountsAsync()), Fact("Articles", await articles.CountsAsync()), Fact("Outbox", await outbox.CountsAsync()),
                Fact("Inbox", await inbox.CountsAsync()), new("Feeds", string.Create(CultureInfo.InvariantCulture, $"{all.Count(feed => feed.Listed)} listed, {all.Count(feed => !feed.Listed)} added by subscribers, {followers.Count} followed")),
                new("Mail goes to", transport.Destination), new("Pace", pace.Status().ToString()), new("Summaries by", summaries.State),
            ],
            [.. Pipeline.All.Select(job => Row(job, lastRuns.GetValueOrDefault(job.Name)))],
            [.. all.Select(feed => new FeedRow(
                feed.DisplayTitle, feed.Url, string.Join(", ", topics[feed.Id]), Time(feed.LastPoll), feed.Gone ? "-" : Time(feed.NextPoll), counts.GetValueOrDefault(feed.Id),
                Time(feed.FailingSince), feed.Error ?? "") { Listed = feed.Listed, Followers = followers.GetValueOrDefault(feed.Id) })],
            [.. (await outbox.TroubledAsync(most)).Select(Row)])
        {
            Slop = [.. (await held.ListAsync(held: true, most)).Concat(await held.ListAsync(held: false, most)).Select(article => new SlopRow(article.Id, article.Title, article.Url, article.Feed, article.State == "logged" ? "marked" : article.State, article.Mark.ToString()))],
        };
    }

    /// <summary>One mail's history, or null when there is no such mail.</summary>
    public async Task<MailView?> MailAsync(long id)
    {
        if (await mails.GetAsync(id) is not { } mail) return null;
        return new MailView(
            Row(mail), Time(mail.Created), mail.MessageId ?? "",
            [.. (await attempts.OfAsync(mail)).Select(one => new AttemptRow(
                one.Number, Time(one.Attempt.At), one.Attempt.Relay ?? "-", one.Attempt.Stage ?? "-", string.Create(CultureInfo.InvariantCulture, $"{one.Attempt.Code} {one.Attempt.Status}"), one.Attempt.Text, one.Attempt.InDoubt))],
            links.Status)
        {
            Successor = await outbox.SuccessorAsync(mail) is { } next ? (next, links.Mail(next)) : null,
        };
    }

    private OutboxRow Row(OutboxMessage mail) => new(
        mail.Id, mail.Kind.ToString().ToLowerInvariant(), mail.Recipient, mail.State.ToString().ToLowerInvariant(), mail.Attempts,
        mail.State is OutboxState.Queued or OutboxState.Deferred or OutboxState.Sending ? Time(mail.NextAttempt) : "-", mail.LastReply ?? "") { Link = links.Mail(mail.Id) };

    private JobRow Row(Job job, JobRun? run)
    {
        var cron = schedule.Crons[job.Name];
        return new JobRow(job.Name, job.Does, cron, Time(run?.Started), run?.Result ?? "-", Time(new CronExpression(cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(clock.GetUtcNow())));
    }

    private static KeyValuePair<string, string> Fact(string name, Dictionary<string, int> counts) =>
        new(name, counts.Count == 0 ? "none" : string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}"))));

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
