namespace DigestBot.Tests.Servers;

/// <summary>Programs of tests/tools, which tests/run installs from npm.</summary>
internal static class NpmTool
{
    private static readonly string Folder = Path.Combine(Corpora.ProjectRoot, "tests", "tools");

    /// <summary>A file of a package that is installed there. A missing one is an error, never a skipped test.</summary>
    public static string FileOf(string package, string file)
    {
        var path = Path.Combine(Folder, "node_modules", package, file);
        return File.Exists(path) ? path : throw new InvalidOperationException($"The npm package {package} is missing: run tests/run, which installs it, or \"npm ci\" in tests/tools.");
    }

    /// <summary>Runs one of the scripts there to its end.</summary>
    /// <param name="script">File name.</param>
    /// <param name="package">The package that it needs.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunAsync(string script, string package, string input)
    {
        FileOf(package, "package.json");
        return (await Filter.RunAsync(Tool.Path("node", "nodejs"), [Path.Combine(Folder, script)], System.Text.Encoding.UTF8.GetBytes(input))).Text;
    }
}
