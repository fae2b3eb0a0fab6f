using System.Text.Json.Nodes;
using DigestBot.Model;

namespace DigestBot.Tests.Cli;

public sealed class BrandTests
{
    [Fact]
    public void The_brand_that_the_project_ships_is_fine() => Read(_ => { }).Name.ShouldBe("DigestBot");

    [Fact]
    public void Everything_comes_from_the_file()
    {
        var brand = Read(json =>
        {
            foreach (var name in new[] { "name", "tagline", "logoText", "postalAddress", "contact", "creed" }) json[name] = "The " + name;
            json["siteUrl"] = "https://news.example.org/";
            json["colors"]!["accent"] = "#004080";
            json["links"] = new JsonArray(new JsonObject { ["text"] = "Imprint", ["url"] = "https://news.example.org/imprint" });
        });
        (brand.Name, brand.Tagline, brand.LogoText, brand.PostalAddress, brand.Contact, brand.Creed).ShouldBe(("The name", "The tagline", "The logoText", "The postalAddress", "The contact", "The creed"));
        brand.Colors.Accent.ShouldBe("#004080");
        brand.Links.ShouldBe([new BrandLink("Imprint", "https://news.example.org/imprint")]);
        Read(json => json["postalAddress"] = "1 Example Street\n12345 Exampletown").PostalAddress.ShouldContain('\n', "an address may stand on several lines");
    }

    [Fact]
    public void Tagline_and_creed_follow_the_readers_language_and_fall_back()
    {
        var brand = Read(json => json["translations"] = new JsonObject { ["de"] = new JsonObject { ["tagline"] = "Was es Neues gibt" } });
        (brand.In("de").Tagline, brand.In("de").Creed).ShouldBe(("Was es Neues gibt", brand.Creed));
        brand.In("fr").ShouldBe(brand);
        var shipped = Read(_ => { });
        foreach (var language in new[] { "de", "fr", "es" }) shipped.In(language).ShouldSatisfyAllConditions(own => own.Tagline.ShouldNotBe(shipped.Tagline), own => own.Creed.ShouldNotBe(shipped.Creed));
    }

    [Theory]
    [InlineData("translations", """{"de":{"tagline":"a\nb"}}""", "translations.de.tagline has a line break")]
    [InlineData("name", "\"\"", "name is empty")]
    [InlineData("logoText", "null", "logoText is empty")]
    [InlineData("tagline", "null", "tagline is empty")]
    [InlineData("name", "\"Evil\\r\\nBcc: x\"", "name has a line break")]
    [InlineData("siteUrl", "\"http://example.org/\"", "siteUrl = 'http://example.org/'")]
    [InlineData("siteUrl", "\"javascript:alert(1)\"", "siteUrl = 'javascript:alert(1)'")]
    [InlineData("siteUrl", "null", "siteUrl is null")]
    [InlineData("links", "null", "links is null")]
    [InlineData("links", "[null]", "links[0] is null")]
    [InlineData("links", """[{"text":"Imprint","url":"/imprint"}]""", "links[0].url = '/imprint'")]
    [InlineData("links", """[{"text":"Imprint","url":"https://a.example/x y"}]""", "links[0].url")]
    [InlineData("links", """[{"text":"","url":"https://a.example/"}]""", "links[0].text")]
    [InlineData("links", """[{"text":"A","url":"https://a.example/"},{"url":"https://a.example/"}]""", "links[1].text")]
    [InlineData("colors", "null", "colors is null")]
    [InlineData("colors", """{"accent":"red"}""", "colors.accent = 'red'")]
    [InlineData("colors", """{"accent":"#ffee00","paper":"#ffffff"}""", "colors.accent = '#ffee00' cannot be read on '#ffffff': their contrast is 1.2")]
    [InlineData("slogan", "\"no such name\"", "slogan")]
    public void What_cannot_stand_in_a_mail_keeps_the_service_from_starting(string name, string value, string says)
    {
        var error = Should.Throw<SettingsException>(() => Read(json => json[name] = JsonNode.Parse(value)));
        error.Message.ShouldContain(says);
        error.Message.ShouldContain("brand.json");
    }

    [Fact]
    public void Lengths_are_bounded_and_every_problem_is_named()
    {
        var error = Should.Throw<SettingsException>(() => Read(json =>
        {
            json["name"] = new string('x', 61);
            json["creed"] = new string('x', 401);
            json["links"] = new JsonArray([.. Enumerable.Range(0, 9).Select(i => (JsonNode)new JsonObject { ["text"] = "A", ["url"] = "https://a.example/" })]);
        }));
        error.Problems.Count.ShouldBe(3);
        error.Message.ShouldContain("name has 61 characters; 60 at most");
        error.Message.ShouldContain("links has 9 entries; 8 at most");
    }

    private static Brand Read(Action<JsonNode> change)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-brand-").FullName;
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "config", "brand.json")))!;
            change(json);
            Directory.CreateDirectory(Path.Combine(folder, "config"));
            File.WriteAllText(Path.Combine(folder, "config", "brand.json"), json.ToJsonString());
            return ConfigFiles.Brand(new Home(folder, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
