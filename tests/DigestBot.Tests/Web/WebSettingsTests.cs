using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed class WebSettingsTests(DemoWeb web)
{
    [Theory]
    [InlineData("https://digest.example/news"), InlineData("https://digest.example?x=1"), InlineData("https://digest.example/#x"), InlineData("https://user@digest.example"), InlineData("digest.example"), InlineData("ftp://digest.example"), InlineData("")]
    public void A_public_address_that_links_cannot_begin_with_is_refused_by_name(string address)
    {
        var problem = new WebOptions { PublicUrl = address }.Problems().ShouldHaveSingleItem();
        problem.Setting.ShouldBe("Web:PublicUrl");
        problem.Value.ShouldBe(address);
    }

    [Theory, InlineData("https://digest.example"), InlineData("https://digest.example/"), InlineData("http://127.0.0.1:8025")]
    public void A_public_address_is_scheme_host_and_port(string address) => new WebOptions { PublicUrl = address }.Problems().ShouldBeEmpty();

    [Fact]
    public void A_variable_that_names_no_section_is_no_setting()
    {
        Environment.SetEnvironmentVariable("DIGESTBOT_NOSECTION", "x");
        Should.NotThrow(() => Settings.Read(new Home(web.Home, web.Home).Configuration()));
    }

    [Fact]
    public void A_secret_is_looked_for_where_relative_paths_start_and_not_where_the_process_stands()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-home-").FullName;
        try
        {
            foreach (var name in (string[])["smtp", "imap", "model", "ca.pem"]) File.WriteAllText(Path.Combine(folder, name), "x");
            File.WriteAllText(Path.Combine(folder, "appsettings.json"), """
                { "Mail": { "From": "digest@bot.example" }, "Smtp": { "Host": "relay.example", "User": "u", "PasswordFile": "smtp", "CaFile": "ca.pem" }, "Imap": { "Host": "imap.example", "User": "u", "PasswordFile": "imap" },
                  "Summaries": { "Endpoint": "http://127.0.0.1:1/v1", "Model": "m", "KeyFile": "model" } }
                """);
            var settings = Settings.Read(new Home(folder, folder).Configuration());
            (settings.Smtp.PasswordFile, settings.Smtp.CaFile, settings.Imap.PasswordFile, settings.Summaries.KeyFile)
                .ShouldBe((Path.Combine(folder, "smtp"), Path.Combine(folder, "ca.pem"), Path.Combine(folder, "imap"), Path.Combine(folder, "model")));
            settings.Smtp.TokenFile.ShouldBe("", "what is not set stays so");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_zone_that_the_list_leaves_out_stays_chosen()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example");
        service.Execute("UPDATE subscribers SET zone = 'Etc/GMT+3'");
        var page = (await service.GetAsync(service.Part<Links>().Preferences(s.Id))).Page;
        page.QuerySelectorAll("#zone option[selected]").ShouldHaveSingleItem().GetAttribute("value").ShouldBe("Etc/GMT+3");
    }
}
