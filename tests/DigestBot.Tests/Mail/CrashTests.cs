using DigestBot.Endurance.Crash;

namespace DigestBot.Tests.Mail;

/// <summary>The real program, killed (SIGKILL) while it sends, and started again until everything is sent. The long form: <c>tests/DigestBot.Endurance crash</c>.</summary>
public class CrashTests
{
    private const int Connections = 4;

    [Fact]
    public async Task Killed_at_every_kind_of_step_it_loses_no_mail_and_repeats_at_most_one_for_each_connection()
    {
        var told = new List<object>();
        var result = await CrashTest.RunAsync(new CrashOptions(Kills: 30, Digests: 500, Connections, KillsPerQueue: 10, Seed: 1) { Chunking = true }, told.Add, TestContext.Current.CancellationToken);
        result.Problems.ShouldBeEmpty(string.Join('\n', told));
        (result.Kills, result.Lost).ShouldBe((30, 0));
        // It was killed where mail is in doubt, and elsewhere too.
        result.MostDuplicates.ShouldBeInRange(1, Connections);
        told.OfType<KillRecord>().Where(kill => kill.Duplicates == 0).ShouldNotBeEmpty();
        told.OfType<KillRecord>().Where(kill => kill.Taken == 0).ShouldAllBe(kill => kill.Duplicates == 0);
        foreach (var kind in Enum.GetValues<KillKind>())
            told.OfType<KillRecord>().Count(kill => kill.Where.StartsWith(new KillPoint(kind, 1).ToString().Split(' ')[0], StringComparison.Ordinal)).ShouldBe(6, kind.ToString());
    }
}
