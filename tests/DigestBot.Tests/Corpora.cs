namespace DigestBot.Tests;

/// <summary>Test data made by others, which stands beside the project and is not part of it.</summary>
internal static class Corpora
{
    /// <summary>The project's root: the folder that holds DigestBot.sln.</summary>
    public static string ProjectRoot { get; } = FindRoot();

    /// <summary>Where the corpora are; they need not be there.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("DIGESTBOT_CORPORA") is { Length: > 0 } named
            ? named
            : Path.GetFullPath(Path.Combine(ProjectRoot, "..", "shared", "corpora"));

    /// <summary>A folder or file of the corpora; the test is skipped, saying so, when it is absent.</summary>
    public static string Path_(string relative)
    {
        var path = Path.Combine(Root, relative);
        Assert.SkipUnless(Path.Exists(path), $"The corpora are not here: {path} (set DIGESTBOT_CORPORA).");
        return path;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DigestBot.sln")))
                return folder.FullName;
        throw new InvalidOperationException("DigestBot.sln was not found above " + AppContext.BaseDirectory);
    }
}
