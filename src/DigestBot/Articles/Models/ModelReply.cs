using System.Text;
using System.Text.Json;

namespace DigestBot.Articles.Models;

/// <summary>What a model proposes; nothing of it is believed yet.</summary>
/// <param name="Summary">As it came; empty when there was none.</param>
/// <param name="Quotes">As they came.</param>
internal sealed record Proposal(string Summary, IReadOnlyList<string> Quotes);

/// <summary>Reads the answer of an OpenAI-compatible server: <c>choices[0].message.content</c> is itself a JSON object.</summary>
internal static class ModelReply
{
    private const int MaxDepth = 16;
    private const int MostQuotes = 20;
    private const int LongestSummary = 4000;
    private const int LongestQuote = 2000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads it.</summary>
    /// <param name="body">The body of the answer.</param>
    /// <param name="problem">Why it is no proposal, in one sentence without the answer's own words.</param>
    /// <returns>Null when it is none.</returns>
    public static Proposal? Read(byte[] body, out string? problem)
    {
        try
        {
            var content = Content(Strict.GetString(body), out problem);
            return content is null ? null : Inner(content, out problem);
        }
        // Lone surrogates that JSON escapes can carry make GetString fail with InvalidOperationException.
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException or ArgumentException)
        {
            problem = "its answer is no JSON of the kind that was asked for";
            return null;
        }
    }

    private static string? Content(string text, out string? problem)
    {
        problem = null;
        using var document = JsonDocument.Parse(text, Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
        {
            problem = "its answer has no choices";
            return null;
        }

        var choice = choices[0];
        if (choice.ValueKind != JsonValueKind.Object || !choice.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String)
        {
            problem = "its answer has no message";
            return null;
        }

        // "stop" is a whole answer; "length" and "content_filter" are cut ones. Some servers leave it out.
        if (choice.TryGetProperty("finish_reason", out var finish) && finish.ValueKind != JsonValueKind.Null && !(finish.ValueKind == JsonValueKind.String && finish.GetString() is "stop" or "eos" or "end_turn"))
        {
            problem = "its answer was cut";
            return null;
        }

        return content.GetString();
    }

    private static Proposal? Inner(string content, out string? problem)
    {
        problem = null;
        using var document = JsonDocument.Parse(Bare(content).ToString(), Options);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("summary", out var summary) || summary.ValueKind != JsonValueKind.String)
        {
            problem = "its answer has no summary";
            return null;
        }

        var quotes = new List<string>();
        if (root.TryGetProperty("quotes", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var quote in list.EnumerateArray().Take(MostQuotes))
                if (quote.ValueKind == JsonValueKind.String && quote.GetString() is { Length: > 0 and <= LongestQuote } words)
                    quotes.Add(words);
        return new Proposal(summary.GetString() is { Length: <= LongestSummary } said ? said : "", quotes);
    }

    /// <summary>Without the code fence that models put around JSON although they were asked not to.</summary>
    private static ReadOnlySpan<char> Bare(string content)
    {
        var bare = content.AsSpan().Trim();
        if (!bare.StartsWith("```") || !bare.EndsWith("```") || bare.Length < 7) return bare;
        bare = bare[3..^3];
        return bare.StartsWith("json", StringComparison.OrdinalIgnoreCase) ? bare[4..] : bare;
    }
}
