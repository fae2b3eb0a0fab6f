using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Cases of tests/fixtures/dkim, and the keys there.</summary>
internal static class DkimFixtures
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Folder => Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "dkim");

    /// <summary>The path of a key.</summary>
    public static string KeyFile(string name) => Path.Combine(Folder, "keys", name + ".pem");

    /// <summary>A key that signs for news.example.</summary>
    public static DkimKey Key(string name = "pkcs8", string selector = "news1") => DkimKey.FromPem("news.example", selector, File.ReadAllText(KeyFile(name)));

    /// <summary>The cases whose names begin so.</summary>
    public static TheoryData<string> Names(string prefix) => new(Directory.GetFiles(Folder, prefix + "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    /// <summary>A case.</summary>
    public static T Read<T>(string name) => JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Folder, name + ".json")), Options)!;

    /// <summary>The octets of a text of ASCII.</summary>
    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>The signature fields for a message in ASCII.</summary>
    public static string Fields(DkimSigner signer, string message, DateTimeOffset time)
    {
        using var fields = signer.Fields(Octets(message), time);
        return Encoding.ASCII.GetString(fields.Written.Span);
    }

    /// <summary>The body hash as it stands in bh=.</summary>
    public static string BodyHash(string body)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        DkimBody.Hash(Octets(body), hash);
        return Convert.ToBase64String(hash);
    }
}

/// <summary>A case of canonicalization.</summary>
internal sealed record CanonicalCase(string Source, IReadOnlyList<string> Fields, IReadOnlyList<string> CanonicalFields, string Body, string CanonicalBody, string? BodyHash);

/// <summary>A case of signing.</summary>
internal sealed record SignedCase(string Source, string Key, string Selector, long Time, string Message, string Field);
