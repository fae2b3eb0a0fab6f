using DigestBot.Articles.Slop;

namespace DigestBot.Tests.Articles.Slop;

/// <summary>config/slop.json is read strictly: a rule that cannot work is said with its place.</summary>
public sealed class SlopRulesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-slop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{", "slop.json cannot be read")]
    [InlineData("{\n  \"treshold\": 5 }", "treshold")]
    [InlineData("{\n\n  \"threshold\": \"five\" }", "LineNumber: 2")]
    [InlineData("{\"threshold\": 0}", "threshold = 0")]
    [InlineData("{\"blockedHosts\": [\"https://farm.example/\"]}", "blockedHosts[0] = 'https://farm.example/'")]
    [InlineData("{\"blockedHosts\": null}", "blockedHosts is null")]
    [InlineData("{\"phrases\": [null]}", "phrases[0] is null")]
    [InlineData("{\"phrases\": [{\"name\": \"\", \"weight\": 5, \"words\": {}}]}", "phrases[0].name")]
    [InlineData("{\"phrases\": [{\"name\": \"x\", \"weight\": -5, \"words\": {}}]}", "phrases[0].weight = -5")]
    [InlineData("{\"phrases\": [{\"name\": \"x\", \"weight\": 5, \"words\": {\"en\": [\"a phrase\", \"a\"]}}]}", "phrases[0].words.en[1] = 'a'")]
    [InlineData("{\"phrases\": [{\"name\": \"x\", \"weight\": 5, \"words\": {\"en\": [\"A Phrase\"]}}]}", "lower case")]
    [InlineData("{\"phrases\": [{\"name\": \"x\", \"weight\": 5, \"words\": {\"English\": [\"a phrase\"]}}]}", "phrases[0].words.English")]
    [InlineData("{\"phrases\": [{\"name\": \"x\", \"weight\": 5, \"words\": {\"en\": null}}]}", "phrases[0].words.en is null")]
    [InlineData("{\"repetition\": {\"sentences\": 2}}", "shares above 0")]
    [InlineData("{\"declared\": null}", "must not be null")]
    public void A_rule_that_cannot_work_is_named(string json, string said)
    {
        Write(json);
        var problem = Should.Throw<SettingsException>(() => ConfigFiles.Slop(new Home(_folder, _folder), SlopMode.Mark));
        problem.Message.ShouldContain(said);
        problem.Message.ShouldContain("slop.json");
        ConfigFiles.Slop(new Home(_folder, _folder), SlopMode.Off).Phrases.ShouldBeEmpty("while it is off, nobody reads it");
    }

    [Fact]
    public void No_rules_find_nothing()
    {
        Write("{}");
        var filter = new SlopFilter(ConfigFiles.Slop(new Home(_folder, _folder), SlopMode.Hold), SlopMode.Hold);
        foreach (var article in SlopSamples.Slop.Values) filter.IsSlop(filter.Judge(article, article.Language, "ChatGPT", null)).ShouldBeFalse();
    }

    [Fact]
    public void An_installation_from_before_there_were_rules_starts_and_marks_nothing()
    {
        var filter = new SlopFilter(ConfigFiles.Slop(new Home(_folder, _folder), SlopMode.Mark), SlopMode.Mark);
        foreach (var article in SlopSamples.Slop.Values) filter.IsSlop(filter.Judge(article, article.Language, "ChatGPT", null)).ShouldBeFalse();
    }

    private void Write(string json)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "config"));
        File.WriteAllText(Path.Combine(_folder, "config", "slop.json"), json);
    }
}
