using System.Text.Json;
using DigestBot.Model;
using DigestBot.Templates;

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
    /// <exception cref="SettingsException">A colour that is none.</exception>
    public static Brand Brand(Home home)
    {
        var brand = Read<Brand>(home.Config("brand.json"));
        var wrong = typeof(BrandColors).GetProperties().Select(p => (p.Name, Value: p.GetValue(brand.Colors) as string ?? "")).Where(color => !Palette.IsColor(color.Value)).ToList();
        return wrong.Count == 0
            ? brand
            : throw new SettingsException([.. wrong.Select(color => $"{home.Config("brand.json")}: colors.{JsonNamingPolicy.CamelCase.ConvertName(color.Name)} = '{color.Value}': it must be a colour such as #97391b.")]);
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
