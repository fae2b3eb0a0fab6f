using System.Diagnostics;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Cli;

/// <summary>The service as an operator starts it.</summary>
public class ServeTests
{
    [Fact]
    public async Task Without_a_relay_it_serves_runs_its_jobs_and_ends_well()
    {
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        // A store that is there already: a new one would begin to poll the starter feeds, which are far away.
        await using var prepared = Installation.Make();
        using var program = new DigestBotProgram(prepared.Folder, ("Web:Listen", address), ("Web:PublicUrl", address), ("Storage:Folder", prepared.Folder));
        (await program.RunAsync("subscribers", "add", "ana@readers.example", "--topics", "science")).Exit.ShouldBe(0);

        using var running = program.Start("serve");
        running.OutputDataReceived += (_, _) => { };
        running.BeginOutputReadLine();
        var lines = new List<string>();
        try
        {
            while (await running.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                lines.Add(line);
                if (line.Contains("Mail goes to", StringComparison.Ordinal)) break;
            }

            lines.ShouldContain(line => line.Contains("Ready: " + address, StringComparison.Ordinal));
            lines.Last().ShouldContain(Path.Combine(program.Folder, "outbox"));
            using var client = new HttpClient();
            (await client.GetStringAsync(address, TestContext.Current.CancellationToken)).ShouldContain("<form");
            // The job that sends comes every ten seconds.
            var outbox = Path.Combine(program.Folder, "outbox");
            for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30) && !(Directory.Exists(outbox) && Directory.GetFiles(outbox, "*.eml").Length > 0);) await Task.Delay(100, TestContext.Current.CancellationToken);
            Directory.GetFiles(outbox, "*.eml").Length.ShouldBe(1);

            await Tool.RunAsync(Tool.Path("kill", "procps"), "-TERM", $"{running.Id}");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await running.WaitForExitAsync(limit.Token);
            running.ExitCode.ShouldBe(0);
        }
        finally
        {
            if (!running.HasExited) running.Kill();
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_line()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var program = new DigestBotProgram(("Web:Listen", "http://" + taken.LocalEndpoint));
        var ended = await program.RunAsync("serve");
        ended.Exit.ShouldBe(1);
        ended.Errors.ShouldContain(taken.LocalEndpoint.ToString()!);
        ended.Errors.ShouldContain("Web:Listen");
        ended.Errors.ShouldNotContain("Exception");
    }
}
