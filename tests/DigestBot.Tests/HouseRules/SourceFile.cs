using System.Text.RegularExpressions;

namespace DigestBot.Tests.HouseRules;

/// <summary>A file of the project as it stands in the tree, without its comments where code is asked for.</summary>
/// <param name="Path">From the project's root, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The text without comments, which may speak of anything.</summary>
    public string Code => Comment().Replace(Text, "");

    public int Lines => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>Files under these folders with these endings.</summary>
    public static IReadOnlyList<SourceFile> Under(string folder, params string[] endings) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Corpora.ProjectRoot, folder), "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Select(path => System.IO.Path.GetRelativePath(Corpora.ProjectRoot, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(path => new SourceFile(path, File.ReadAllText(System.IO.Path.Combine(Corpora.ProjectRoot, path)))),
    ];

    public override string ToString() => Path;

    [GeneratedRegex(@"(?m)^[ \t]*//.*$|@\*[^*]*\*@|[ \t]//[ ].*$")]
    private static partial Regex Comment();
}
