
namespace DigestBot;

/// <summary>Where settings, configuration and data are found.</summary>
/// <param name="Root">The folder with <c>appsettings.json</c> and <c>config/</c>.</param>
/// <param name="Base">The folder that relative paths in settings start from.</param>
public sealed record Home(string Root, string Base)
{
    // Files that are opened where they are used, each time anew.
    private static readonly string[] Files = ["Smtp:PasswordFile", "Smtp:TokenFile", "Smtp:CaFile", "Imap:PasswordFile", "Imap:CaFile", "Summaries:KeyFile"];

    /// <summary>
    /// DIGESTBOT_HOME where it is set; else the current folder when it has an appsettings.json; else the settings that came with the program, with data in the current folder.
    /// </summary>
    /// <exception cref="SettingsException">DIGESTBOT_HOME names no such folder.</exception>
    public static Home Find()
    {
        var named = Environment.GetEnvironmentVariable("DIGESTBOT_HOME");
        var current = Directory.GetCurrentDirectory();
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named)
                ? new Home(Path.GetFullPath(named), Path.GetFullPath(named))
                : throw new SettingsException([$"DIGESTBOT_HOME = '{named}': it must be a folder that exists."]);
        return File.Exists(Path.Combine(current, "appsettings.json")) ? new Home(current, current) : new Home(AppContext.BaseDirectory, current);
    }

    /// <summary>A file or folder of <c>config/</c>.</summary>
    public string Config(string name) => Path.Combine(Root, "config", name);

    /// <summary>A path of a setting, made absolute.</summary>
    public string Full(string path) => Path.GetFullPath(path, Base);

    /// <summary>appsettings.json, then variables such as DIGESTBOT_Smtp__Host, then what is given by hand ("Smtp:Host=…"). Relative paths of secrets and certificates are made absolute.</summary>
    /// <exception cref="SettingsException">appsettings.json is not JSON.</exception>
    public IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>>? more = null)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(Root, "appsettings.json"), optional: true)
                .AddInMemoryCollection(Variables())
                .AddInMemoryCollection((more ?? []).Where(pair => pair.Key.Length > 0))
                .Build();
            foreach (var setting in Files)
                if (configuration[setting] is { Length: > 0 } path) configuration[setting] = Full(path);
            return configuration;
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException([$"{Path.Combine(Root, "appsettings.json")} cannot be read: {e.InnerException?.Message ?? e.Message}"]);
        }
    }

    // A setting has a section: DIGESTBOT_HOME and whatever else has no "__" in its name is none.
    private static IEnumerable<KeyValuePair<string, string?>> Variables() =>
        new ConfigurationBuilder().AddEnvironmentVariables("DIGESTBOT_").Build().AsEnumerable().Where(pair => pair.Value is not null && pair.Key.Contains(':', StringComparison.Ordinal));
}
