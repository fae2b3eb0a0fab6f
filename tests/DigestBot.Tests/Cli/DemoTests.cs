using System.Diagnostics;

namespace DigestBot.Tests.Cli;

public class DemoTests
{
    [Fact]
    public async Task The_demo_does_the_whole_job_and_leaves_the_mails()
    {
        using var program = new DigestBotProgram();
        var watch = Stopwatch.StartNew();
        var ended = await program.RunAsync("demo", "--out", Path.Combine(program.Folder, "demo"));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40), "it is meant to take less than ten on a machine that does nothing else");
        ended.Exit.ShouldBe(0, ended.Output + ended.Errors);
        var files = Directory.GetFiles(Path.Combine(program.Folder, "demo")).Select(Path.GetFileName).ToList();
        foreach (var kind in (string[])["eml", "html", "txt"])
        {
            files.Count(file => file!.Contains("-digest-", StringComparison.Ordinal) && file.EndsWith("." + kind, StringComparison.Ordinal)).ShouldBe(3, "two on the first day, one on the second");
            files.ShouldContain(file => file!.Contains("goodbye", StringComparison.Ordinal) && file.EndsWith("." + kind, StringComparison.Ordinal));
        }

        foreach (var word in (string[])["feeds polled", "new articles", "merged", "feeds failed", "digests sent", "unsubscribe", ".html"]) ended.Output.ShouldContain(word);
        Directory.Exists(Path.Combine(program.Folder, "data")).ShouldBeFalse("the demo touches nothing but its own folder");
    }
}
