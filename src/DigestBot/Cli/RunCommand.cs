using System.CommandLine;
using DigestBot.Jobs;

namespace DigestBot.Cli;

/// <summary><c>digestbot run STAGE</c>: one job, once.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var stage = new Argument<string>("stage") { Description = string.Join("; ", Pipeline.All.Select(job => $"{job.Name}: {job.Does}")) };
        stage.AcceptOnlyFromAmong([.. Pipeline.All.Select(job => job.Name)]);
        var command = new Command("run", "Runs one stage once, and says what it did.") { stage };
        command.SetAction((parsed, stop) => RunAsync(Pipeline.All.Single(job => job.Name == parsed.GetRequiredValue(stage)), stop));
        return command;
    }

    private static async Task<int> RunAsync(Job job, CancellationToken stop)
    {
        await using var app = await App.OpenAsync();
        using var held = ServiceLock.Take(app.Data);
        await ServeCommand.PrepareAsync(app.Services, app.Get<ILoggerFactory>().CreateLogger("digestbot"));
        try
        {
            Console.WriteLine(await app.Get<JobRunner>().RunAsync(job, Console.Error.WriteLine, stop));
            return 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return 1; // the runner has said why
        }
    }
}
