using System.Buffers;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Reads <c>type/subtype; name=value; name*0*=utf-8''…</c> (RFC 2045 5.1, RFC 2231), also with the semicolons forgotten.</summary>
internal static class ParameterReader
{
    private const int MostParameters = 500;

    private static readonly SearchValues<char> EndOfToken = SearchValues.Create(" \t;/=\"(),<>");
    private static readonly SearchValues<char> BetweenParameters = SearchValues.Create("; \t/,<>)\"=(");

    private sealed record Piece(int Number, bool Encoded, string Value);

    public static (string Type, string Subtype, IReadOnlyDictionary<string, string> Parameters) Read(string value)
    {
        var at = 0;
        var type = Token(value, ref at);
        var subtype = "";
        if (at < value.Length && value[at] == '/')
        {
            at++;
            subtype = Token(value, ref at);
        }
        var pieces = new Dictionary<string, List<Piece>>(StringComparer.OrdinalIgnoreCase);
        for (var count = 0; count < MostParameters && Next(value, ref at) is var (name, text); count++)
            Collect(pieces, name, text);
        return (type.ToLowerInvariant(), subtype.ToLowerInvariant(), pieces.ToDictionary(pair => pair.Key, pair => Join(pair.Value), StringComparer.OrdinalIgnoreCase));
    }

    private static string Token(string value, ref int at)
    {
        at = value.AsSpan(at).IndexOfAnyExcept(' ', '\t') is >= 0 and var skip ? at + skip : value.Length;
        var end = value.AsSpan(at).IndexOfAny(EndOfToken) is >= 0 and var e ? at + e : value.Length;
        var token = value[at..end];
        at = end;
        return token;
    }

    private static (string Name, string Value)? Next(string value, ref int at)
    {
        while (at < value.Length)
        {
            at = value.AsSpan(at).IndexOfAnyExcept(BetweenParameters) is >= 0 and var skip ? at + skip : value.Length;
            var name = Token(value, ref at);
            var equals = value.AsSpan(at).IndexOfAnyExcept(' ', '\t') is >= 0 and var blank ? at + blank : value.Length;
            if (name.Length == 0 || equals >= value.Length || value[equals] != '=')
                continue;
            at = value.AsSpan(equals + 1).IndexOfAnyExcept(' ', '\t') is >= 0 and var gap ? equals + 1 + gap : value.Length;
            return (name, at < value.Length && value[at] == '"' ? Quoted(value, ref at) : Bare(value, ref at));
        }
        return null;
    }

    private static string Quoted(string value, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length)
                at++;
            text.Append(value[at]);
        }
        at++;
        return text.ToString();
    }

    /// <summary>A value without quotes: to the semicolon, because file names are written so, with spaces; a comment is left out.</summary>
    private static string Bare(string value, ref int at)
    {
        var end = value.IndexOf(';', at) is >= 0 and var e ? e : value.Length;
        var text = value[at..end];
        at = end;
        var comment = text.IndexOf(" (", StringComparison.Ordinal);
        return (comment > 0 && text.TrimEnd().EndsWith(')') ? text[..comment] : text).Trim(' ', '\t');
    }

    private static void Collect(Dictionary<string, List<Piece>> pieces, string name, string text)
    {
        var encoded = name.EndsWith('*');
        var bare = encoded ? name[..^1] : name;
        var number = -1;
        if (bare.LastIndexOf('*') is > 0 and var star && int.TryParse(bare.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            (bare, number) = (bare[..star], parsed);
        if (!pieces.TryGetValue(bare, out var list))
            pieces[bare] = list = [];
        list.Add(new Piece(number, encoded, text));
    }

    /// <summary>Joins continuations in their order (RFC 2231 3); the encoded form wins over the plain one, the first over a repetition.</summary>
    private static string Join(List<Piece> pieces)
    {
        var whole = pieces.Find(piece => piece.Number < 0 && piece.Encoded);
        if (whole is null && pieces.TrueForAll(piece => piece.Number < 0))
            return HeaderText.Decode(pieces[0].Value);
        var ordered = whole is not null ? [whole] : pieces.Where(piece => piece.Number >= 0).DistinctBy(piece => piece.Number).OrderBy(piece => piece.Number).ToList();
        string? charset = null;
        var octets = new List<byte>();
        foreach (var piece in ordered)
        {
            var text = piece.Value;
            if (piece.Encoded && charset is null && text.Split('\'', 3) is [var named, _, var rest])
                (charset, text) = (named, rest);
            octets.AddRange(piece.Encoded ? Percent(text) : Encoding.Latin1.GetBytes(text));
        }
        return Charsets.Decode([.. octets], charset).Replace("\0", "", StringComparison.Ordinal);
    }

    private static byte[] Percent(string text)
    {
        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
                octets.Add((byte)text[i]);
        return [.. octets];
    }
}
