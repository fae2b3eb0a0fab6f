using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>RFC 6376 word by word, on strings and without regard to speed: what the signer is compared with.</summary>
internal static partial class PlainDkim
{
    /// <summary>RFC 6376 3.4.2.</summary>
    public static string Field(string field)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        var value = Spaces().Replace(field[(colon + 1)..].Replace("\r\n", "", StringComparison.Ordinal), " ");
        return field[..colon].TrimEnd(' ', '\t').ToLowerInvariant() + ":" + value.Trim(' ');
    }

    /// <summary>RFC 6376 3.4.4.</summary>
    public static string Body(string body)
    {
        var lines = body.Split("\r\n").Select(line => Spaces().Replace(line, " ").TrimEnd(' '));
        var text = string.Join("\r\n", lines);
        while (text.EndsWith("\r\n", StringComparison.Ordinal)) text = text[..^2];
        return text.Length == 0 ? "" : text + "\r\n";
    }

    /// <summary>Whether the first signature of a message holds (RFC 6376 6.1).</summary>
    public static bool Holds(string message, RSA key)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var fields = FieldEnd().Split(message[..(end + 2)]).Where(field => field.Length > 0).ToList();
        var own = fields.First(field => field.StartsWith("DKIM-Signature:", StringComparison.Ordinal));
        var tags = own[(own.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';').Select(tag => tag.Split('=', 2)).ToDictionary(tag => tag[0].Trim(), tag => White().Replace(tag[1], ""));
        if (tags["bh"] != Convert.ToBase64String(SHA256.HashData(Encoding.Latin1.GetBytes(Body(message[(end + 4)..]))))) return false;
        var signed = new StringBuilder();
        var left = fields.ToList();
        foreach (var name in tags["h"].Split(':'))
        {
            // 5.4.2: from the bottom up; what is not there is an empty string.
            var at = left.FindLastIndex(field => field[..field.IndexOf(':', StringComparison.Ordinal)].Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0) continue;
            signed.Append(Field(left[at])).Append("\r\n");
            left.RemoveAt(at);
        }

        signed.Append(Field(Signature().Replace(own, "$1")));
        return key.VerifyData(Encoding.Latin1.GetBytes(signed.ToString()), Convert.FromBase64String(tags["b"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[ \t\r\n]+")]
    private static partial Regex White();

    [GeneratedRegex("(?<=\r\n)(?![ \t])")]
    private static partial Regex FieldEnd();

    [GeneratedRegex(@"([;\s]b=)[A-Za-z0-9+/=\s]*")]
    private static partial Regex Signature();
}
