using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Signs messages with DKIM (RFC 6376; rsa-sha256 as RFC 8301 asks for; c=relaxed/relaxed, no l=), once with each key.
/// The same message, time and keys give the same octets. May be used from several threads.
/// </summary>
public sealed class DkimSigner
{
    private const int PreferredLine = 78;
    private const long LongestTime = 999_999_999_999; // RFC 6376 3.5: t= has at most twelve digits.

    private readonly int _room;

    /// <summary>Signs with these keys; with none, messages stay as they are.</summary>
    public DkimSigner(IReadOnlyList<DkimKey> keys)
    {
        Keys = keys;
        List<string> names = [.. DkimHeader.Signed, .. DkimHeader.Signed];
        // No field is longer than one with the longest of everything.
        _room = keys.Sum(key => Field(key, LongestTime, new byte[SHA256.HashSizeInBytes], names, new byte[key.SignatureOctets]).Length);
    }

    /// <summary>No signature.</summary>
    public static DkimSigner None { get; } = new([]);

    /// <summary>The keys, in the order of their signatures.</summary>
    public IReadOnlyList<DkimKey> Keys { get; }

    /// <summary>The whole message with its signatures before it.</summary>
    /// <param name="message">Header and bodies.</param>
    /// <param name="time">For t=: the message's date, so that a later attempt gives the same octets.</param>
    /// <exception cref="ArgumentException">The message has no From.</exception>
    public RentedBuffer Sign(MessageWriter message, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Keys.Count == 0)
            return message.ToBuffer();
        // The signatures need the finished message and stand before it: room is left for them, so that nothing is moved.
        var octets = message.ToBuffer(_room);
        var fields = Fields(octets.Span[_room..], time);
        octets.TrimStart(_room - fields.Length);
        Encoding.ASCII.GetBytes(fields, octets.Span);
        return octets;
    }

    /// <summary>The DKIM-Signature fields for a message, each with its CRLF.</summary>
    /// <param name="message">A finished message, whose lines end with CRLF.</param>
    /// <param name="time">For t=.</param>
    internal string Fields(ReadOnlySpan<byte> message, DateTimeOffset time)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new ArgumentException("The message has no empty line after its header.", nameof(message));
        var canonical = new ArrayBufferWriter<byte>(4096);
        var names = DkimHeader.Canonicalize(message[..(end + 2)], canonical);
        Span<byte> bodyHash = stackalloc byte[SHA256.HashSizeInBytes];
        DkimBody.Hash(message[(end + 4)..], bodyHash);
        var seconds = Math.Clamp(time.ToUnixTimeSeconds(), 0, LongestTime);
        var fields = new StringBuilder(_room);
        foreach (var key in Keys)
            fields.Append(Signed(key, seconds, bodyHash, names, canonical.WrittenSpan));
        return fields.ToString();
    }

    /// <summary>RFC 6376 3.7: the hash covers the signed fields and then this field itself, with b= empty and without its CRLF.</summary>
    private static string Signed(DkimKey key, long time, ReadOnlySpan<byte> bodyHash, IReadOnlyList<string> names, ReadOnlySpan<byte> canonical)
    {
        var own = new ArrayBufferWriter<byte>(2048);
        DkimHeader.Relax(Encoding.ASCII.GetBytes(Field(key, time, bodyHash, names, [])), own);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(canonical);
        sha.AppendData(own.WrittenSpan);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sha.GetHashAndReset(hash);
        Span<byte> signature = stackalloc byte[key.SignatureOctets];
        key.Sign(hash, signature);
        return Field(key, time, bodyHash, names, signature);
    }

    /// <summary>The field with its CRLF, folded where RFC 6376 3.5 allows white space.</summary>
    private static string Field(DkimKey key, long time, ReadOnlySpan<byte> bodyHash, IReadOnlyList<string> names, ReadOnlySpan<byte> signature)
    {
        var text = new StringBuilder("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;", 2048);
        var column = text.Length;
        Add(" ", $"d={key.Domain};");
        Add(" ", $"s={key.Selector};");
        Add(" ", string.Create(CultureInfo.InvariantCulture, $"t={time};"));
        Add(" ", $"bh={Convert.ToBase64String(bodyHash)};");
        for (var i = 0; i < names.Count; i++)
            Add(i == 0 ? " " : "", (i == 0 ? "h=" : "") + names[i] + (i == names.Count - 1 ? ";" : ":"));
        Add(" ", "b=");
        for (var base64 = Convert.ToBase64String(signature); base64.Length > 0;)
        {
            var room = Math.Min(base64.Length, column < PreferredLine ? PreferredLine - column : PreferredLine - 1);
            Add("", base64[..room]);
            base64 = base64[room..];
        }

        return text.Append("\r\n").ToString();

        void Add(string space, string word)
        {
            if (column + space.Length + word.Length > PreferredLine)
            {
                text.Append("\r\n ");
                (column, space) = (1, "");
            }

            text.Append(space).Append(word);
            column += space.Length + word.Length;
        }
    }
}
