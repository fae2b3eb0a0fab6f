using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace DigestBot.Tests.HouseRules;

/// <summary>appsettings.json holds every setting with its default, and nothing else.</summary>
public class DefaultsTests
{
    [Fact]
    public void Every_setting_stands_in_appsettings_with_its_default_and_no_other_does()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "appsettings.json")));
        var written = file.RootElement.EnumerateObject().Where(section => section.Name != "Logging")
            .SelectMany(section => section.Value.EnumerateObject().Select(setting => $"{section.Name}:{setting.Name} = {setting.Value}"));
        var defaults = new Settings();
        var known = typeof(Settings).GetProperties()
            .SelectMany(section => section.PropertyType.GetProperties().Where(setting => setting.CanWrite).Select(setting => $"{section.Name}:{setting.Name} = {Shown(setting, section.GetValue(defaults)!)}"));
        written.Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_program_carries_is_what_stands_in_the_tree()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "config"), "*", SearchOption.AllDirectories).Append(Path.Combine(Corpora.ProjectRoot, "appsettings.json")))
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Path.GetRelativePath(Corpora.ProjectRoot, path))).ShouldBe(File.ReadAllText(path), path);
    }

    private static string Shown(PropertyInfo setting, object section) =>
        setting.GetValue(section) is System.Collections.ICollection list ? JsonSerializer.Serialize(list) : Convert.ToString(setting.GetValue(section), CultureInfo.InvariantCulture)!;
}
