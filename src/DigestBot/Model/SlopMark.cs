using System.Text.Json;

namespace DigestBot.Model;

/// <summary>One rule of <c>config/slop.json</c> that an article meets.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Weight">What it adds to the article's score.</param>
/// <param name="Found">What was found, for the operator: a phrase, an author's name, a share.</param>
/// <param name="Declared">Whether the publisher says it: no guess of ours.</param>
public sealed record SlopReason(string Rule, int Weight, string Found, bool Declared);

/// <summary>Why the slop filter marked or held an article.</summary>
/// <param name="Reasons">The rules that it meets, the weightiest first.</param>
public sealed record SlopMark(IReadOnlyList<SlopReason> Reasons)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The sum of the weights.</summary>
    public int Score => Reasons.Sum(reason => reason.Weight);

    /// <summary>Whether the publisher declares it.</summary>
    public bool Declared => Reasons.Any(reason => reason.Declared);

    /// <summary>For the operator: "assistant (as an ai language model), cliches (delve into; tapestry)".</summary>
    public override string ToString() => string.Join(", ", Reasons.Select(reason => $"{reason.Rule} ({reason.Found})"));

    /// <summary>For the article's row.</summary>
    public string ToJson() => JsonSerializer.Serialize(Reasons, Options);

    /// <summary>From the article's row; null for an empty one, and for one that no version has written.</summary>
    public static SlopMark? Parse(string stored)
    {
        if (string.IsNullOrEmpty(stored)) return null;
        try
        {
            return JsonSerializer.Deserialize<List<SlopReason>>(stored, Options) is { Count: > 0 } reasons && reasons.TrueForAll(reason => reason is { Rule: not null, Found: not null }) ? new SlopMark(reasons) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
