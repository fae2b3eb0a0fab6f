using DigestBot.Model;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Slop;

/// <summary>What the publisher says in metadata: a generator, an author, a status, IPTC's source type.</summary>
internal static class Declarations
{
    private static readonly string[] Between = [",", ";", " and ", " und ", " et ", " y ", " & ", "/"];

    /// <summary>Each kind once.</summary>
    public static IEnumerable<SlopReason> Of(SlopDeclarations rules, string? byline, PageOrigin? origin)
    {
        if (origin?.Generator is { } generator && rules.Generators.Any(name => Begins(generator, name))) yield return Reason("generator", generator);
        if (origin?.Declaration is { } declaration && Has(rules.Statuses, declaration)) yield return Reason("ai-generated", declaration);
        if (origin?.Status is { } status && Has(rules.Statuses, status)) yield return Reason("creativeWorkStatus", status);
        if (origin?.SourceType is { } type && Has(rules.SourceTypes, type.Split('/', ':', '#')[^1])) yield return Reason("digitalSourceType", type);
        var names = (byline ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.FirstOrDefault(name => Has(rules.Authors, name)) is { } author) yield return Reason("author", author);

        SlopReason Reason(string what, string found) => new("declared: " + what, rules.Weight, DisplayText.Clip(DisplayText.Line(found), 100), true);
    }

    private static bool Has(IReadOnlyList<string> list, string value) => list.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    private static bool Begins(string value, string name) =>
        value.AsSpan().Trim().StartsWith(name, StringComparison.OrdinalIgnoreCase) && (value.Trim().Length == name.Length || !char.IsLetter(value.Trim()[name.Length]));
}
