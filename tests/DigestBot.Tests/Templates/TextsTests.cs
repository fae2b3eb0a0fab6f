using System.Text.RegularExpressions;
using DigestBot.Model;
using DigestBot.Replies;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Templates;

public sealed partial class TextsTests
{
    private static Texts English => Samples.Texts.English;

    public static TheoryData<string> Others => [.. Samples.Texts.All.Select(texts => texts.Language).Where(language => language != "en")];

    [Theory, MemberData(nameof(Others))]
    public void Every_language_has_the_keys_of_English_and_no_other(string language)
    {
        var keys = Samples.Texts.For(language).Keys.ToHashSet();
        English.Keys.Except(keys).ShouldBeEmpty("missing");
        keys.Except(English.Keys).ShouldBeEmpty("superfluous");
    }

    [Theory, MemberData(nameof(Others))]
    public void Every_translation_takes_the_arguments_of_English(string language)
    {
        var texts = Samples.Texts.For(language);
        foreach (var key in English.Keys)
            Arguments(texts[key]).ShouldBe(Arguments(English[key]), $"{key} in {language}");
    }

    [Fact]
    public void No_text_is_empty_and_no_key_stands_twice()
    {
        foreach (var path in Directory.EnumerateFiles(Samples.TextsFolder, "*.json"))
        {
            var keys = Key().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value).ToList();
            keys.GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty(path);
        }

