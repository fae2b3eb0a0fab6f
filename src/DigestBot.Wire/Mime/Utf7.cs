using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Reads UTF-7 (RFC 2152), which .NET no longer offers. Never written.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '+')
                text.Append((char)bytes[i]);
            else if (i + 1 < bytes.Length && bytes[i + 1] == '-')
            {
                text.Append('+');
                i++;
            }
            else
                i = Shifted(bytes, i + 1, text);
        }
        return text.ToString();
    }

    /// <summary>Appends a run of modified base64 as UTF-16; returns the index of the last octet that belonged to it.</summary>
    private static int Shifted(ReadOnlySpan<byte> bytes, int at, StringBuilder text)
    {
        uint bits = 0;
        var count = 0;
        for (; at < bytes.Length && Base64Text.Value(bytes[at]) is >= 0 and var value; at++)
        {
            bits = bits << 6 | (uint)value;
            count += 6;
            if (count < 16)
                continue;
            count -= 16;
            text.Append((char)(bits >> count & 0xFFFF));
        }
        return at < bytes.Length && bytes[at] == '-' ? at : at - 1;
    }
}
