using DigestBot.Model;

namespace DigestBot.Web.Pages;

/// <summary>What to correct in a form, each sentence with the field it speaks of.</summary>
public sealed class FormErrors
{
    private static readonly string[] Fields = ["email", "topics", "frequency", "time", "zone", "language", "budget", "pause"];

    /// <summary>Finds the field of every sentence: the one whose <c>error.{field}</c> it is.</summary>
    public FormErrors(IReadOnlyList<string> sentences, Texts texts) =>
        All = [.. sentences.Select((sentence, i) => ($"error-{i + 1}", Array.Find(Fields, field => Speaks(texts["error." + field], sentence)), sentence))];

    /// <summary>Each sentence with its element's id and its field's id; the field is null when the sentence is about none.</summary>
    public IReadOnlyList<(string Id, string? Field, string Sentence)> All { get; }

    /// <summary>The id of the first sentence about a field, for <c>aria-describedby</c>; null when the field is fine.</summary>
    public string? Of(string field) => All.FirstOrDefault(error => error.Field == field).Id;

    /// <summary>The ids that describe a field: its hint, and its error if there is one.</summary>
    public string? Describe(string field, string? hint = null) => (hint, Of(field)) switch
    {
        (null, var error) => error,
        (_, null) => hint,
        (_, var error) => $"{error} {hint}",
    };

    /// <summary>"true" for <c>aria-invalid</c>, or null.</summary>
    public string? Invalid(string field) => Of(field) is null ? null : "true";

    private static bool Speaks(string text, string sentence) =>
        text.IndexOf('{', StringComparison.Ordinal) is > 0 and var end ? sentence.StartsWith(text[..end], StringComparison.Ordinal) : sentence == text;
}
