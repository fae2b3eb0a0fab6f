namespace DigestBot.Tests.Cli;

public sealed class WrongUseTests : IDisposable
{
    private readonly DigestBotProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Help_names_every_verb()
    {
        var ended = await _program.RunAsync("--help");
        ended.Exit.ShouldBe(0);
        foreach (var verb in (string[])["serve", "demo", "feed", "article", "reply", "preview", "feeds", "subscribers", "run", "doctor", "backup", "migrate"])
            ended.Output.ShouldMatch($"(?m)^ +{verb}\\b");
    }

    [Theory]
    [InlineData("digest")]
    [InlineData("run")]
    [InlineData("run", "everything")]
    [InlineData("feed")]
    [InlineData("feed", "--xml", "x")]
    [InlineData("reply", "--aply", "-")]
    [InlineData("subscribers", "erase")]
    [InlineData("preview")]
    public async Task Wrong_use_is_told_in_a_line_and_ends_with_2(params string[] arguments)
    {
        var ended = await _program.RunAsync(arguments);
        ended.Exit.ShouldBe(2);
        ended.Output.ShouldBeEmpty();
        ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeInRange(2, 10);
        ended.Errors.ShouldContain("--help");
        Directory.EnumerateFileSystemEntries(_program.Folder).ShouldBeEmpty("wrong use leaves nothing behind");
    }

    [Fact]
    public async Task The_help_that_is_named_is_that_of_the_verb_within_a_verb() =>
        (await _program.RunAsync("feeds", "add")).Errors.ShouldContain("\"digestbot feeds add --help\" says what there is.");

    [Theory]
    [InlineData("There is no subscriber", "subscribers", "export", "nobody@readers.example")]
    [InlineData("no feed", "feeds", "remove", "https://nowhere.example/")]
    [InlineData("not an http", "feeds", "add", "ftp://feeds.example/")]
    [InlineData("no topic 'nonsense'", "feeds", "add", "https://feeds.example/", "--topics", "nonsense")]
    [InlineData("missing.opml", "feeds", "import", "missing.opml")]
    [InlineData("'nobody' is no address", "subscribers", "add", "nobody", "--topics", "all")]
    [InlineData("no topic 'nonsense'", "subscribers", "add", "a@readers.example", "--topics", "nonsense")]
    [InlineData("not a time of day", "subscribers", "add", "a@readers.example", "--topics", "all", "--time", "25:00")]
    [InlineData("Nothing is new", "preview", "--topics", "science")]
    public async Task Work_that_fails_says_why_and_ends_with_1(string said, params string[] arguments)
    {
        var ended = await _program.RunAsync(arguments);
        ended.Exit.ShouldBe(1, ended.Output + ended.Errors);
        ended.Errors.ShouldContain(said);
        ended.Errors.ShouldNotContain("   at ");
    }
}
