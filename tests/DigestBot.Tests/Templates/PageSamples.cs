using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Web.Pages;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Tests.Templates;

/// <summary>Every page with sample views.</summary>
internal static class PageSamples
{
    public static Texts Texts => Samples.Texts.English;

    public static ChoicesView Choices(Texts texts) => new(
        texts.Language,
        [.. new[] { "all", "technology", "design", "programming", "science", "news", "gaming", "entertainment", "business", "finance", "sports", "health", "food", "travel", "art", "music", "books", "education", "politics", "personal" }
            .Select(slug => new Choice(slug, texts.Topic(slug, slug), slug is "technology" or "design"))],
        [.. new[] { "daily", "weekdays", "weekly", "monthly" }.Select(value => new Choice(value, texts.Frequency(value), value == "daily"))],
        [new("Europe/Berlin", "Europe/Berlin", true), new("Africa/Cairo", "Africa/Cairo", false), new("Etc/UTC", "UTC", false)],
        "07:00",
        30,
        [.. Samples.Texts.All.Select(one => new Choice(one.Language, one.Name, one == texts))])
    {
        Weekdays = [new("1", texts.Day(DayOfWeek.Monday), true), new("2", texts.Day(DayOfWeek.Tuesday), false)],
        Days = [new("1", texts.Day(DayOfWeek.Monday), true), new("2", texts.Day(DayOfWeek.Tuesday), false)],
        MonthDays = [new("1", "1", true), new("31", "31", false)],
        ReadLanguages = [new("en", "English", true), new("de", "Deutsch", false)],
    };

    public static SignupView Signup(Texts texts, params string[] errors) =>
        new(Choices(texts), "reader@", Errors(texts, errors), Cards(texts, Samples.Full, Samples.Arabic), texts.Totals(2, 12));

    public static PreferencesView Preferences(Texts texts, params string[] errors) =>
        new(Choices(texts), "reader@example.org", "/p/abcdefgh", "/u/abcdefgh", "paused", "2025-12-01", texts.DateAt(new DateOnly(2025, 12, 1), "07:00"), true, Errors(texts, errors))
        {
            Name = "Ada", Pictures = true, MutedWords = "bitcoin\nelection night", MutedSources = "noise.example", Followed = [new("7", "The <Morning> Paper", false)], Feed = "\"><b>x</b>",
        };

    // Each sentence with its field, as the forms name them.
    private static FieldError[] Errors(Texts texts, string[] sentences) =>
        [.. sentences.Select(sentence => new FieldError(((string[])["email", "topics", "frequency", "time", "zone", "language", "budget", "pause"])
            .FirstOrDefault(field => sentence.StartsWith(texts["error." + field].Split('{')[0], StringComparison.Ordinal)), sentence))];

    public static DigestPageView Digest(Texts texts) =>
        new(texts.Language, texts.DateHeading(new DateOnly(2025, 11, 22)), texts.Totals(3, 34), Cards(texts, Samples.Full, Samples.Arabic, Samples.Hostile), Cards(texts, Samples.Bare), 1, Samples.Receipt);

    public static StatusView Status { get; } = new(
        [new("active", "1204"), new("pending", "17"), new("queued", "3"), new("articles", "48112")],
        [new("gather", "polls feeds that are due", "0 */5 * * * ?", "2025-11-22T06:55:00Z", "48 feeds, 12 new", "2025-11-22T07:00:00Z")],
        [
            new("The Slow Web", "https://slowweb.example.org/feed.xml", "technology, design", "2025-11-22T06:55:00Z", "2025-11-22T07:55:00Z", 212, "-", ""),
            new("The Broken <Feed>", "javascript:alert(1)", "news", "2025-11-22T06:55:00Z", "-", 0, "2025-11-19", "<script>alert(1)</script>"),
        ],
        [Mail]);

    public static MailView MailHistory { get; } = new(
        Mail, "2025-11-22T07:00:00Z", "77.token@example.org",
        [
            new(1, "2025-11-22T07:00:02Z", "relay.example.org:587 (192.0.2.1)", "Rcpt", "451 4.7.1", "<script>alert(1)</script>", false),
            new(2, "2025-11-22T07:08:00Z", "relay.example.org:587 (192.0.2.1)", "-", " ", "the connection ended <i>early</i>", true),
        ],
        "/status/abcdefgh") { Successor = (91, "/status/abcdefgh/mail/91") };

    private static OutboxRow Mail => new(77, "digest", "reader@example.org", "deferred", 2, "2025-11-22T07:10:00Z", "451 4.7.1 <try> later") { Link = "/status/abcdefgh/mail/77" };

    public static MarkupString Cards(Texts texts, params CardView[] cards) => new(string.Concat(cards.Select(card =>
        Rendering.Render<WebCard>(("View", card), ("Texts", texts)).Value)));

    public static string Page<T>(object view, Texts? texts = null)
        where T : IComponent =>
        Rendering.Render<T>(("View", view), ("Brand", Samples.Brand), ("Texts", texts ?? Texts)).Value;

    public static IEnumerable<(string Name, string Html)> All()
    {
        yield return ("page-signup.html", Page<SignupPage>(Signup(Texts)));
        yield return ("page-signup-fr.html", Page<SignupPage>(Signup(Samples.Texts.For("fr")), Samples.Texts.For("fr")));
        yield return ("page-signup-errors.html", Page<SignupPage>(Signup(Texts, Texts["error.email"], Texts["error.topics"], Texts.Format("error.budget", 5, 240), Texts["error.tooMany"])));
        yield return ("page-signup-empty.html", Page<SignupPage>(Signup(Texts) with { Preview = default, PreviewTotals = "" }));
        yield return ("page-preferences.html", Page<PreferencesPage>(Preferences(Texts, Texts["error.pause"])));
        yield return ("page-digest.html", Page<DigestPage>(Digest(Texts)));
        yield return ("page-digest-away.html", Page<DigestPage>(Digest(Texts) with { Away = Texts.Count("away.text", 98, "10 November"), Path = "/digest/abc", HeldOverCount = 120, Pages = 3 }));
        yield return ("page-digest-held.html", Page<DigestPage>(Digest(Texts) with { Path = "/digest/abc", Cards = default, HeldOverCount = 120, Page = 2, Pages = 3 }));
        yield return ("page-status.html", Page<StatusPage>(Status));
        yield return ("page-mail.html", Page<MailPage>(MailHistory));
        yield return ("page-unsubscribe.html", Page<MessagePage>(Messages.Unsubscribe(Texts, "reader@example.org", "/u/abcdefgh", "/p/abcdefgh")));
        yield return ("page-sent.html", Page<MessagePage>(Messages.Sent(Texts, "reader@example.org")));
    }
}
