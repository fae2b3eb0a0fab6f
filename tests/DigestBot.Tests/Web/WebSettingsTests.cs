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
    public async Task A_zone_that_the_list_leaves_out_stays_chosen()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example");
        service.Execute("UPDATE subscribers SET zone = 'Etc/GMT+3'");
        var page = (await service.GetAsync(service.Part<Links>().Preferences(s.Id))).Page;
        page.QuerySelectorAll("#zone option[selected]").ShouldHaveSingleItem().GetAttribute("value").ShouldBe("Etc/GMT+3");
    }
}
