using DigestBot.Store;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks.Sample;

/// <summary>A data folder that is thrown away afterwards, and the program's real parts on it.</summary>
internal sealed class Workplace : IDisposable
{
    private const string DatabaseFile = "digestbot.db";

    /// <summary>Makes the folder.</summary>
    /// <param name="parent">Where.</param>
    public Workplace(string parent)
    {
        Directory.CreateDirectory(parent);
        Folder = Path.Combine(parent, $"digestbot-benchmark-{Environment.ProcessId}");
        Directory.CreateDirectory(Data);
    }

    /// <summary>The moment at which everything happens.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 1, 15, 18, 0, 0, TimeSpan.Zero);

    /// <summary>Home folder.</summary>
    public string Folder { get; }

    /// <summary>Data folder.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>The parts, on the database as it is.</summary>
    /// <param name="clock">Null for one that stands at <see cref="Now"/>.</param>
    /// <param name="settings">"Section:Name" and value.</param>
    public ServiceProvider Open(TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var home = new Home(AppContext.BaseDirectory, Folder);
        var configuration = home.Configuration(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        var parts = new ServiceCollection().AddLogging().AddDigestBot(home, Settings.Read(configuration), clock ?? new StillClock(Now)).BuildServiceProvider();
        parts.GetRequiredService<Database>().Migrate();
        return parts;
    }

    /// <summary>Keeps the database as it is now, nobody having it open.</summary>
    public void Keep() => File.Copy(Path.Combine(Data, DatabaseFile), Kept, overwrite: true);

    /// <summary>Puts the kept database in the place of the present one.</summary>
    public void Restore()
    {
        foreach (var file in Directory.GetFiles(Data, DatabaseFile + "*")) File.Delete(file);
        File.Copy(Kept, Path.Combine(Data, DatabaseFile));
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Kept => Path.Combine(Folder, "kept.db");
}
