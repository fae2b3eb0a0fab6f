using System.Text.Json.Nodes;

namespace DigestBot.Tests.Deliverability;

/// <summary>The project's own configuration with a brand that an operator has filled in.</summary>
internal static class FurnishedHome
{
    /// <summary>What stands at the foot of every mail.</summary>
    public const string PostalAddress = "Example Press e. V., Hafenstraße 1, 20457 Hamburg, Germany";

    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The folder that holds <c>config/</c>.</summary>
    public static string Root => Made.Value;

    private static string Make()
    {
        var root = Directory.CreateTempSubdirectory("digestbot-furnished-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        var from = Path.Combine(Corpora.ProjectRoot, "config");
        foreach (var file in Directory.EnumerateFiles(from, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(root, "config", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var path = Path.Combine(root, "config", "brand.json");
        var brand = JsonNode.Parse(File.ReadAllText(path))!;
        (brand["postalAddress"], brand["siteUrl"], brand["contact"]) = (PostalAddress, "https://www.news.example.net/", "editors@news.example.net");
        File.WriteAllText(path, brand.ToJsonString());
        return root;
    }
}
