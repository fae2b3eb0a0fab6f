using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace DigestBot.Tests.Web;

/// <summary>An answer of the service, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public IDocument Page => new HtmlParser().ParseDocument(Text);

    /// <summary>A header's value; empty when it is not there.</summary>
    public string this[string header] => Headers.GetValueOrDefault(header, "");

    /// <summary>Everything but the time, to compare answers by.</summary>
    public override string ToString() => $"{Status}\n{string.Join('\n', Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}"))}\n\n{Text}";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken stop) => new(
        response.StatusCode,
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        await response.Content.ReadAsByteArrayAsync(stop));
}
