using System.Globalization;
using System.Net;
using System.Text;
using DigestBot.Tests.Fetch;

namespace DigestBot.Tests.Histories;

/// <summary>An item as its publisher has it now. Its mark "#n" stays in the title whatever is edited.</summary>
internal sealed record WebItem(int Mark, int Story, string Guid, string Link, string Title, DateTimeOffset? Date, string Html);

/// <summary>A feed of the small web.</summary>
internal sealed class WebFeed(int number, string topic, string language, int perMille, bool listed)
{
    public int Number => number;

    public string Topic => topic;

    public string Language => language;

    /// <summary>Chance of an item in a step, of a thousand; above that, several.</summary>
    public int PerMille => perMille;

    public bool Listed { get; set; } = listed;

    public bool Removed { get; set; }

    public bool Failing { get; set; }

    public string Url { get; set; } = "";

    /// <summary>Newest first, as published.</summary>
    public List<WebItem> Items { get; } = [];

    public List<WebItem> Withdrawn { get; } = [];

    /// <summary>Stories that it has ever published.</summary>
    public HashSet<int> Told { get; } = [];
}

/// <summary>A few feeds whose publishers do all that publishers do; what happens follows from the seed alone.</summary>
internal sealed class SmallWeb(Random random, Publisher publisher, Action<string> tell)
{
    private const int Served = 40;

    private static readonly string[] Topics = ["design", "science", "sports"];

    private readonly HashSet<int> _copies = [];
    private int _mark, _story;

    public List<WebFeed> Feeds { get; } = [];

    /// <summary>The story that each mark tells.</summary>
    public Dictionary<int, int> Stories { get; } = [];

    public WebFeed Found(DateTimeOffset now, bool listed, bool loud)
    {
        var feed = new WebFeed(Feeds.Count + 1, Topics[random.Next(Topics.Length)], random.Next(4) == 0 ? "de" : "en", loud ? 2500 : random.Next(40, 400), listed);
        Feeds.Add(feed);
        feed.Url = publisher.Address + $"/feed{feed.Number}";
        // A past of months: nobody must ever be flooded with it.
        for (var i = random.Next(2, 35); i > 0; i--) feed.Items.Insert(0, New(feed, now.AddHours(-i * random.Next(6, 60))));
        feed.Told.UnionWith(feed.Items.Select(item => item.Story));
        feed.Items.Sort((one, other) => Nullable.Compare(other.Date, one.Date));
        Serve(feed);
        return feed;
    }

    /// <summary>What happens in the time since the last step.</summary>
    public void Live(DateTimeOffset now, TimeSpan since)
    {
        foreach (var feed in Feeds.Where(feed => !feed.Removed))
        {
            // A long sleep of our machine is none of theirs; but what they publish meanwhile stays within what their document has room for.
            var items = Math.Min(12, (int)(feed.PerMille * Math.Max(1, since.TotalHours / 3) / 1000) + (random.Next(1000) < feed.PerMille % 1000 ? 1 : 0));
            for (var i = items; i > 0; i--) Publish(feed, now - (since * (i - 1) / (items + 1)));
            if (feed.Items.Count > 0 && random.Next(6) == 0) Fiddle(feed, now);
            if (random.Next(feed.Failing ? 8 : 60) == 0)
            {
                feed.Failing = !feed.Failing;
                tell($"feed {feed.Number} {(feed.Failing ? "begins to fail" : "works again")}");
            }

            Serve(feed);
        }
    }

    private void Publish(WebFeed feed, DateTimeOffset now)
    {
        var item = random.Next(20) switch
        {
            0 => New(feed, now.AddDays(-random.Next(1, 30))), // late
            1 => New(feed, now.AddHours(random.Next(1, 100))), // dated ahead
            2 => New(feed, now) with { Date = null },
            3 or 4 when Other(feed, now) is { } other => Copied(Copy(feed, other, now)),
            _ => New(feed, now),
        };
        feed.Items.Insert(0, item);
        feed.Told.Add(item.Story);
        tell($"feed {feed.Number} publishes #{item.Mark} (story {item.Story}) dated {item.Date:yyyy-MM-dd HH:mm}: {item.Title}");
    }

