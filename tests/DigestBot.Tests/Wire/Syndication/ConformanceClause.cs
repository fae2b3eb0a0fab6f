using System.Globalization;
using System.Text.RegularExpressions;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>One clause such as <c>entries[0]['title'] == 'Example'</c>, evaluated against our record where it has such a field.</summary>
internal static partial class ConformanceClause
{
    private enum As { Text, Html, Moment, Exact, Tag }

    /// <summary>True or false when every field in the clause is one of ours; null when it speaks of something that our records do not hold.</summary>
    public static bool? Holds(string clause, Feed feed)
    {
        var sides = clause.Split(" == ");
        if (sides.Length < 2 || !PythonLiteral.TryRead(string.Join(" == ", sides[^1..]), out var expected))
            return null;
        foreach (var path in sides[..^1])
        {
            if (Field(path.Trim(), feed) is not { } field)
                return null;
            if (!Same(field.Kind, field.Value, expected))
                return false;
        }
        return true;
    }

    private static bool Same(As kind, string? actual, string? expected)
    {
        // A field that is there and empty is null in our records.
        if (string.IsNullOrWhiteSpace(expected))
            return string.IsNullOrEmpty(actual);
        return kind switch
        {
            As.Moment => actual == (FeedDate.Parse(expected)?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? expected),
            As.Tag => string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase),
            As.Text => actual == expected.Trim() || actual == PlainText.OfHtml(expected),
            As.Html => Squeeze(actual) == Squeeze(expected) || Squeeze(actual) == Squeeze(PlainText.ToHtml(expected)),
            _ => actual == expected,
        };
    }

    private static (As Kind, string? Value)? Field(string path, Feed feed)
    {
        var match = PathShape().Match(path);
        if (!match.Success)
            return path == "len(entries)" ? (As.Exact, feed.Items.Count.ToString(CultureInfo.InvariantCulture)) : null;
        var names = StepShape().Matches(match.Groups["steps"].Value).Select(m => m.Groups[1].Value + m.Groups[2].Value + m.Groups[3].Value).ToArray();
        var name = string.Join('.', names);
        if (match.Groups["index"].Success)
        {
            var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
            return OfItem(name, index < feed.Items.Count ? feed.Items[index] : null);
        }
        return name switch
        {
            "title" or "title_detail.value" => (As.Text, feed.Title),
            "link" or "links.0.href" => (As.Exact, feed.Link),
            "description" or "subtitle" or "tagline" or "subtitle_detail.value" or "tagline_detail.value" => (As.Text, feed.Description),
            "language" => (As.Tag, feed.Language),
            "updated" or "updated_parsed" or "modified" or "modified_parsed" => (As.Moment, Text(feed.Updated)),
            _ => null,
        };
    }

    private static (As Kind, string? Value)? OfItem(string name, FeedItem? item)
    {
        var parts = name.Split('.');
        var at = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var number) ? number : 0;
        return string.Join('.', parts.Where((_, i) => i != 1 || parts[0] is not ("tags" or "enclosures"))) switch
        {
            "title" or "title_detail.value" => (As.Text, item?.Title),
            "link" or "links.0.href" => (As.Exact, item?.Link),
            "id" or "guid" => (As.Exact, item?.Id),
            "summary" or "description" or "summary_detail.value" => (As.Html, item?.Summary ?? item?.Content),
            "content.0.value" => (As.Html, item?.Content),
            "author_detail.name" or "authors.0.name" => (As.Text, item?.Author?.Split(", ")[0]),
            "published" or "published_parsed" or "issued_parsed" => (As.Moment, Text(item?.Published)),
            "updated" or "updated_parsed" or "modified_parsed" => (As.Moment, Text(item?.Updated)),
            "category" => (As.Text, item?.Categories.ElementAtOrDefault(0)),
            "tags.term" => (As.Text, item?.Categories.ElementAtOrDefault(at)),
            "enclosures.href" or "enclosures.url" => (As.Exact, item?.Enclosures.ElementAtOrDefault(at)?.Url),
            "enclosures.type" => (As.Exact, item?.Enclosures.ElementAtOrDefault(at)?.Type),
            "enclosures.length" => (As.Exact, item?.Enclosures.ElementAtOrDefault(at)?.Length?.ToString(CultureInfo.InvariantCulture)),
            "language" => (As.Tag, item?.Language),
            _ => null,
        };
    }

    private static string? Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);

    private static string Squeeze(string? html) => string.Join(' ', (html ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^(?:feed|entries\[(?<index>\d+)\])(?<steps>(?:\[[^\]]+\]|\.\w+)+)$")]
    private static partial Regex PathShape();

    [GeneratedRegex(@"\['([^']+)'\]|\[(\d+)\]|\.(\w+)")]
    private static partial Regex StepShape();
}
