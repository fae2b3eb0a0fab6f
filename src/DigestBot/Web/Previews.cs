using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Web.Pages;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Web;

/// <summary>Cards for the web: of the last day, before an address is asked for, and of a digest that was sent.</summary>
public sealed class Previews(Today today, CardViews cards, TimeProvider clock)
{
    /// <summary>What a digest with these topics, in these languages (none for all), would hold now.</summary>
    public async Task<(MarkupString Cards, string Totals)> TodayAsync(IReadOnlyList<string> topics, IReadOnlyList<string> languages, Texts texts)
    {
        if (topics.Count == 0) return (default, "");
        var chosen = await today.ChooseAsync(topics, languages);
        var ids = chosen.Printed.Select(entry => entry.Id).ToList();
        return ids.Count == 0 ? (default, "") : (await RenderAsync(ids, clock.GetUtcNow(), long.MaxValue, texts), texts.Totals(ids.Count, chosen.Minutes));
    }

    /// <summary>Web cards of these articles.</summary>
    public async Task<MarkupString> RenderAsync(IReadOnlyList<long> ids, DateTimeOffset at, long head, Texts texts)
    {
        await using var components = new Components();
        var html = new System.Text.StringBuilder();
        foreach (var view in await cards.OfAsync(ids, at, head, texts))
            html.Append(await components.RenderAsync<WebCard>((nameof(WebCard.View), view), (nameof(WebCard.Texts), texts)));
        return new MarkupString(html.ToString());
    }
}
