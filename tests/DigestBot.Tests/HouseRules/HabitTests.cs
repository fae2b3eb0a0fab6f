using System.Text.RegularExpressions;

namespace DigestBot.Tests.HouseRules;

/// <summary>Habits that hold for every file.</summary>
public partial class HabitTests
{
    private static readonly IReadOnlyList<SourceFile> Sources = [.. SourceFile.Under("src", ".cs", ".razor"), .. SourceFile.Under("templates", ".cs", ".razor")];

    [Fact]
    public void Sql_stands_in_the_store_and_nowhere_else() =>
        Sources.Where(file => !file.Path.StartsWith("src/DigestBot/Store/", StringComparison.Ordinal) && (Sql().IsMatch(file.Code) || file.Code.Contains("using Dapper", StringComparison.Ordinal)))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Time_comes_from_the_clock_that_is_given_and_chance_from_the_key_file_alone() =>
        Sources.SelectMany(file => Chance().Matches(file.Code).Select(match => $"{file.Path}: {match.Value}"))
            .ShouldBe(["src/DigestBot.Wire/Mime/DkimKey.cs: RSA.Create(", "src/DigestBot.Wire/Smtp/Sasl/Scram.cs: RandomNumberGenerator", "src/DigestBot/Subscribers/KeyFile.cs: RandomNumberGenerator"], "a key is made from chance, once, by whoever asks for it; a nonce must be nobody's guess (RFC 5802 5.1), and reaches no mail");

    [Fact]
    public void The_two_tests_above_see_what_they_forbid()
    {
        foreach (var sql in (string[])["SELECT id FROM feeds", "delete from outbox", "PRAGMA journal_mode", "UPDATE outbox SET state"]) Sql().IsMatch(sql).ShouldBeTrue(sql);
        foreach (var chance in (string[])["DateTime.Now", "DateTimeOffset.UtcNow", "Guid.NewGuid()", "Random.Shared", "RSA.Create(2048)", "new Random(1)", "DateTime.Today"]) Chance().IsMatch(chance).ShouldBeTrue(chance);
        new SourceFile("x.cs", "    // DateTime.Now is wrong\nvar a = 1; // SELECT x FROM y\n").Code.ShouldNotContain("DateTime");
    }

    [Fact]
    public void Files_are_short()
    {
        SourceFile[] all = [.. Sources, .. SourceFile.Under("tests", ".cs")];
        all.Where(file => file.Lines > 400).Select(file => $"{file}: {file.Lines} lines").ShouldBeEmpty();
        (all.Count(file => file.Lines < 200) / (double)all.Length).ShouldBeGreaterThan(0.9, "nine in ten have fewer than 200 lines");
        (all.Count(file => file.Lines < 80) / (double)all.Length).ShouldBeGreaterThan(0.5, "half have fewer than 80");
    }

    [Fact]
    public void No_file_is_named_after_nothing() =>
        Sources.Where(file => Nothing().IsMatch(Path.GetFileNameWithoutExtension(file.Path))).Select(file => file.Path).ShouldBeEmpty();

    [GeneratedRegex(@"\b(SELECT\s.*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX)\s|PRAGMA\s+\w)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(Now|UtcNow|Today)|Guid\.(NewGuid|CreateVersion7)|Random\.Shared|new Random\b|RandomNumberGenerator|RSA\.Create\((?=[A-Z0-9])|Environment\.TickCount)")]
    private static partial Regex Chance();

    [GeneratedRegex("(Helper|Util|Utils|Utilities|Manager|Common|Base|Misc)s?$")]
    private static partial Regex Nothing();
}
