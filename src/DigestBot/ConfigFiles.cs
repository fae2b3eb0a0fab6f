using System.Text.Json;
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
    public static IReadOnlyList<Topic> Topics(Home home) => Read<List<Topic>>(home.Config("topics.json"));

    /// <summary><c>brand.json</c>.</summary>
    public static Brand Brand(Home home) => Read<Brand>(home.Config("brand.json"));

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
