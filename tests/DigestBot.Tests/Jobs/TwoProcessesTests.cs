using System.Diagnostics;
using DigestBot.Tests.Mail;

namespace DigestBot.Tests.Jobs;

/// <summary>Two real processes on one database: the second refuses, and nothing comes twice.</summary>
public class TwoProcessesTests
{
    private const int Mails = 120;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("run send", "run send")]
    [InlineData("run send", "serve")]
    [InlineData("serve", "run send")]
    [InlineData("serve", "serve")]
    public async Task The_second_refuses_while_the_first_works(string first, string second)
    {
        var begun = new TaskCompletionSource();
        var tried = new TaskCompletionSource();
        await using var relay = new SunkMails(async (_, count) =>
        {
            begun.TrySetResult();
            if (count == 10) await tried.Task;
        });
        await using var program = await QueuedProgram.MakeAsync(relay, Mails);
        using var program1 = program.Program();
        using var working = program1.Start(first.Split(' '));
        var output = working.StandardOutput.ReadToEndAsync(Stop);
        var errors = working.StandardError.ReadToEndAsync(Stop);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(40), Stop);
        var refused = await program.RunAsync(second.Split(' '));
        tried.SetResult();
        refused.Exit.ShouldBe(1);
        refused.Errors.ShouldContain("Another digestbot works on");
        refused.Errors.ShouldContain("Stop it first");
        refused.Errors.ShouldNotContain("   at ");
        if (first == "serve")
        {
            for (var i = 0; i < 400 && relay.Mails.Count < Mails; i++) await Task.Delay(50, Stop);
            using var terminate = Process.Start("kill", ["-TERM", working.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        }

        await working.WaitForExitAsync(Stop);
        working.ExitCode.ShouldBe(0, await output + await errors);
        await program.AllSentAsync(relay, inDoubt: 0);
    }

    [Fact]
    public async Task Several_that_start_at_one_moment_send_each_mail_once()
    {
        await using var relay = new SunkMails();
        await using var program = await QueuedProgram.MakeAsync(relay, Mails);
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.RunAsync()));
        ended.Count(one => one.Exit == 0).ShouldBeGreaterThan(0);
        foreach (var refused in ended.Where(one => one.Exit != 0))
        {
            refused.Exit.ShouldBe(1);
            refused.Errors.ShouldContain("Another digestbot works on");
        }

        await program.AllSentAsync(relay, inDoubt: 0);
    }

    [Fact]
    public async Task What_a_killed_process_leaves_behind_stops_nobody()
    {
        Process? running = null;
        await using var relay = new SunkMails((_, count) =>
        {
            if (count == 30) running!.Kill();
            return Task.CompletedTask;
        });
        await using var program = await QueuedProgram.MakeAsync(relay, Mails);
        using var program1 = program.Program();
        using (running = program1.Start("run", "send")) await running.WaitForExitAsync(Stop);
        File.Exists(Path.Combine(program1.Folder, "digestbot.lock")).ShouldBeTrue();
        (await program.RunAsync()).Exit.ShouldBe(0);
        await program.AllSentAsync(relay, inDoubt: 2);
    }
}
