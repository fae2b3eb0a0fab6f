using System.Globalization;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>
/// A conversation as a file. Comments (<c>#</c>) come first; one of the form <c># word: value</c> tells the test what to do and what to expect. Then, in order:
/// <list type="bullet">
/// <item><c>S: text</c> is sent as a line; lines that follow one another leave in one packet.</item>
/// <item><c>C: text</c> is the line that the client must send; <c>*</c> stands for anything.</item>
/// <item><c>!message</c> reads a message up to its final dot; <c>!read N</c> reads N octets.</item>
/// <item><c>!send text</c> sends text as it is, with <c>\r \n \0</c> and <c>\xNN</c>; <c>!flood N text</c> sends it N times, or until the client leaves.</item>
/// <item><c>!split</c>: from here on every octet leaves alone. <c>!lf</c>: lines end in a bare LF.</item>
/// <item><c>!tls</c> encrypts, as the server. <c>!silence</c> reads on until the client leaves. <c>!pause N</c> reads nothing for N milliseconds, <c>!wait</c> until the test says so. <c>!close</c>, <c>!reset</c> end the connection.</item>
/// </list>
/// </summary>
internal sealed record Transcript(string Name, IReadOnlyList<(string Word, string Value)> Head, IReadOnlyList<(int Number, string Text)> Lines)
{
    public static Transcript Read(string path)
    {
        var head = new List<(string, string)>();
        var lines = new List<(int, string)>();
        foreach (var (index, line) in File.ReadAllLines(path).Index())
        {
            if (line.StartsWith('#') && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && !line[1..colon].Trim().Contains(' ', StringComparison.Ordinal))
                head.Add((line[1..colon].Trim(), line[(colon + 2)..].Trim()));
            else if (line.Length > 0 && !line.StartsWith('#'))
                lines.Add((index + 1, line));
        }
        return new Transcript(Path.GetFileNameWithoutExtension(path), head, lines);
    }

    /// <summary>All values of a word in the head.</summary>
    public IEnumerable<string> Values(string word) => Head.Where(pair => pair.Word == word).Select(pair => pair.Value);

    /// <summary>One value of a word in the head; null when it is not there.</summary>
    public string? Value(string word) => Values(word).FirstOrDefault();

    /// <summary>Text with its escapes as octets.</summary>
    public static byte[] Raw(string text)
    {
        var octets = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
                continue;
            }
            i++;
            switch (text[i])
            {
                case 'r': octets.Add((byte)'\r'); break;
                case 'n': octets.Add((byte)'\n'); break;
                case '0': octets.Add(0); break;
                case 'x':
                    octets.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                default: octets.Add((byte)text[i]); break;
            }
        }
        return [.. octets];
    }

    /// <summary>Whether a line is what the transcript says; <c>*</c> stands for anything.</summary>
    public static bool Fits(string pattern, string line)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern == line;
        var at = parts[0].Length;
        if (!line.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        foreach (var part in parts[1..^1])
        {
            at = line.IndexOf(part, at, StringComparison.Ordinal) is >= 0 and var found ? found + part.Length : int.MaxValue;
            if (at > line.Length)
                return false;
        }
        return line.Length - at >= parts[^1].Length && line.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
