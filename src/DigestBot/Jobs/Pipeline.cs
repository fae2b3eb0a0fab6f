using DigestBot.Articles;
using DigestBot.Digests;
using DigestBot.Feeds;
using DigestBot.Mail;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Jobs;

/// <summary>A job: a stage that runs by itself, on a schedule or by hand.</summary>
/// <param name="Name">As in <c>config/schedule.json</c> and <c>digestbot run NAME</c>.</param>
/// <param name="Does">In one sentence.</param>
/// <param name="Cron">Quartz cron expression, UTC, unless schedule.json says otherwise.</param>
/// <param name="RunAsync">Runs it once and says what it did; the action, if any, is told of each step.</param>
public sealed record Job(string Name, string Does, string Cron, Func<IServiceProvider, Action<string>?, CancellationToken, Task<JobResult>> RunAsync);

/// <summary>What a run did.</summary>
/// <param name="Idle">Whether there was nothing to do.</param>
/// <param name="Summary">In one line.</param>
public sealed record JobResult(bool Idle, string Summary)
{
    /// <summary>What the operator must know although the job did its work: a title, what is wrong, what to do. Null for nothing.</summary>
    public (string Title, string Problem, string WhatToDo)? Trouble { get; init; }
}

/// <summary>
/// All jobs, on one page, in the order of the pipeline. They meet through rows only: each can be killed anywhere and simply runs again.
/// </summary>
public static class Pipeline
{
    /// <summary>The jobs.</summary>
    public static readonly IReadOnlyList<Job> All =
    [
        new("gather", "Polls the feeds that are due and notes new articles.", "0 */10 * * * ?", async (services, step, stop) =>
        {
            var done = await services.GetRequiredService<Gather>().RunAsync(step is null ? null : feed => step($"{feed.DisplayTitle}: {feed.Error ?? "ok"}"), stop);
            return new JobResult(done.Polled == 0, $"{done.Polled} feeds polled, {done.Unchanged} unchanged, {done.New} new articles, {done.Failed} feeds failed");
        }),
        new("read", "Reads new articles: text, summary, quotes, topics; enters them into the log.", "15 * * * * ?", async (services, step, stop) =>
        {
            var done = await services.GetRequiredService<ReadArticles>().RunAsync(step is null ? null : article => step(article.Title), stop);
            return new JobResult(
                done.Read + done.Postponed + done.Held + done.Released == 0,
                $"{done.Read} articles read, {done.Pages} from their pages, {done.Merged} merged, {done.Postponed} put off, {done.Troubled} with a page that gave no text or not all of it, {done.Held} held and {done.Marked} marked by the slop filter"
                + (done.Released > 0 ? $", {done.Released} released" : "") + done.Model)
            {
                Trouble = done.ModelProblem is { } problem
                    ? ("The model for summaries fails", $"It was left alone for a round: {problem}. Meanwhile summaries are sentences of the articles, as without a model; nothing is lost.", "Run \"digestbot doctor\"; it says what to change. Summaries:Endpoint = \"\" turns the model off.")
                    : null,
            };
        }),
        new("compose", "Composes the digests that are due and queues them.", "30 * * * * ?", async (services, _, stop) =>
        {
            var done = await services.GetRequiredService<Compose>().RunAsync(stop);
            return new JobResult(done.Due + done.Resumed == 0, $"{done.Due} due, {done.Digests} digests queued, {done.Empty} without news, {done.Resumed} pauses ended");
        }),
        new("send", "Sends what is in the outbox.", "*/10 * * * * ?", async (services, step, stop) =>
        {
            var done = await services.GetRequiredService<Sender>().RunAsync(step is null ? null : (mail, result) => step($"{mail.Kind} {mail.Id} to {mail.Recipient}: {result.Reason}"), stop);
            if (done is { Waiting: true }) return new JobResult(true, "waits for the relay: " + done.Problem);
            if (done.Problem is { } problem)
                throw DiskTrouble.WhatToDo(problem) is { } disk
                    ? new JobFailedException($"No mail can leave, all of it waits: {problem} ({services.GetRequiredService<Database>().Path})", disk)
                    : new JobFailedException("No mail can leave, all of it waits: " + problem, "Read what the relay said; \"digestbot doctor\" tries connection, sign-in and our sender, and says what to change there. Recipients it does not try.");
            var bounced = await services.GetRequiredService<Refusals>().JudgeAsync(stop);
            return new JobResult(done.Sent + done.Deferred + done.Failed == 0, $"{done.Sent} sent, {done.Deferred} put off, {done.Failed} failed" + (bounced > 0 ? $", {bounced} subscriptions ended because their address is refused" : ""));
        }),
        new("replies", "Reads the inbox and does what subscribers write.", "45 * * * * ?", async (services, _, stop) =>
        {
            var done = await services.GetRequiredService<Inbox>().RunAsync(stop);
            return new JobResult(done.Read == 0, done.ToString());
        }),
        new("cleanup", "Forgets old outbox rows, signups that were never confirmed, added feeds that nobody follows any more, and what new articles are no longer compared with.", "0 17 3 * * ?", async (services, _, _) =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var mails = await services.GetRequiredService<OutboxTable>().CleanAsync(now - TimeSpan.FromDays(services.GetRequiredService<StorageOptions>().KeepOutboxDays));
            var signups = await services.GetRequiredService<Signup>().PurgeUnconfirmedAsync(TimeSpan.FromDays(7));
            var feeds = await services.GetRequiredService<FeedTable>().ForgetAsync(now - FollowRows.Idle);
            var compared = await services.GetRequiredService<RecentArticles>().ForgetAsync(now);
            return new JobResult(mails + signups + feeds + compared == 0, $"{mails} old mails, {signups} unconfirmed signups and {feeds} feeds that nobody follows forgotten; {compared} articles taken out of comparison");
        }),
    ];
}

/// <summary>A job could not do its work; the message says why, and what to do about it.</summary>
public sealed class JobFailedException(string message, string whatToDo) : Exception(message)
{
    /// <summary>The next step for the operator.</summary>
    public string WhatToDo { get; } = whatToDo;
}
