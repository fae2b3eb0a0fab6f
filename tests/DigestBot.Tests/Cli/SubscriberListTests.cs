using DigestBot.Cli;

namespace DigestBot.Tests.Cli;

/// <summary>Lists of subscribers that one installation writes and another reads.</summary>
public sealed class SubscriberListTests : IDisposable
{
    private readonly DigestBotProgram _program = new();
    private readonly DigestBotProgram _other = new();

    public void Dispose()
    {
        _program.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_list_that_was_exported_is_imported_and_exported_the_same()
    {
        const string Ana = "ana@readers.example;music,science;Europe/Berlin;06:30;days;de;20;monday thursday;tuesday;19:15;31;de,en;Ana María;yes;yes;\"bitcoin|say \"\"cheese; please\"\"|tabs, commas\";noise.example|the paper \\| daily;https://feeds.example/a.xml|https://feeds.example/b.xml";
        const string Ben = "ben@readers.example;;UTC;07:00;weekly;en;15;monday tuesday wednesday thursday friday;sunday;18:00;1;;;no;no;;;https://feeds.example/a.xml";
        var written = await ExportAsync(_program, $"{SubscriberRows.Columns}\n{Ana}\n{Ben}\n");
        written.ShouldBe([SubscriberRows.Columns, Ana, Ben]);
        (await ExportAsync(_other, string.Join('\n', written))).ShouldBe(written);
        (await _program.RunAsync("subscribers", "export", "ben@readers.example", "--csv")).Lines.ShouldBe([SubscriberRows.Columns, Ben]);
        (await _program.RunAsync("subscribers", "export")).ShouldSatisfyAllConditions(e => e.Exit.ShouldBe(2), e => e.Errors.ShouldContain("--csv"));
    }

    [Fact]
    public async Task Feeds_are_followed_by_name_too_and_an_open_quotation_mark_is_named()
    {
        await FineAsync(_program, "feeds", "add", "https://feeds.example/a.xml", "--title", "The Morning Paper", "--topics", "science", "--unseen");
        await FineAsync(_program, "subscribers", "import", _program.Write("list.csv", "email;feeds\nana@readers.example;The Morning Paper\n"));
        (await FineAsync(_program, "subscribers")).Lines.Single().ShouldContain("1 followed");
        var wrong = await _program.RunAsync("subscribers", "import", _program.Write("open.csv", "email;name\nben@readers.example;\"Ben\n"));
        (wrong.Exit, wrong.Errors.Contains("open.csv:2: A quotation mark is not closed", StringComparison.Ordinal)).ShouldBe((1, true));
    }

    private static async Task<IReadOnlyList<string>> ExportAsync(DigestBotProgram program, string list)
    {
        foreach (var feed in new[] { "a", "b" }) await FineAsync(program, "feeds", "add", $"https://feeds.example/{feed}.xml", "--topics", "science", "--unseen");
        await FineAsync(program, "subscribers", "import", program.Write("list.csv", list));
        (await FineAsync(program, "subscribers", "export", "--csv")).Lines.ShouldBe([SubscriberRows.Columns], "who has not confirmed is not on the list");
        foreach (var email in new[] { "ana@readers.example", "ben@readers.example" }) await FineAsync(program, "subscribers", "confirm", email);
        return [.. (await FineAsync(program, "subscribers", "export", "--csv")).Lines];
    }

    private static async Task<Ended> FineAsync(DigestBotProgram program, params string[] arguments)
    {
        var ended = await program.RunAsync(arguments);
        ended.Exit.ShouldBe(0, string.Join(' ', arguments) + ": " + ended.Errors);
        return ended;
    }
}
