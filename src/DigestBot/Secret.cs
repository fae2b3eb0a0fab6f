namespace DigestBot;

/// <summary>A secret stands in a setting, or better in a file that only the service can read.</summary>
internal static class Secret
{
    /// <summary>The file's first line when a file is named, else the setting.</summary>
    public static string Read(string setting, string file) =>
        file.Length == 0 ? setting : File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n')[0];
}
