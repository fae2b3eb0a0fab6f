using DigestBot.Endurance.Crash;

namespace DigestBot.Tests.Endurance;

/// <summary>The crash test's own count: it must see what it is there to see.</summary>
public class TallyTests
{
    private static readonly HashSet<string> Queue = ["a@x.example", "b@x.example"];

    [Fact]
    public void All_came_and_one_of_them_twice_after_a_kill()
    {
        var tally = Count(2, 1, "0 a@x.example <1> h1", "1 a@x.example <1> h1", "1 b@x.example <2> h2");
        tally.Problems.ShouldBeEmpty();
        tally.Taken.ShouldBe([1, 2]);
        tally.Duplicates.ShouldBe([1, 0]);
        tally.Lost.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1 mails are lost, such as that to b@x.example", "0 a@x.example <1> h1")]
    [InlineData("with other bytes", "0 a@x.example <1> h1", "1 a@x.example <1> h9", "1 b@x.example <2> h2")]
    [InlineData("again as <9>", "0 a@x.example <1> h1", "1 a@x.example <9> h1", "1 b@x.example <2> h2")]
    [InlineData("between two kills", "0 a@x.example <1> h1", "0 a@x.example <1> h1", "1 b@x.example <2> h2")]
    [InlineData("2 mails of run 0 came twice", "0 a@x.example <1> h1", "0 b@x.example <2> h2", "1 a@x.example <1> h1", "1 b@x.example <2> h2")]
    [InlineData("1 mails of run 1 came twice", "1 a@x.example <1> h1", "1 a@x.example <1> h1", "1 b@x.example <2> h2")]
    [InlineData("never queued", "0 a@x.example <1> h1", "0 b@x.example <2> h2", "0 c@x.example <3> h3")]
    [InlineData("the same Message-ID", "0 a@x.example <1> h1", "0 b@x.example <1> h2")]
    public void What_must_not_be_is_said(string problem, params string[] lines) => Count(2, 1, lines).Problems.ShouldContain(said => said.Contains(problem));

    [Fact]
    public void Calls_are_counted_for_the_busiest_thread()
    {
        var counts = WholeRun.Count(["12 fsync(3) = 0", "12 fdatasync(3) = 0", "13 fsync(3 <unfinished ...>", "13 <... fsync resumed>) = 0", "14  pwrite64(5, \"\"..., 4096, 0) = 4096", "14 exit_group(0)"]);
        (counts[KillKind.Sync], counts[KillKind.Write], counts[KillKind.Send]).ShouldBe((2, 1, 0));
    }

    private static Tally Count(int runs, int connections, params string[] lines) => Tally.Of([.. lines.Select(TakenMail.Read)], Queue, runs, connections);
}
