using Dapper;

namespace DigestBot.Store;

/// <summary>The last run of a job.</summary>
public sealed record JobRun
{
    /// <summary>Its name.</summary>
    public required string Job { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What it did, or why it failed, one line.</summary>
    public required string Result { get; init; }
}

/// <summary>The rows of <c>job_runs</c>: what each job did last.</summary>
public sealed class JobTable(Database database)
{
    /// <summary>Records a run.</summary>
    public Task RecordAsync(JobRun run) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync(
            """
            INSERT INTO job_runs (job, started, ended, result) VALUES (@Job, @Started, @Ended, @Result)
            ON CONFLICT (job) DO UPDATE SET started = excluded.started, ended = excluded.ended, result = excluded.result
            """, run, tx));

    /// <summary>Last runs by job.</summary>
    public Task<Dictionary<string, JobRun>> AllAsync() =>
        database.ReadAsync(async db => (await db.QueryAsync<JobRun>("SELECT * FROM job_runs")).ToDictionary(run => run.Job));
}
