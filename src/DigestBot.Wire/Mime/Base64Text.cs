using System.Buffers;
using System.Buffers.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Reads base64 (RFC 2045 6.8) as it is found: with line breaks, foreign characters, missing or early padding.</summary>
internal static class Base64Text
{
    private static readonly sbyte[] Values = Table();

    /// <summary>The six bits of a digit; negative when it is none.</summary>
    public static int Value(byte digit) => Values[digit];

    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var output = new byte[text.Length / 4 * 3 + 3];
        if (Base64.DecodeFromUtf8(text, output, out _, out var written) != OperationStatus.Done)
            written = Lenient(text, output);
        return written == output.Length ? output : output.AsSpan(0, written).ToArray();
    }

    private static int Lenient(ReadOnlySpan<byte> text, Span<byte> output)
    {
        uint bits = 0;
        int count = 0, written = 0;
        foreach (var octet in text)
        {
            if (octet == '=')
                count = 0; // Padding ends a group; what follows is a piece that was encoded apart.
            var value = Value(octet);
            if (value < 0)
                continue;
            bits = bits << 6 | (uint)value;
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            output[written++] = (byte)(bits >> count);
        }
        return written;
    }

    private static sbyte[] Table()
    {
        var table = new sbyte[256];
        Array.Fill(table, (sbyte)-1);
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < digits.Length; i++)
            table[digits[i]] = (sbyte)i;
        return table;
    }
}