    private void Fiddle(WebFeed feed, DateTimeOffset now)
    {
        var at = random.Next(Math.Min(8, feed.Items.Count));
        var item = feed.Items[at];
        switch (random.Next(8))
        {
            case 0:
                feed.Items[at] = item with { Title = "Updated: " + item.Title };
                break;
            case 1:
                feed.Items[at] = item with { Date = now };
                break;
            case 2:
                feed.Items[at] = item with { Guid = item.Guid + "-again" };
                break;
            case 3:
                feed.Items[at] = item with { Link = item.Link.Split('?')[0] + "?utm_source=feed&utm_campaign=" + random.Next(100) };
                break;
            case 4:
                feed.Items[at] = item with { Html = item.Html + "<p>A correction has been made.</p>" };
                break;
            case 5:
                feed.Items.RemoveAt(at);
                feed.Withdrawn.Add(item);
                break;
            case 6:
                feed.Items.InsertRange(0, feed.Withdrawn);
                feed.Withdrawn.Clear();
                break;
            default:
                if (random.Next(4) != 0) return;
                for (var i = 0; i < feed.Items.Count; i++) feed.Items[i] = feed.Items[i] with { Guid = feed.Items[i].Guid + "-renumbered" };
                tell($"feed {feed.Number} renumbers its past");
                return;
        }

        tell($"feed {feed.Number} fiddles with #{item.Mark}");
    }

    private WebItem New(WebFeed feed, DateTimeOffset date) => New(feed.Language, ++_story, date, $"{publisher.Address}/page/{_mark + 1}");

    private WebItem Copy(WebFeed feed, WebItem other, DateTimeOffset now) =>
        New(feed.Language, other.Story, now, random.Next(2) == 0 ? other.Link : $"{publisher.Address}/page/{_mark + 1}") with { Html = other.Html + "<p>Sent by an agency.</p>" };

    private WebItem New(string language, int story, DateTimeOffset date, string link)
    {
        var mark = ++_mark;
        Stories[mark] = story;
        var title = $"{random.Next(12) switch { 0 => "Bitcoin and ", 1 => "Football: ", _ => "" }}{Prose.Word(random)} {Prose.Word(random)} #{mark}";
        return new WebItem(mark, story, "guid-" + mark, link, title, date, Prose.Html(story, language, random.Next(12) switch { 0 => 12, 1 => 25, _ => random.Next(3, 8) }));
    }

    private WebItem Copied(WebItem item)
    {
        _copies.Add(item.Mark);
        return item;
    }

    // A publication takes a text over once: what it tells again under quite another title is no second edition (RecentArticles).
    private WebItem? Other(WebFeed feed, DateTimeOffset now) =>
        Feeds.Where(other => other != feed && other.Items.Count > 0 && other.Language == feed.Language && !other.Failing && !other.Removed).Select(other => other.Items[0])
            .FirstOrDefault(item => !_copies.Contains(item.Mark) && !feed.Told.Contains(item.Story) && item.Date > now.AddDays(-2) && item.Date <= now && item.Html.Length > 2_000);

    private void Serve(WebFeed feed)
    {
        var path = new Uri(feed.Url).AbsolutePath;
        if (feed.Failing)
        {
            publisher.Status(path, 503);
            return;
        }

        var xml = new StringBuilder($"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Paper {feed.Number}</title><link>https://paper{feed.Number}.example/</link><language>{feed.Language}</language>");
        foreach (var item in feed.Items.Take(Served))
        {
            xml.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">{item.Guid}</guid><link>{WebUtility.HtmlEncode(item.Link)}</link><title>{WebUtility.HtmlEncode(item.Title)}</title>");
            if (item.Date is { } date) xml.Append(CultureInfo.InvariantCulture, $"<pubDate>{date.UtcDateTime:R}</pubDate>");
            xml.Append(CultureInfo.InvariantCulture, $"<description>{WebUtility.HtmlEncode(item.Html)}</description></item>");
        }

        publisher.Serve(path, xml.Append("</channel></rss>").ToString());
    }
}

/// <summary>Texts that have nothing in common but their small words: the same number gives the same text.</summary>
internal static class Prose
{
    private const string Syllables = "ba be bi bo bu da de di do du fa fe fi fo ga ge go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo";

    private static readonly string[] Parts = Syllables.Split(' ');

    public static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Parts[random.Next(Parts.Length)]));

    public static string Html(int story, string language, int paragraphs)
    {
        var random = new Random(story);
        return string.Concat(Enumerable.Range(0, paragraphs).Select(_ => "<p>" + string.Join(' ', Enumerable.Range(0, 6).Select(_ => language == "de"
            ? $"Der {Word(random)} und die {Word(random)} haben nicht mit dem {Word(random)} gesprochen, weil das {Word(random)} auf der {Word(random)} war."
            : $"The {Word(random)} and the {Word(random)} have not been with that {Word(random)}, because this {Word(random)} was on the {Word(random)}.")) + "</p>"));
    }
}
