using System.Globalization;
using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>The terms that an article is about, with their weights: what is kept of it to find related ones. As a string: <c>model:5 collapse:3.5</c>.</summary>
public sealed class ArticleTerms
{
    /// <summary>Terms kept: more than are compared, since rarity among the candidates decides which are.</summary>
    public const int Kept = 60;

    private const double InTitle = 3;
    private const int MostTokens = 3000;
    private const int LongestTerm = 32;

    private ArticleTerms(IReadOnlyList<(string Term, double Weight)> terms) => Terms = terms;

    /// <summary>Terms and weights, heaviest first.</summary>
    public IReadOnlyList<(string Term, double Weight)> Terms { get; }

    /// <summary>The terms of an article: how often each comes, and three more when it stands in the title.</summary>
    /// <param name="title">The title, or null.</param>
    /// <param name="text">The text.</param>
    /// <param name="language">A language tag; English when null.</param>
    public static ArticleTerms Of(string? title, string text, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        Add(weights, text, language, 1);
        if (title is not null)
            Add(weights, title, language, InTitle);
        return new ArticleTerms([.. weights
            .Select(w => (Term: w.Key, Weight: Math.Round(1 + Math.Log(w.Value), 2)))
            .OrderByDescending(w => w.Weight).ThenBy(w => w.Term, StringComparer.Ordinal)
            .Take(Kept)]);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; parts that make no sense are left out.</summary>
    public static ArticleTerms Parse(string? stored)
    {
        var terms = new List<(string, double)>();
        foreach (var part in (stored ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(Kept))
        {
            var colon = part.LastIndexOf(':');
            if (colon > 0 && double.TryParse(part.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && weight is > 0 and < 1000)
                terms.Add((part[..colon], weight));
        }
        return new ArticleTerms(terms);
    }

    /// <summary>The form that is stored.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (term, weight) in Terms)
            text.Append(text.Length > 0 ? " " : "").Append(term).Append(':').Append(weight.ToString("0.##", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static void Add(Dictionary<string, double> weights, string text, string? language, double weight)
    {
        var tokens = Words.Tokens(text, new TextRange(0, Math.Min(text.Length, Reading.Longest)));
        if (tokens.Count > MostTokens)
            tokens.RemoveRange(MostTokens, tokens.Count - MostTokens);
        foreach (var term in Wire.Text.Terms.Of(text, tokens, language))
            if (term.Length <= LongestTerm && !char.IsAsciiDigit(term[0]) && !term.Contains(':', StringComparison.Ordinal))
                weights[term] = weights.GetValueOrDefault(term) + weight;
    }
}
