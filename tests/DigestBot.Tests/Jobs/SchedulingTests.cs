using DigestBot.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace DigestBot.Tests.Jobs;

public class SchedulingTests
{
    private static readonly IReadOnlyDictionary<string, string> Delivered = ConfigFiles.Schedule(new Home(Corpora.ProjectRoot, Corpora.ProjectRoot));

    [Fact]
    public void Every_job_has_its_schedule_in_the_file_and_the_file_names_no_other()
    {
        Delivered.Keys.Order().ShouldBe(Pipeline.All.Select(job => job.Name).Order());
        foreach (var job in Pipeline.All) Delivered[job.Name].ShouldBe(job.Cron, job.Name);
    }

    [Fact]
    public async Task Each_job_stands_on_quartz_in_utc()
    {
        await using var services = new ServiceCollection().AddLogging().AddPipeline(new Dictionary<string, string> { ["send"] = "0 0/5 * * * ?" }).BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        foreach (var job in Pipeline.All)
        {
            var trigger = (await scheduler.GetTrigger(new TriggerKey(job.Name), TestContext.Current.CancellationToken)).ShouldBeAssignableTo<ICronTrigger>()!;
            trigger.CronExpressionString.ShouldBe(job.Name == "send" ? "0 0/5 * * * ?" : job.Cron);
            trigger.TimeZone.ShouldBe(TimeZoneInfo.Utc);
        }

        JobSchedule.Of(new Dictionary<string, string> { ["send"] = "0 0/5 * * * ?" }).Crons.Count.ShouldBe(Pipeline.All.Count);
    }

    [Theory]
    [InlineData("sent", "0 * * * * ?", "there is no such job")]
    [InlineData("send", "every minute", "cron")]
    [InlineData("send", "* * * * *", "cron")]
    [InlineData("send", "", "cron")]
    public void A_schedule_that_cannot_work_is_refused_with_its_name_its_value_and_what_would_be_right(string name, string cron, string right)
    {
        var error = Should.Throw<SettingsException>(() => new ServiceCollection().AddPipeline(new Dictionary<string, string> { [name] = cron }));
        error.Message.ShouldContain("schedule.json");
        error.Message.ShouldContain($"{name} = '{cron}'");
        error.Message.ShouldContain(right);
    }
}
