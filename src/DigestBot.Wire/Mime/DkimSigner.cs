using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Signs messages with DKIM (RFC 6376; rsa-sha256 as RFC 8301 asks for; c=relaxed/relaxed, no l=), once with each key.
/// The same message, time and keys give the same octets. May be used from several threads.
/// </summary>
public sealed class DkimSigner
{
    private const long LongestTime = 999_999_999_999; // RFC 6376 3.5: t= has at most twelve digits.
    private const int MostDigits = 12;

    // Our mails have few different sets of header fields.
    private const int MostFields = 64;

    private readonly ConcurrentDictionary<(DkimKey Key, int Digits, string Names), DkimField> _fields = [];
    private readonly int _room;

    /// <summary>Signs with these keys; with none, messages stay as they are.</summary>
    public DkimSigner(IReadOnlyList<DkimKey> keys)
    {
        Keys = keys;
        // No field is longer than one with the longest of everything.
        _room = keys.Sum(key => new DkimField(key, MostDigits, [.. DkimHeader.Signed, .. DkimHeader.Signed]).Length);
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
        using var fields = Fields(octets.Span[_room..], time);
        octets.TrimStart(_room - fields.Span.Length);
        fields.Span.CopyTo(octets.Span);
        return octets;
    }

    /// <summary>The DKIM-Signature fields for a message, each with its CRLF.</summary>
    /// <param name="message">A finished message, whose lines end with CRLF.</param>
    /// <param name="time">For t=.</param>
    internal RentedBuffer Fields(ReadOnlySpan<byte> message, DateTimeOffset time)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new ArgumentException("The message has no empty line after its header.", nameof(message));
        using var canonical = new RentedBuffer(8192);
        Span<char> counts = stackalloc char[DkimHeader.Signed.Count];
        DkimHeader.Canonicalize(message[..(end + 2)], canonical, counts);
        Span<byte> bodyHash = stackalloc byte[SHA256.HashSizeInBytes];
        DkimBody.Hash(message[(end + 4)..], bodyHash);
        Span<byte> digits = stackalloc byte[MostDigits];
        Math.Clamp(time.ToUnixTimeSeconds(), 0, LongestTime).TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        var names = new string(counts);
        var fields = new RentedBuffer(_room);
        foreach (var key in Keys)
            Sign(key, Field(key, length, names), digits[..length], bodyHash, canonical, fields);
        return fields;
    }

    /// <summary>RFC 6376 3.7: the hash covers the signed fields and then this field itself, with b= empty and without its CRLF.</summary>
    private static void Sign(DkimKey key, DkimField field, ReadOnlySpan<byte> time, ReadOnlySpan<byte> bodyHash, RentedBuffer canonical, RentedBuffer output)
    {
        field.WriteCanonical(time, bodyHash, canonical.GetSpan(field.CanonicalLength));
        canonical.Advance(field.CanonicalLength);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical.Span, hash);
        canonical.TrimEnd(field.CanonicalLength);
        Span<byte> signature = stackalloc byte[key.SignatureOctets];
        key.Sign(hash, signature);
        field.Write(time, bodyHash, signature, output.GetSpan(field.Length));
        output.Advance(field.Length);
    }

    private DkimField Field(DkimKey key, int digits, string counts)
    {
        if (_fields.TryGetValue((key, digits, counts), out var known))
            return known;
        if (_fields.Count >= MostFields)
            _fields.Clear();
        return _fields[(key, digits, counts)] = new DkimField(key, digits, DkimHeader.Names(counts));
    }
}
