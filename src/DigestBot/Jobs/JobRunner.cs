using System.Collections.Concurrent;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using Microsoft.Data.Sqlite;

namespace DigestBot.Jobs;

/// <summary>Runs a job, notes what came of it, and tells the operator when it failed.</summary>
public sealed class JobRunner(IServiceProvider services, Database database, JobTable runs, OutboxTable outbox, MailOptions mail, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly TimeSpan BetweenAlerts = TimeSpan.FromHours(6);

    private readonly Dictionary<string, DateTimeOffset> _alerted = [];
    private readonly ConcurrentQueue<AlertFacts> _waiting = [];

    /// <summary>Runs a job once.</summary>
    /// <param name="job">The job.</param>
    /// <param name="step">Told of each step, or null.</param>
    /// <param name="cancellation">Ends it early; what was done is kept.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="Exception">It failed; that has been noted, and what it had not finished is done by the next run.</exception>
    public async Task<string> RunAsync(Job job, Action<string>? step, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow();
        try
        {
            var result = await job.RunAsync(services, step, cancellation);
            log.Log(result.Idle ? LogLevel.Debug : LogLevel.Information, "{Job}: {Result}", job.Name, result.Summary);
            await NoteAsync(new JobRun { Job = job.Name, Started = started, Ended = clock.GetUtcNow(), Result = result.Summary });
            if (result.Trouble is { } trouble) await AlertAsync(job.Name + ": " + trouble.Title, new AlertFacts(trouble.Title, [trouble.Problem], trouble.WhatToDo));
            else await SendAlertsAsync();
            return result.Summary;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            var (problem, whatToDo) = (Problem(e), WhatToDo(e));
            log.LogError("{Job} failed: {Problem} {WhatToDo} It runs again as scheduled; nothing is lost.", job.Name, problem, whatToDo);
            log.LogDebug(e, "{Job} failed", job.Name);
            await NoteAsync(new JobRun { Job = job.Name, Started = started, Ended = clock.GetUtcNow(), Result = "failed: " + problem });
            await AlertAsync(job.Name, new AlertFacts($"The job \"{job.Name}\" failed", [problem, "It runs again as scheduled; nothing is lost."], whatToDo));
            throw;
        }
    }

    private async Task NoteAsync(JobRun run)
    {
        try
        {
            await runs.RecordAsync(run);
        }
        catch (SqliteException e)
        {
            log.LogError("The run of {Job} could not be noted: {Problem}", run.Job, e.Message);
        }
    }

    private async Task AlertAsync(string about, AlertFacts facts)
    {
        var now = clock.GetUtcNow();
        lock (_alerted)
        {
            // A last alert that lies ahead was sent before the clock was put back: it silences nothing.
            if (mail.Operator.Length == 0 || (_alerted.TryGetValue(about, out var last) && last <= now && now - last < BetweenAlerts)) return;
            _alerted[about] = now;
            _waiting.Enqueue(facts);
        }

        await SendAlertsAsync();
    }

    // An alert about a full disk cannot be queued on that disk: it waits here until a job goes well again.
    private async Task SendAlertsAsync()
    {
        while (_waiting.TryDequeue(out var facts))
        {
            try
            {
                await outbox.AddAsync(MailKind.Alert, mail.Operator, null, JsonSerializer.Serialize(facts), clock.GetUtcNow());
            }
            catch (SqliteException e)
            {
                log.LogError("The alert waits: {Problem}", e.Message);
                _waiting.Enqueue(facts);
                return;
            }
        }
    }

    private static string WhatToDo(Exception e) => e is JobFailedException failed ? failed.WhatToDo : DiskTrouble.WhatToDo(e) ?? "See the log for details.";

    // SQLite does not say which file.
    private string Problem(Exception e) => e is SqliteException ? $"{e.Message} ({database.Path})" : e.Message;
}
