using DigestBot.Model.Views;

namespace DigestBot.Web.Pages;

/// <summary>What to correct in a form, each sentence with the field it speaks of.</summary>
public sealed class FormErrors
{
    /// <summary>Numbers the sentences.</summary>
    public FormErrors(IReadOnlyList<FieldError> errors) => All = [.. errors.Select((error, i) => ($"error-{i + 1}", error.Field, error.Sentence))];

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
}
