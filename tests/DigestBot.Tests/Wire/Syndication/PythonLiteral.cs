using System.Globalization;
using System.Text;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>The few Python literals that the conformance feeds use: strings, joined by plus, None, and time tuples as text.</summary>
internal static class PythonLiteral
{
    /// <summary>The value; false when the text is no such literal. None is a null value.</summary>
    public static bool TryRead(string text, out string? value)
    {
        text = text.Trim();
        value = null;
        if (text == "None")
            return true;
        if (text.StartsWith('(') && text.EndsWith(')') && text.Contains(", ", StringComparison.Ordinal) && char.IsAsciiDigit(text[1]))
        {
            if (text.Contains('.', StringComparison.Ordinal) || text.Count(c => c == ',') != 8)
                return false;
            var parts = text[1..^1].Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            value = new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Utc).ToString("s", CultureInfo.InvariantCulture);
            return true;
        }
        var all = new StringBuilder();
        var at = 0;
        while (true)
        {
            if (at < text.Length && text[at] == 'u')
                at++;
            if (at >= text.Length || text[at] is not ('\'' or '"'))
                return false;
            if (!ReadString(text, ref at, all))
                return false;
            while (at < text.Length && text[at] is ' ' or '+')
                at++;
            if (at >= text.Length)
                break;
        }
        value = all.ToString();
        return true;
    }

    private static bool ReadString(string text, ref int at, StringBuilder all)
    {
        var quote = text[at++];
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] != '\\')
            {
                all.Append(text[at++]);
                continue;
            }
            var escape = text[at + 1];
            at += 2;
            switch (escape)
            {
                case 'n': all.Append('\n'); break;
                case 't': all.Append('\t'); break;
                case 'r': all.Append('\r'); break;
                case 'u' or 'x' or 'U':
                    var digits = escape == 'x' ? 2 : escape == 'u' ? 4 : 8;
                    all.Append(char.ConvertFromUtf32(int.Parse(text.AsSpan(at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
                    at += digits;
                    break;
                default: all.Append(escape); break;
            }
        }
        return at++ < text.Length;
    }
}
