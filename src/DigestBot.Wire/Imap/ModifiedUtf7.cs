using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>Mailbox names as IMAP4rev1 writes them (RFC 3501 5.1.3). The result is printable ASCII, so no name can end a line.</summary>
internal static class ModifiedUtf7
{
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length;)
        {
            if (name[i] == '&')
            {
                encoded.Append("&-");
                i++;
            }
            else if (IsPlain(name[i]))
            {
                encoded.Append(name[i++]);
            }
            else
            {
                var end = i;
                while (end < name.Length && !IsPlain(name[end]))
                    end++;
                AppendShifted(encoded, name.AsSpan(i, end - i));
                i = end;
            }
        }
        return encoded.ToString();
    }

    private static void AppendShifted(StringBuilder encoded, ReadOnlySpan<char> characters)
    {
        var bytes = new byte[2 * characters.Length];
        for (var i = 0; i < characters.Length; i++)
        {
            bytes[2 * i] = (byte)(characters[i] >> 8);
            bytes[2 * i + 1] = (byte)characters[i];
        }
        encoded.Append('&').Append(Convert.ToBase64String(bytes).TrimEnd('=').Replace('/', ',')).Append('-');
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';
}
