using System.Text.Json;

namespace DigestBot.Store;

/// <summary>
/// A list as one parameter, for <c>IN (SELECT value FROM json_each(@list))</c>. SQLite finds a parameter by comparing names one after another,
/// so that a list of n parameters costs n² comparisons: at 500 ids more than the query itself.
/// </summary>
internal static class JsonList
{
    public static string Of(IEnumerable<long> ids) => "[" + string.Join(',', ids) + "]";

    public static string Of(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);
}
