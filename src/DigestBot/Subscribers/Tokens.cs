using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DigestBot.Subscribers;

/// <summary>What a token is good for; a token of one purpose is worth nothing for another.</summary>
public enum TokenPurpose : byte
{
    /// <summary>Confirm a subscriber's address.</summary>
    Confirm = (byte)'c',

    /// <summary>See and change a subscriber's preferences.</summary>
    Preferences = (byte)'p',

    /// <summary>End a subscription.</summary>
    Unsubscribe = (byte)'u',

    /// <summary>Read one digest on the web.</summary>
    Digest = (byte)'d',

    /// <summary>A subscriber's reply address and the Message-IDs of their mails.</summary>
    Reply = (byte)'r',

    /// <summary>The envelope sender of one mail.</summary>
    Bounce = (byte)'b',

    /// <summary>The operator's page.</summary>
    Operator = (byte)'o',
}

/// <summary>
/// Signed tokens: a purpose, a row number and 128 bits of HMAC-SHA-256. Lower-case base32 (RFC 4648 6), because some mail servers fold the case of addresses.
/// </summary>
public sealed class Tokens(KeyFile key)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int MacLength = 16;

    // One mail asks for the same few tokens again and again: header, links in both parts, Message-ID.
    private const int Recent = 4;

    [ThreadStatic]
    private static (Tokens? Maker, TokenPurpose Purpose, long Id, string Token)[]? _recent;

    [ThreadStatic]
    private static int _oldest;

    /// <summary>The token for one row.</summary>
    public string Make(TokenPurpose purpose, long id)
    {
        var recent = _recent ??= new (Tokens?, TokenPurpose, long, string)[Recent];
        foreach (ref readonly var made in recent.AsSpan())
            if (made.Maker == this && made.Purpose == purpose && made.Id == id) return made.Token;
        var token = Compute(purpose, id);
        recent[_oldest] = (this, purpose, id, token);
        _oldest = (_oldest + 1) % Recent;
        return token;
    }

    private string Compute(TokenPurpose purpose, long id)
    {
        Span<byte> bytes = stackalloc byte[9 + MacLength];
        bytes[0] = (byte)purpose;
        var length = 1;
        for (var rest = (ulong)id; rest > 0; rest >>= 8) bytes[length++] = (byte)rest;
        Mac(purpose, id, bytes[length..]);
        return Encode(bytes[..(length + MacLength)]);
    }

    /// <summary>The row that a token stands for, or null when it is not one of ours for this purpose. Compares in constant time.</summary>
    public long? Read(TokenPurpose purpose, string? token)
    {
        if (token is null || token.Length > 64) return null;
        Span<byte> bytes = stackalloc byte[40];
        var length = Decode(token, bytes);
        if (length is < 1 + MacLength or > 9 + MacLength || bytes[0] != (byte)purpose) return null;
        ulong id = 0;
        for (var i = length - MacLength - 1; i >= 1; i--) id = (id << 8) | bytes[i];
        if (id > long.MaxValue) return null;
        Span<byte> expected = stackalloc byte[MacLength];
        Mac(purpose, (long)id, expected);
        return CryptographicOperations.FixedTimeEquals(expected, bytes[(length - MacLength)..length]) ? (long)id : null;
    }

    private void Mac(TokenPurpose purpose, long id, Span<byte> mac)
    {
        Span<byte> data = stackalloc byte[14];
        "token"u8.CopyTo(data);
        data[5] = (byte)purpose;
        BinaryPrimitives.WriteInt64BigEndian(data[6..], id);
        Span<byte> full = stackalloc byte[32];
        key.Sign(data, full);
        full[..MacLength].CopyTo(mac);
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[64];
        int buffer = 0, bits = 0, length = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) text[length++] = Alphabet[(buffer >> (bits - 5)) & 31];
            buffer &= 0xff;
        }

        if (bits > 0) text[length++] = Alphabet[(buffer << (5 - bits)) & 31];
        return new string(text[..length]);
    }

    private static int Decode(string text, Span<byte> bytes)
    {
        int buffer = 0, bits = 0, length = 0;
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (value < 0) return -1;
            buffer = ((buffer << 5) | value) & 0xfff;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            if (length == bytes.Length) return -1;
            bytes[length++] = (byte)(buffer >> bits);
        }

        // RFC 4648 3.5: the bits that fill up the last character are zero, and there is no character more; else one row would have many tokens.
        return bits < 5 && (buffer & ((1 << bits) - 1)) == 0 ? length : -1;
    }
}
