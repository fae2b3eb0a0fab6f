using System.Text.RegularExpressions;

namespace DigestBot.Tests.HouseRules;

/// <summary>
/// The arrows of the house: Model ← Store ← Subscribers ← Rendering, and Fetch, ← the five stages ← Jobs ← Web, Demo ← Cli. Stages never use each other:
/// they meet through rows. All may use Wire; Wire uses none of them.
/// </summary>
public partial class ArrowTests
{
    private static readonly string[] Stages = ["Feeds", "Articles", "Digests", "Mail", "Replies"];
    private static readonly string[] Shared = ["Model", "Store", "Subscribers", "Rendering", "Fetch"];

    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Model"] = [],
        ["Templates"] = ["Model"],
        ["Fetch"] = [],
        ["Store"] = ["Model"],
        ["Subscribers"] = ["Model", "Store"],
        ["Rendering"] = ["Model", "Store", "Subscribers", "Templates"],
        ["Feeds"] = Shared,
        ["Articles"] = Shared,
        ["Digests"] = Shared,
        ["Mail"] = Shared,
        ["Replies"] = Shared,
        ["Jobs"] = [.. Shared, .. Stages],
        ["Web"] = [.. Shared, .. Stages, "Templates", "Jobs"],
        ["Demo"] = [.. Shared, .. Stages, "Templates", "Jobs"],
        ["Cli"] = [.. Shared, .. Stages, "Templates", "Jobs", "Web", "Demo"],
    };

    [Fact]
    public void Every_folder_has_its_place()
    {
        var folders = Directory.GetDirectories(Path.Combine(Corpora.ProjectRoot, "src", "DigestBot")).Select(Path.GetFileName).Where(name => name is not ("obj" or "bin" or "Properties"));
        folders.Append("Templates").Order(StringComparer.Ordinal).ShouldBe(May.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_folder_uses_what_stands_above_or_beside_it()
    {
        var wrong = new List<string>();
        foreach (var (folder, file) in App())
            foreach (var used in Uses(file).Where(used => used != folder && May.ContainsKey(used) && !May[folder].Contains(used)))
                wrong.Add($"{file}: {folder} may not use {used}");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_test_above_sees_what_it_forbids()
    {
        Uses(new SourceFile("x.cs", "using DigestBot.Feeds;\n")).ShouldBe(["Feeds"]);
        Uses(new SourceFile("x.cs", "using Feed = DigestBot.Model.Feed;\n")).ShouldBe(["Model"]);
        Uses(new SourceFile("x.razor", "@using DigestBot.Web.Pages\n")).ShouldBe(["Web"]);
        Uses(new SourceFile("x.cs", "namespace DigestBot.Mail;\nvar x = new Cli.MailFiles();\n")).ShouldBe(["Mail", "Cli"]);
        Uses(new SourceFile("x.cs", "// Cli.MailFiles\nvar x = this.Store.Count + restore.Mail.From;\n")).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_says_the_namespace_of_its_folder()
    {
        foreach (var (folder, file) in App().Where(pair => pair.File.Path.EndsWith(".cs", StringComparison.Ordinal)))
            Declared().Match(file.Text).Groups["name"].Value.ShouldStartWith("DigestBot." + folder, Case.Sensitive, file.Path);
    }

    [Fact]
    public void Wire_knows_nothing_of_the_app_a_database_configuration_or_a_log()
    {
        foreach (var file in SourceFile.Under("src/DigestBot.Wire", ".cs"))
        {
            Usings().Matches(file.Code).Select(match => match.Groups["name"].Value)
                .Where(name => name.StartsWith("DigestBot", StringComparison.Ordinal) && !name.StartsWith("DigestBot.Wire", StringComparison.Ordinal)).ShouldBeEmpty(file.Path);
            foreach (var forbidden in (string[])["Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.Data", "Dapper", "ILogger", "IConfiguration", "IServiceProvider"])
                file.Code.ShouldNotContain(forbidden, Case.Sensitive, file.Path);
        }

        File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "src", "DigestBot.Wire", "DigestBot.Wire.csproj")).ShouldNotContain("ProjectReference");
    }

    [Fact]
    public void Each_format_and_protocol_of_wire_stands_alone()
    {
        // Text is the words that all formats carry; Html is what feeds carry; an address is the same in a header and in RCPT.
        Dictionary<string, string[]> may = new() { ["Text"] = [], ["Mime"] = ["Text"], ["Smtp"] = ["Mime"], ["Imap"] = [], ["Html"] = ["Text"], ["Syndication"] = ["Html", "Text"] };
        foreach (var file in SourceFile.Under("src/DigestBot.Wire", ".cs").Where(file => file.Path.Split('/').Length > 3))
        {
            var own = file.Path.Split('/')[2];
            WireUse().Matches(file.Code).Select(match => match.Groups["part"].Value).Distinct().Where(part => part != own && !may[own].Contains(part)).ShouldBeEmpty(file.Path);
        }
    }

    private static IEnumerable<(string Folder, SourceFile File)> App() =>
        SourceFile.Under("src/DigestBot", ".cs", ".razor").Where(file => file.Path.Split('/').Length > 3).Select(file => (file.Path.Split('/')[2], file))
            .Concat(SourceFile.Under("templates", ".cs", ".razor").Select(file => ("Templates", file)));

    private static IEnumerable<string> Uses(SourceFile file) => Used().Matches(file.Code).Select(match => match.Groups["part"].Value).Where(May.ContainsKey).Distinct();

    // "DigestBot.Feeds" anywhere, or "Feeds.Gather" where no dot, letter or quote stands before it; settings are written "Mail:From".
    [GeneratedRegex("""(?<![\w.])(DigestBot\.(?<part>[A-Z][A-Za-z]*)|(?<=[(<\s!])(?<part>Model|Store|Subscribers|Rendering|Fetch|Feeds|Articles|Digests|Replies|Jobs|Web|Demo|Cli)\.[A-Z][A-Za-z]+(?=[\s.<>(){}?,;\]]))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Used();

    [GeneratedRegex(@"(?m)^namespace (?<name>[\w.]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?m)^\s*using (static )?(\w+ = )?(?<name>[\w.]+);", RegexOptions.ExplicitCapture)]
    private static partial Regex Usings();

    [GeneratedRegex(@"DigestBot\.Wire\.(?<part>[A-Z][A-Za-z]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex WireUse();
}
