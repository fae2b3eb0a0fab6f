using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Templates;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Tests.Templates;

/// <summary>Views as rich, and as hostile, as feeds make them.</summary>
internal static class Samples
{
    public static string TextsFolder { get; } = Path.Combine(Corpora.ProjectRoot, "config", "texts");

    public static TextSet Texts { get; } = Model.Texts.Load(TextsFolder);

    public static Brand Brand { get; } = new()
    {
        Name = "DigestBot",
        LogoText = "DigestBot",
        Tagline = "What is new, in the writers’ own words",
        Creed = "No algorithm. No ads. Just feeds. Chronological. Hand toasted.",
        PostalAddress = "1 Example Street, 12345 Exampletown",
        SiteUrl = "https://digest.example.org/",
        Contact = "post@digest.example.org",
        Links = [new BrandLink("Imprint", "https://digest.example.org/imprint"), new BrandLink("Privacy", "https://digest.example.org/privacy")],
    };

    public static DigestLinks Links { get; } = new(
        "https://digest.example.org/d/2025-11-22/abcdefghijklmnop",
        "https://digest.example.org/p/abcdefghijklmnop?from=mail&lang=en",
        "https://digest.example.org/p/abcdefghijklmnop#pause",
        "https://digest.example.org/u/abcdefghijklmnop");

    public static CardView Full { get; } = new(
        1,
        "The quiet return of the slow web: why small sites are growing again",
        "https://slowweb.example.org/2025/quiet-return?a=1&b=2",
        "Ada Fictional",
        "The Slow Web",
        "https://slowweb.example.org/",
        "3h ago",
        6,
        "en",
        "Insight",
        "After a decade of platforms, people are building small sites again. Hosts of personal pages report more new sites this year than in the five before it together. Their owners speak of calm, of ownership, and of readers who write letters. What they give up is reach, and most of them say that they do not miss it.",
        [
            Quote("A page that nobody measures is a page that nobody bends; it may simply be good, and wait until somebody comes."),
            Quote("We had more letters in the first month than comments in ten years."),
            Quote("Reach was never the point. The point was to have a place, and to keep it tidy, and to leave the door open."),
            Quote("The feed is the most polite thing that the web ever made: it says what is new, and then it is silent."),
        ],
        "It began with a broken redesign and a question on a mailing list: does anybody still keep a homepage? Four hundred people answered, and most of them sent an address.",
        [new LinkView("Small sites are back, and they are not in a hurry", "https://dispatch.example.net/small-sites", "The Evening Dispatch")],
        [
            new LinkView("How to write a feed that lasts thirty years", "https://feeds.example.com/thirty-years", "Feed Notes"),
            new LinkView("In praise of the blogroll", "https://letters.example.org/blogroll", "Letters"),
            new LinkView("What we learned from a year without analytics", "https://build.example.net/no-analytics", "Build Log"),
        ]);

    public static CardView Arabic { get; } = Full with
    {
        Title = "عودة الويب الهادئ: لماذا تنمو المواقع الصغيرة من جديد",
        Author = "كاتبة خيالية",
        Source = "مجلة المثال",
        Language = "ar",
        Type = "News",
        Summary = "بعد عقد من المنصات يعود الناس إلى بناء مواقع صغيرة. يتحدث أصحابها عن الهدوء والملكية وعن قراء يكتبون الرسائل.",
        Quotes = [Quote("الصفحة التي لا يقيسها أحد هي صفحة لا يلويها أحد.")],
        Snippet = "بدأ الأمر بسؤال على قائمة بريدية: هل ما زال أحد يحتفظ بصفحة شخصية؟",
        AlsoIn = [],
        Related = [new LinkView("في مدح القوائم البسيطة", "https://letters.example.org/ar", "رسائل")],
    };

    public static CardView Pictured { get; } = Full with { Image = "https://images.example.org/2025/quiet-return.jpg?w=1200&h=600" };

    public static CardView Bare { get; } = new(
        3, "A note", "https://notes.example.org/3", null, "Notes", null, "2mo ago", 0, null, null, "", [], null, [], []);

    /// <summary>A Hebrew article whose feed says that it is English.</summary>
    public static CardView Mislabelled { get; } = Full with
    {
        Title = "למה אתרים קטנים צומחים שוב? (חלק 2)", Author = "רותי כהן", Source = "העיתון 7", Language = "en", Summary = "אחרי עשור של פלטפורמות, אנשים בונים שוב אתרים קטנים.", Quotes = [Quote("הקוראים כותבים מכתבים!") with { Speaker = "Jane Doe (2)" }],
        Snippet = "התחיל בשאלה: \"מי עוד מחזיק דף בית?\"", AlsoIn = [], Related = [new LinkView("עוד כתבה אחת", "https://example.org/1", "The Daily Feed"), new LinkView("In praise of the blogroll", "https://example.org/2", "עיתון הערב")],
    };

    /// <summary>An English article in a feed that is Arabic.</summary>
    public static CardView EnglishInArabic { get; } = Full with { Language = "ar", Source = "الشبكة 24" };

