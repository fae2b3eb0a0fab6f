using System.Diagnostics;
using DigestBot.Replies;

namespace DigestBot.Tests.Replies.Commands;

public class ReplyCommandsTests
{
    private static string Folder { get; } = Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "replies");

    /// <summary>Each line of each file is a case: <c>[Subject: … |] text => verb argument; verb argument</c>; \n is a line end.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal))
            foreach (var line in File.ReadLines(file))
                if (line.Length > 0 && line[0] != '#')
                    cases.Add(Path.GetFileName(file), line);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_reply_asks_for_what_it_says_and_for_nothing_else(string file, string line)
    {
        var arrow = line.LastIndexOf("=>", StringComparison.Ordinal);
        var (text, expected) = (line[..arrow].TrimEnd(), line[(arrow + 2)..].Trim());
        string? subject = null;
        if (text.StartsWith("Subject:", StringComparison.Ordinal))
        {
            var bar = text.IndexOf('|', StringComparison.Ordinal);
            (subject, text) = (text[8..bar].Trim(), text[(bar + 1)..].TrimStart(' '));
        }
        var commands = ReplyCommands.Parse(text.Replace("\\n", "\n", StringComparison.Ordinal), subject);
        var found = string.Join("; ", commands.Select(command => $"{command.Verb} {command.Argument}".TrimEnd()));
        found.ShouldBe(expected == "nothing" ? "" : expected, $"in {file}");
    }

    [Theory]
    [InlineData("mute: word <words> for <span>")]
    [InlineData("mute: word <words")]
    [InlineData("mute: [word <words>]")]
    public void A_rule_whose_slots_cannot_be_read_is_refused(string rule) => Should.Throw<FormatException>(() => PhraseTable.Read(rule));

    [Fact]
    public void Each_alternative_of_a_rule_has_its_own_slot() =>
        PhraseTable.Read("mute: (word|words) <words> | hide <words> too").Rules.Count.ShouldBe(2);

    [Fact]
    public void There_are_many_cases() => Cases().Count.ShouldBeGreaterThan(60);

    [Fact]
    public void Replies_of_real_people_about_other_things_ask_for_nothing()
    {
        foreach (var file in Directory.EnumerateFiles(Corpora.Path_("mail/replies"), "*.txt"))
            ReplyCommands.Parse(File.ReadAllText(file)).ShouldBeEmpty(Path.GetFileName(file));
    }

    [Theory]
    [InlineData("please ")]
    [InlineData("unsubscribe ")]
    [InlineData("add a, ")]
    [InlineData("stop. ")]
    [InlineData("the list of the mail ")]
    [InlineData("remove me from the ")]
    [InlineData("hi, thanks ")]
    [InlineData("ü̈̈̈")]
    [InlineData("\n")]
    [InlineData("\ud800")]
    [InlineData("> ")]
    [InlineData("1-2/3.")]
    public void No_text_is_slow_to_read(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        ReplyCommands.Parse("stop", null);
        var watch = Stopwatch.StartNew();
        ReplyCommands.Parse(text, text);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Any_characters_can_be_read()
    {
        var random = new Random(11);
        var words = new[] { "stop", "add", "pause", "until", "24.12.2026", "2", "weeks", "mute", "\ud83d", "\ude00", "«", ",", "?", "\n", ">", "--", "\0", "\u202e", "ａｄｄ", "é", "and", "bitte", ":", "1º" };
        for (var round = 0; round < 1500; round++)
            ReplyCommands.Parse(string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)])), "stop");
    }
}
