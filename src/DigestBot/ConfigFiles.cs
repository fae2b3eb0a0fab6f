using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Articles.Slop;
using DigestBot.Model;

namespace DigestBot;

/// <summary>Reads the JSON files of <c>config/</c>.</summary>
internal static class ConfigFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary><c>topics.json</c>.</summary>
    /// <exception cref="SettingsException">A topic that cannot work: see <see cref="TopicsCheck"/>.</exception>
    public static IReadOnlyList<Topic> Topics(Home home)
    {
        var path = home.Config("topics.json");
        var topics = Read<List<Topic>>(path);
        return TopicsCheck.Problems(topics).Take(20).ToList() is { Count: > 0 } problems ? throw new SettingsException([.. problems.Select(problem => $"{path}: {problem}")]) : topics;
    }

    /// <summary><c>brand.json</c>.</summary>
    /// <exception cref="SettingsException">Something that cannot stand in a mail: see <see cref="BrandCheck"/>.</exception>
    public static Brand Brand(Home home)
    {
        var brand = Read<Brand>(home.Config("brand.json"));
        return BrandCheck.Problems(brand).ToList() is { Count: > 0 } problems
            ? throw new SettingsException([.. problems.Select(problem => $"{home.Config("brand.json")}: {problem}")])
            : brand;
    }

    /// <summary><c>slop.json</c>; not looked at while the filter is off. An installation from before there was such a file has no rules: nothing is marked, and <c>doctor</c> says so.</summary>
    /// <exception cref="SettingsException">A rule that cannot work.</exception>
    public static SlopRules Slop(Home home, SlopMode mode)
    {
        if (mode == SlopMode.Off) return new SlopRules();
        var path = home.Config("slop.json");
        if (!File.Exists(path)) return new SlopRules();
        var rules = Read<SlopRules>(path);
        return SlopRulesCheck.Problems(rules).Take(20).ToList() is { Count: > 0 } problems ? throw new SettingsException([.. problems.Select(problem => $"{path}: {problem}")]) : rules;
    }

    /// <summary><c>schedule.json</c>: cron expressions by job.</summary>
    public static IReadOnlyDictionary<string, string> Schedule(Home home) => Read<Dictionary<string, string>>(home.Config("schedule.json"));

    private static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new JsonException("it says null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{path} cannot be read: {e.Message}"]);
        }
    }
}
