using DigestBot.Wire.Text;

namespace DigestBot.Tests.Wire.Text;

public sealed class LanguagesTests(ITestOutputHelper output)
{
    [Fact]
    public void A_language_is_named_rightly_or_not_at_all()
    {
        int named = 0, right = 0, all = 0, sentences = 0, sentencesRight = 0, sentencesNamed = 0;
        foreach (var file in Directory.GetFiles(Corpora.Path_("languages"), "*.txt").Order(StringComparer.Ordinal))
        {
            var language = Path.GetFileNameWithoutExtension(file);
            var lines = File.ReadAllLines(file);
            int good = 0, wrong = 0, silent = 0;
            foreach (var text in lines.Chunk(4).Select(chunk => string.Join(' ', chunk)))
            {
                var found = Languages.Detect(text);
                all++;
                named += found is null ? 0 : 1;
                right += found == language ? 1 : 0;
                (good, wrong, silent) = (good + (found == language ? 1 : 0), wrong + (found != language && found is not null ? 1 : 0), silent + (found is null ? 1 : 0));
            }
            foreach (var line in lines.Take(200))
            {
                var found = Languages.Detect(line);
                sentences++;
                sentencesNamed += found is null ? 0 : 1;
                sentencesRight += found == language ? 1 : 0;
            }
            output.WriteLine($"{language}: right {good}, wrong {wrong}, silent {silent}");
        }
        output.WriteLine($"four sentences: right {100.0 * right / all:f1} %, wrong {100.0 * (named - right) / all:f1} %; one sentence: right {100.0 * sentencesRight / sentences:f1} %, wrong {100.0 * (sentencesNamed - sentencesRight) / sentences:f1} %");
        ((double)right / all).ShouldBeGreaterThan(.95);
        ((double)(named - right) / all).ShouldBeLessThan(.02);
    }

    [Theory]
    [InlineData("The cat sat on the mat and looked at the people who had come to see it.", null, "en")]
    [InlineData("The cat sat on the mat and looked at the people who had come to see it.", "en-GB", "en")]
    [InlineData("今日は天気がいいので、散歩に行きましょう。", "en", "ja")]
    [InlineData("Ceci n'est pas une pipe.", "fr", "fr")]
    [InlineData("1984", "sv", "sv")]
    [InlineData("OK", null, null)]
    [InlineData("Bare ett ord", "no", "nb")]
    [InlineData("", null, null)]
    public void What_the_feed_says_is_believed_unless_the_script_contradicts(string text, string? said, string? expected) =>
        Languages.Detect(text, said).ShouldBe(expected);
}