        foreach (var texts in Samples.Texts.All)
            texts.Keys.Where(key => string.IsNullOrWhiteSpace(texts[key])).ShouldBeEmpty(texts.Language);
    }

    [Fact]
    public void Every_key_that_the_program_names_is_there()
    {
        foreach (var path in Sources())
        {
            var source = File.ReadAllText(path);
            foreach (Match use in Plain().Matches(source))
                English.Find(use.Groups[1].Value).ShouldNotBeNull($"{use.Value} in {path}");
            foreach (Match use in Counted().Matches(source))
                (English.Find(use.Groups[1].Value + ".one") is not null && English.Find(use.Groups[1].Value + ".other") is not null).ShouldBeTrue($"{use.Value} in {path}");
        }
    }

    [Fact]
    public void Every_key_is_named_by_the_program()
    {
        var source = string.Join('\n', Sources().Select(File.ReadAllText));
        var begun = Begun().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();
        bool Named(string key) => source.Contains($"\"{key}\"", StringComparison.Ordinal);
        string Number(string key) => key[(key.LastIndexOf('.') + 1)..] is "one" or "other" or "none" ? key[..key.LastIndexOf('.')] : key;
        // Of pages and forms only the end is computed from a list in the program; topics, types and days come from elsewhere.
        string[] listed = ["web.", "error.", "operator.", "digest.", "page."];
        bool Computed(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal)
            && (!listed.Contains(prefix) || source.Contains($"\"{key[prefix.Length..].Split('.')[0].Replace("Hint", "", StringComparison.Ordinal)}\"", StringComparison.Ordinal));
        English.Keys.Where(key => !Named(key) && !Named(Number(key)) && !begun.Any(prefix => Computed(key, prefix))).ShouldBeEmpty();
    }

    [Fact]
    public void A_statement_counts_by_its_first_argument_whoever_hands_it_on()
    {
        English.Format("change.budget", "1").ShouldBe("Your reading time is now 1 minute.");
        English.Format("change.budget", "20").ShouldBe("Your reading time is now 20 minutes.");
        foreach (var texts in Samples.Texts.All)
        {
            texts.Format("follow.tooMany", "0").ShouldBe(texts["follow.tooMany.none"], "there is nothing that one could stop following");
            texts.Format("follow.tooMany", "2").ShouldContain("2");
        }

        Samples.Texts.For("de").Count("notice.more", 1, "Heise, Golem").ShouldBe("Heise, Golem und 1 weiteres");
        Should.Throw<KeyNotFoundException>(() => English.Format("change.nowhere", "1"));
    }

    [Theory]
    [InlineData("fr", 1, "le 1er de chaque mois à 07:00 (UTC)")]
    [InlineData("fr", 15, "le 15 de chaque mois à 07:00 (UTC)")]
    [InlineData("de", 1, "jeden Monat am 1. um 07:00 Uhr (UTC)")]
    public void The_first_of_the_month_is_said_as_in_a_date(string language, int day, string said) =>
        DigestBot.Rendering.Wording.Schedule(new ChosenFacts("all", Frequency.Monthly, 1, 420, "UTC") { MonthDay = day }, Samples.Texts.For(language)).ShouldBe(said);

    [Theory]
    [InlineData("change.pausedOpen", "resume")]
    [InlineData("change.lastTopic", "unsubscribe")]
    [InlineData("change.lastFollow", "unsubscribe")]
    public void A_word_that_readers_are_told_to_write_is_of_their_language_and_understood(string key, string verb)
    {
        foreach (var texts in Samples.Texts.All)
        {
            var word = Quoted().Match(texts[key]).Groups[1].Value;
            ReplyCommands.Parse(word).ShouldBe([new ReplyCommand(verb)], $"“{word}” in {texts.Language}");
            (texts.Language == "en" || word != Quoted().Match(English[key]).Groups[1].Value).ShouldBeTrue($"{key} in {texts.Language}");
        }
    }

    [Fact]
    public void What_subscribers_get_has_one_name_in_each_language()
    {
        foreach (var (language, others) in new (string, string)[] { ("de", @"\bDigests?\b|(?<![-\w])Mails?\b|Mailprogramm|\bIhre?\b"), ("fr", @"\bdigests?\b|(?<!e-)\bmails?\b"), ("es", @"\bdigests?\b|\bresumen\b|\b(?:Elija|Indique|Escriba|usted)\b") })
            foreach (var key in Samples.Texts.For(language).Keys.Where(key => key != "card.summary"))
                Regex.IsMatch(Samples.Texts.For(language)[key], others).ShouldBeFalse($"{key} in {language}: {Samples.Texts.For(language)[key]}");
    }

    [Fact]
    public void A_region_is_served_by_its_language_and_an_unknown_language_by_English()
    {
        Samples.Texts.For("de-AT").Language.ShouldBe("de");
        Samples.Texts.For("FR").Language.ShouldBe("fr");
        Samples.Texts.For("tlh").Language.ShouldBe("en");
        Samples.Texts.For(null).Language.ShouldBe("en");
        Samples.Texts.For("").Language.ShouldBe("en");
    }

    [Theory]
    [InlineData(-60, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min ago")]
    [InlineData(3 * 3600, "3h ago")]
    [InlineData(86_400, "1d ago")]
    [InlineData(7 * 86_400, "1w ago")]
    [InlineData(30 * 86_400, "4w ago")]
    [InlineData(31 * 86_400, "1mo ago")]
    [InlineData(70 * 86_400, "2mo ago")]
    [InlineData(364 * 86_400, "11mo ago")]
    [InlineData(365 * 86_400, "1y ago")]
    [InlineData(3 * 366 * 86_400, "3y ago")]
    public void Ages_are_short(int seconds, string age) => English.Age(TimeSpan.FromSeconds(seconds)).ShouldBe(age);

    [Theory]
    [InlineData("en", "Saturday, 1 November 2025")]
    [InlineData("de", "Samstag, 1. November 2025")]
    [InlineData("fr", "samedi 1er novembre 2025")]
    [InlineData("es", "sábado, 1 de noviembre de 2025")]
    public void Dates_are_written_out(string language, string written)
    {
        Samples.Texts.For(language).Date(new DateOnly(2025, 11, 1)).ShouldBe(written);
        Samples.Texts.For(language).DateHeading(new DateOnly(2025, 11, 1))[0].ShouldBe(char.ToUpperInvariant(written[0]));
    }

    [Fact]
    public void Zero_is_plural_except_in_French()
    {
        English.Count("digest.articles", 0).ShouldBe("0 articles");
        English.Count("digest.articles", 1).ShouldBe("1 article");
        Samples.Texts.For("fr").Count("digest.articles", 0).ShouldBe("0 article");
        Samples.Texts.For("fr").Count("digest.articles", 2).ShouldBe("2 articles");
    }

    [Fact]
    public void Schedules_and_lists_are_sentences()
    {
        English.Schedule("daily", "07:00", "Europe/Berlin").ShouldBe("every day at 07:00 (Europe/Berlin)");
        Samples.Texts.For("de").Schedule("weekly", "07:00", "Europe/Berlin", "Montag").ShouldBe("jeden Montag um 07:00 Uhr (Europe/Berlin)");
        English.List([]).ShouldBe("");
        English.List(["Design"]).ShouldBe("Design");
        Samples.Texts.For("es").List(["Arte", "Libros", "Música"]).ShouldBe("Arte, Libros y Música");
        English.Type("Insight").ShouldBe("Insight");
        Samples.Texts.For("de").Type("Insight").ShouldBe("Hintergrund");
        English.Type("Unheard Of").ShouldBe("Unheard Of");
    }

    [Theory]
    [InlineData("en", "07:00", "Ada", "Good morning, Ada.")]
    [InlineData("en", "04:00", "", "Good morning.")]
    [InlineData("en", "11:59", "", "Good morning.")]
    [InlineData("en", "12:00", "Ada", "Good afternoon, Ada.")]
    [InlineData("en", "18:00", "", "Good evening.")]
    [InlineData("en", "03:59", "Ada", "Good evening, Ada.")]
    [InlineData("de", "11:00", "Ada", "Guten Tag, Ada.")]
    [InlineData("de", "06:30", "", "Guten Morgen.")]
    [InlineData("fr", "07:00", "Ada", "Bonjour Ada.")]
    [InlineData("fr", "23:59", "", "Bonsoir.")]
    [InlineData("es", "19:00", "Ada", "Buenas tardes, Ada.")]
    [InlineData("es", "20:00", "", "Buenas noches.")]
    [InlineData("en", "07:00", "{0} {token}", "Good morning, {0} {token}.")]
    public void A_greeting_goes_by_the_time_of_day_and_by_the_name(string language, string time, string name, string greeting) =>
        Samples.Texts.For(language).Greeting((int)TimeOnly.ParseExact(time, "HH:mm", null).ToTimeSpan().TotalMinutes, name).ShouldBe(greeting);

    [Fact]
    public void A_broken_file_is_named_with_its_key()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.Copy(Path.Combine(Samples.TextsFolder, "en.json"), Path.Combine(folder, "en.json"));
        File.WriteAllText(Path.Combine(folder, "nl.json"), """{ "card.by": "Door {0" }""");
        Should.Throw<InvalidDataException>(() => Texts.Load(folder)).Message.ShouldContain("card.by");

        File.WriteAllText(Path.Combine(folder, "nl.json"), """{ "card.by": "Door {0}" }""");
        var dutch = Texts.Load(folder).For("nl-BE");
        dutch.Format("card.by", "Ada").ShouldBe("Door Ada");
        dutch["card.summary"].ShouldBe("Summary", "English lends what is missing");
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Sources()
    {
        string[] folders = [Path.Combine(Corpora.ProjectRoot, "templates"), Path.Combine(Corpora.ProjectRoot, "src", "DigestBot")];
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".razor", StringComparison.Ordinal) || (path.EndsWith(".cs", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)));
    }

    private static string Arguments(string text) => string.Join(' ', Argument().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Argument();

    [GeneratedRegex("(?m)^  \"([^\"]+)\":", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("""[Tt]exts(?:\[|\.Format\()"([A-Za-z.]+)"(?: *\]|[,)])""", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    // A key whose end is computed: "month." + number, $"greeting.{time}Name".
    [GeneratedRegex("\"([a-zA-Z.]+\\.)(?:\" *[+]|[{])")]
    private static partial Regex Begun();

    [GeneratedRegex("[“„«]\\s?(\\w+)\\s?[”“»]", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("""[Tt]exts\.Count\("([A-Za-z.]+)",""", RegexOptions.NonBacktracking)]
    private static partial Regex Counted();
}