    public static CardView Hostile { get; } = Full with
    {
        Title = "</a></h2><script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp; 👩‍👩‍👧‍👦 \u202eevil\u202c " + string.Concat(Enumerable.Repeat("long title ", 1000)),
        Url = "https://bad.example.org/?q=\"><script>alert(1)</script>&x='y'",
        Author = "<form action=https://bad.example.org><input name=password>\u202e",
        Source = "<b>Bad</b>\r\nBcc: everybody@example.org",
        SourceUrl = "javascript:alert(1)",
        Language = "en\" onload=\"alert(1)",
        Type = "<i>Type</i>",
        Summary = "<style>*{display:none}</style>{0} @Model ${x} {{y}}",
        Quotes = [new QuoteView("<script>alert(2)</script>", "data:text/html,<script>alert(2)</script>", "<script>alert(3)</script>" + new string('x', 5_000)), Quote("</td></tr></table>")],
        Snippet = "<img src=https://bad.example.org/pixel.gif> & <!-- comment",
        AlsoIn = [new LinkView("<svg onload=alert(1)>", "vbscript:msgbox(1)", "</a>")],
        Related = [new LinkView(new string('x', 10_000), "https://bad.example.org/<script>", new string('\u0301', 5_000))],
    };

    public static ReceiptView Receipt { get; } = new(48, 23, 3, 1, 4, [new FailingFeedView("The Broken <Feed>", "19 November")]);

    public static NoticeView Notice { get; } = new(
        "en",
        "Please confirm your subscription to DigestBot",
        "reader@example.org",
        ["Technology", "Design", "Science"],
        "every day at 07:00 (Europe/Berlin)",
        ["Topic added: Design.", "Not understood: “make me a <b>sandwich</b>”."],
        "https://digest.example.org/confirm/abcdefghijklmnop?x=1&y=2",
        Links);

    public static AlertView Alert { get; } = new(
        "The mail relay refuses every message",
        ["smtp.example.org answered 535 5.7.8 <bad credentials> 12 times since 2025-11-22T06:00:00Z.", "84 digests wait; none is lost."],
        "Check Smtp:User and Smtp:PasswordFile, then run: digestbot doctor");

    public static MarkupString Card(CardView view, Texts? texts = null, Brand? brand = null) =>
        Rendering.Render<Card>(("View", view), ("Brand", brand ?? Brand), ("Texts", texts ?? Texts.English));

    public static DigestView Digest(Texts texts, params CardView[] cards) => new(
        texts.Language,
        "DigestBot · " + texts.Date(new DateOnly(2025, 11, 22)),
        "The quiet return of the slow web, and two more",
        texts.DateHeading(new DateOnly(2025, 11, 22)),
        texts.Totals(cards.Length, 34),
        new MarkupString(string.Concat(cards.Select(card => Card(card, texts).Value))),
        Rendering.Render<HeldOver>(("Count", 4), ("Url", Links.Web), ("Brand", Brand), ("Texts", texts)),
        Rendering.Render<Receipt>(("View", Receipt), ("Brand", Brand), ("Texts", texts)),
        texts.Format("digest.reason", texts.List([texts.Topic("technology", ""), texts.Topic("design", "")]), texts.Schedule("daily", "07:00", "Europe/Berlin")),
        "reader@example.org",
        Links) { Greeting = texts.Greeting(7 * 60, "Ada") };

    /// <summary>The digest that ends a pause.</summary>
    public static DigestView PauseOver(Texts texts, params CardView[] cards) => Digest(texts, cards) with
    {
        Subject = texts.Format("away.subject", Brand.Name, texts.Count("digest.articles", 98)),
        Opening = Rendering.Render<PauseOver>(("All", 98), ("Left", 84), ("Since", texts.DateShort(new DateOnly(2025, 11, 10))), ("Url", Links.Web + DigestText.HeldOverPlace), ("Brand", Brand), ("Texts", texts)),
    };

    /// <summary>A quiet day.</summary>
    public static DigestView Quiet(Texts texts) => Digest(texts) with
    {
        Subject = texts.Format("quiet.subject", Brand.Name, texts.DateShort(new DateOnly(2025, 11, 22))), Totals = texts.Count("quiet.text", 48), Receipt = default,
        Greeting = texts.Greeting(19 * 60, ""),
    };

    public static string Mail<T>(DigestView view, Texts texts, Brand? brand = null)
        where T : IComponent =>
        Rendering.Render<T>(("View", view), ("Brand", brand ?? Brand), ("Texts", texts)).Value;

    public static string DigestMail(Texts texts, params CardView[] cards) =>
        Rendering.Render<DigestEmail>(("View", Digest(texts, cards)), ("Brand", Brand), ("Texts", texts)).Value;

    public static DigestView TextDigest(Texts texts, params CardView[] cards) => Digest(texts, cards) with
    {
        Cards = new MarkupString(string.Concat(cards.Select(card => DigestText.Card(card, texts)))),
        HeldOver = new MarkupString(DigestText.HeldOver(4, Links.Web, texts)),
        Receipt = new MarkupString(DigestText.Receipt(Receipt, texts)),
    };

    private static QuoteView Quote(string text) =>
        new(text, "https://slowweb.example.org/2025/quiet-return?a=1&b=2#:~:text=" + Uri.EscapeDataString(string.Join(' ', text.Split(' ').Take(4))) + "," + Uri.EscapeDataString(string.Join(' ', text.Split(' ').TakeLast(3))));
}
