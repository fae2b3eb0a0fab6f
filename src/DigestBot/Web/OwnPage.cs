using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;
using DigestBot.Wire.Text;
using NodaTime;

namespace DigestBot.Web;

/// <summary>A subscriber's own page: reads what its form sends, and writes it.</summary>
public sealed class OwnPage(
    PageWriter pages, Forms forms, Links links, Changes changes, Following following, FollowOptions options, ReaderListTable readerLists, FeedTable feeds, ArticleLog articles)
{
    private const int MostOfZone = 60;

    /// <summary>Shows it.</summary>
    public async Task ShowAsync(HttpContext http, Subscriber s) => await WriteAsync(http, s, Preferences.Of(s), PersonalForm.Empty, saved: false, []);

    /// <summary>Shows it after something was done, or could not be.</summary>
    /// <param name="http">The request.</param>
    /// <param name="s">As stored.</param>
    /// <param name="problems">Keys of the texts; empty when it was done.</param>
    public Task ShowAsync(HttpContext http, Subscriber s, IReadOnlyList<string> problems) =>
        WriteAsync(http, s, Preferences.Of(s), PersonalForm.Empty, saved: problems.Count == 0, Forms.Sentences(problems, pages.Wording.In(s.Language)));

    /// <summary>Stores all that the form says, or nothing of it and what to correct.</summary>
    public async Task SaveAsync(HttpContext http, Subscriber s, IFormCollection form)
    {
        var texts = pages.Wording.In(s.Language);
        var lists = await readerLists.OfAsync(s.Id);
        var personal = PersonalForm.Of(form);
        var problems = new List<string>();
        var follows = personal.ApplyTo(lists).Follows.Count + (personal.Feed.Length > 0 ? 1 : 0);
        var choices = forms.Read(name => form[name], Preferences.Of(s), problems, follows, personal: true);
        problems.AddRange(personal.Problems());
        var errors = Forms.Sentences(problems, texts).ToList();
        Subscriber? after = null;
        if (errors.Count == 0 && personal.Feed.Length == 0) after = await changes.SetPreferencesAsync(s.Id, choices, personal.ApplyTo);
        else if (errors.Count == 0 && FollowRows.Refusal(s) is { } refusal) errors.Add(new FieldError("feed", texts.Format(refusal.Key, [.. refusal.Arguments])));
        else if (errors.Count == 0)
        {
            // An address that nobody knows is fetched: before the transaction, and only when all else is right.
            var target = await following.ResolveAsync(s.Id, personal.Feed, [.. lists.Follows.Select(follow => follow.FeedId)], http.RequestAborted);
            (after, var problem) = await changes.SetPreferencesAsync(s.Id, choices, personal.ApplyTo, target);
            if (problem is not null) errors.Add(new FieldError("feed", texts.Format(problem.Key, [.. problem.Arguments])));
        }

        if (errors.Count == 0) await WriteAsync(http, after ?? s, Preferences.Of(after ?? s), PersonalForm.Empty, saved: true, []);
        else await WriteAsync(http, s, choices, personal, saved: false, errors);
    }

    private async Task WriteAsync(HttpContext http, Subscriber s, Preferences shown, PersonalForm personal, bool saved, IReadOnlyList<FieldError> errors)
    {
        var texts = pages.Wording.In(s.Language);
        var next = s.NextDue is { } due
            ? texts.DateAt(DateOnly.FromDateTime(Local(s, due).Date.ToDateTimeUnspecified()), Schedule.Time((Local(s, due).Hour * 60) + Local(s, due).Minute))
            : "";
        var lists = await readerLists.OfAsync(s.Id);
        var view = new PreferencesView(
            forms.View(shown, await articles.LanguagesAsync(), texts), s.Email, links.PathOf(links.Preferences(s.Id)), links.PathOf(links.Unsubscribe(s.Id)), s.Status.ToString().ToLowerInvariant(),
            s.PausedUntil ?? "", next, saved, errors, Schedule.Knows(s.Zone) ? "" : DisplayText.Clip(DisplayText.Line(s.Zone), MostOfZone));
        await pages.WriteAsync<PreferencesPage>(
            http, personal.Show(view, shown, lists, await feeds.ManyAsync(lists.Follows.Select(follow => follow.FeedId)), options.MostPerSubscriber > 0 && (FollowRows.Refusal(s) is null || personal.Feed.Length > 0)), texts,
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static ZonedDateTime Local(Subscriber s, DateTimeOffset due) =>
        Instant.FromDateTimeOffset(due).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(s.Zone) ?? DateTimeZone.Utc);
}
