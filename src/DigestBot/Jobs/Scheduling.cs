using Quartz;

namespace DigestBot.Jobs;

/// <summary>Puts the jobs on Quartz: each runs alone of its kind, on its cron expression, in UTC.</summary>
public static class Scheduling
{
    private const string JobKey = "job";

    /// <summary>Adds the scheduler; it starts with the host and waits for running jobs when the host stops.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="schedule">Cron expressions by job, from <c>config/schedule.json</c>.</param>
    /// <exception cref="SettingsException">A name that is no job, or an expression that Quartz cannot read.</exception>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IReadOnlyDictionary<string, string> schedule)
    {
        var crons = JobSchedule.Of(schedule).Crons;
        services.AddQuartz(quartz =>
        {
            // Nobody who has just started the service wants to look at an empty page until the next full ten minutes.
            quartz.AddTrigger(trigger => trigger.ForJob(Pipeline.All[0].Name).WithIdentity("start").StartNow());
            foreach (var job in Pipeline.All)
            {
                quartz.AddJob<StageJob>(builder => builder.WithIdentity(job.Name).UsingJobData(JobKey, job.Name));
                quartz.AddTrigger(trigger => trigger.ForJob(job.Name).WithIdentity(job.Name)
                    .WithCronSchedule(crons[job.Name], cron => cron.InTimeZone(TimeZoneInfo.Utc)));
            }
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>What Quartz calls: looks up the job and runs it.</summary>
    [DisallowConcurrentExecution]
    private sealed class StageJob(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var name = context.MergedJobDataMap.GetString(JobKey);
            try
            {
                await runner.RunAsync(Pipeline.All.Single(job => job.Name == name), null, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Noted and told by the runner; the next firing tries again.
            }
        }
    }
}

/// <summary>The cron expression of each job.</summary>
public sealed record JobSchedule(IReadOnlyDictionary<string, string> Crons)
{
    /// <summary>What <c>config/schedule.json</c> says, and for jobs that it leaves out what they bring along.</summary>
    /// <exception cref="SettingsException">A name that is no job, or an expression that Quartz cannot read.</exception>
    public static JobSchedule Of(IReadOnlyDictionary<string, string> schedule)
    {
        Check(schedule);
        return new JobSchedule(Pipeline.All.ToDictionary(job => job.Name, job => schedule.GetValueOrDefault(job.Name, job.Cron)));
    }

    private static void Check(IReadOnlyDictionary<string, string> schedule)
    {
        var problems = new List<string>();
        foreach (var (name, cron) in schedule)
        {
            if (Pipeline.All.All(job => job.Name != name))
                problems.Add($"config/schedule.json: {name} = '{cron}': there is no such job. There are {string.Join(", ", Pipeline.All.Select(job => job.Name))}.");
            else if (!CronExpression.TryParse(cron, out _))
                problems.Add($"config/schedule.json: {name} = '{cron}': it must be a Quartz cron expression such as '0 */10 * * * ?' (seconds minutes hours day month weekday).");
        }

        if (problems.Count > 0) throw new SettingsException(problems);
    }
}
