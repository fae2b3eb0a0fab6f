using System.Text.Json;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Wire.Text;

public sealed class SentencesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Tags = new()
    {
        ["amharic"] = "am", ["arabic"] = "ar", ["armenian"] = "hy", ["bulgarian"] = "bg", ["burmese"] = "my", ["chinese"] = "zh", ["danish"] = "da", ["deutsch"] = "de",
        ["dutch"] = "nl", ["english"] = "en", ["french"] = "fr", ["greek"] = "el", ["italian"] = "it", ["japanese"] = "ja", ["kazakh"] = "kk", ["persian"] = "fa",
        ["polish"] = "pl", ["russian"] = "ru", ["spanish"] = "es", ["urdu"] = "ur", ["hindi"] = "hi",
    };

    [Fact]
    public void All_golden_rules_hold_and_nine_in_ten_texts_of_all_languages_are_split_as_their_readers_would()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Corpora.Path_("sentences.json")));
        int golden = 0, right = 0, all = 0;
        foreach (var language in json.RootElement.EnumerateObject())
        {
            int good = 0, count = 0;
            foreach (var entry in language.Value.EnumerateArray())
            {
                var text = entry.GetProperty("text").GetString()!;
                var expected = entry.GetProperty("sentences").EnumerateArray().Select(s => Squeezed(s.GetString()!)).ToList();
                var actual = Sentences.Split(text, Tags.GetValueOrDefault(language.Name)).Select(r => Squeezed(r.Of(text).ToString())).ToList();
                var same = expected.SequenceEqual(actual);
                good += same ? 1 : 0;
                golden += same && language.Name == "english" && count < 52 ? 1 : 0;
                count++;
                if (!same)
                    output.WriteLine($"{language.Name} {count - 1}: wanted {expected.Except(actual).FirstOrDefault()} | found {actual.Except(expected).FirstOrDefault()}");
            }
            output.WriteLine($"{language.Name}: {good} of {count}");
            right += good;
            all += count;
        }
        output.WriteLine($"golden rules {golden} of 52; all languages {right} of {all} ({100.0 * right / all:f1} %)");
        golden.ShouldBe(52);
        ((double)right / all).ShouldBeGreaterThan(.90);
    }

    // White space is not the splitter's: some expectations fold it, some remove it.
    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
