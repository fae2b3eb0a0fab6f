namespace DigestBot.Store;

/// <summary>Section <c>Storage</c>: where rows and files are kept.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the key file, the outbox folder and, unless named otherwise, the database.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>The database: a path, or "Data Source=path". Empty for digestbot.db in the folder.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Days that sent and failed mails are remembered in the outbox.</summary>
    public int KeepOutboxDays { get; set; } = 30;

    /// <summary>The database file.</summary>
    public string DatabasePath =>
        Connection.Length == 0 ? Path.Combine(Folder, "digestbot.db")
        : Connection.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase) ? Connection["Data Source=".Length..].TrimEnd(';') : Connection;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (Folder.Length == 0) yield return ("Storage:Folder", Folder, "a folder");
        if (Connection.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) || Connection.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
            yield return ("Storage:Connection", "(not shown)", "a SQLite file in this version; PostgreSQL is not supported yet");
        if (KeepOutboxDays is < 1 or > 3650) yield return ("Storage:KeepOutboxDays", KeepOutboxDays, "1 to 3650");
    }
}
