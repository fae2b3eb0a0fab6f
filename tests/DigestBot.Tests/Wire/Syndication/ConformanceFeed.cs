using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>A feed of the conformance set: its bytes, the header it is served with, and the clauses that it expects.</summary>
internal sealed partial class ConformanceFeed
{
    private ConformanceFeed(string name, byte[] bytes, string? contentType, string? location, string expression)
    {
        // RFC 9110 8.7: what Content-Location names is the base of what it carries; a scheme that is not the web's is not believed.
        var served = new Uri("http://127.0.0.1:8097/" + name);
        Address = Uri.TryCreate(served, location, out var own) && own.Scheme == Uri.UriSchemeHttp ? own : served;
        Name = name;
        Bytes = bytes;
        ContentType = contentType;
        Expression = expression;
    }

    public string Name { get; }
    public byte[] Bytes { get; }
    public string? ContentType { get; }
    public string Expression { get; }

    public Uri Address { get; }

    public static ConformanceFeed Load(string root, string path)
    {
        var bytes = File.ReadAllBytes(path);
        var text = bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0x3C, 0, 0, 0, ..] => Encoding.UTF32.GetString(bytes),
            [0, 0, ..] => new UTF32Encoding(true, true).GetString(bytes),
            [0xFE, 0xFF, ..] or [0, 0x3C, ..] => Encoding.BigEndianUnicode.GetString(bytes),
            [0xFF, 0xFE, ..] or [0x3C, 0, ..] => Encoding.Unicode.GetString(bytes),
            _ => Encoding.UTF8.GetString(bytes),
        };
        var comment = text[..Math.Max(0, text.IndexOf("-->", StringComparison.Ordinal))];
        var expression = ExpectLine().Match(comment);
        var type = TypeLine().Match(comment);
        var location = LocationLine().Match(comment);
        return new ConformanceFeed(
            Path.GetRelativePath(root, path).Replace('\\', '/'),
            bytes,
            type.Success ? type.Groups[1].Value.Trim() : null,
            location.Success ? location.Groups[1].Value.Trim() : null,
            expression.Success ? expression.Groups[1].Value.Trim() : "");
    }

    /// <summary>The clauses, without what is said of well-formedness.</summary>
    public IReadOnlyList<string> Clauses =>
        [.. Expression.Split(" and ").Select(clause => clause.Trim()).Select(clause => clause.StartsWith('(') && clause.EndsWith(')') ? clause[1..^1] : clause)
            .Where(clause => clause is not ("not bozo" or "bozo" or "1" or ""))];

    [GeneratedRegex(@"Expect:\s*(.*?)\s*$", RegexOptions.Singleline)]
    private static partial Regex ExpectLine();

    [GeneratedRegex(@"Header:\s*Content-Location:(.*)", RegexOptions.IgnoreCase)]
    private static partial Regex LocationLine();

    [GeneratedRegex(@"Header:\s*Content-type:(.*)", RegexOptions.IgnoreCase)]
    private static partial Regex TypeLine();
}
