using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// A DKIM-Signature field (RFC 6376 3.5) that is ready but for time, body hash and signature: they are always as long, so that a field is made once for a key
/// and a list of names, and copied into each message.
/// </summary>
internal sealed class DkimField
{
    private const int PreferredLine = 78;

    // 32 octets in base64.
    private const int HashLength = (SHA256.HashSizeInBytes + 2) / 3 * 4;

    private readonly byte[] _octets;
    private readonly byte[] _canonical;
    private readonly int _time, _hash, _canonicalTime, _canonicalHash;
    private readonly List<Range> _signature = [];

    /// <summary>Makes the field, folded where RFC 6376 3.5 allows white space.</summary>
    /// <param name="key">Signs.</param>
    /// <param name="digits">Of t=.</param>
    /// <param name="names">For h=, in order.</param>
    public DkimField(DkimKey key, int digits, IEnumerable<string> names)
    {
        var text = new StringBuilder("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;", 2048);
        var column = text.Length;
        Add(" ", $"d={key.Domain};");
        Add(" ", $"s={key.Selector};");
        Add(" ", $"t={new string('0', digits)};");
        _time = text.Length - digits - 1;
        Add(" ", $"bh={new string('0', HashLength)};");
        _hash = text.Length - HashLength - 1;
        var (space, tag) = (" ", "h=");
        foreach (var name in names)
        {
            Add(space, $"{tag}{name}:");
            (space, tag) = ("", "");
        }

        text[^1] = ';';
        Add(" ", "b=");
        var canonical = new ArrayBufferWriter<byte>(text.Length);
        DkimHeader.Relax(Encoding.ASCII.GetBytes(text.ToString()), canonical);
        _canonical = canonical.WrittenSpan.ToArray();
        // Neither a domain nor a selector holds a space.
        _canonicalTime = _canonical.AsSpan().IndexOf(" t="u8) + 3;
        _canonicalHash = _canonical.AsSpan().IndexOf(" bh="u8) + 4;
        for (var left = Base64.GetMaxEncodedToUtf8Length(key.SignatureOctets); left > 0;)
        {
            var part = Math.Min(left, column < PreferredLine ? PreferredLine - column : PreferredLine - 1);
            Add("", new string('0', part));
            _signature.Add((text.Length - part)..text.Length);
            left -= part;
        }

        _octets = Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());

        void Add(string before, string word)
        {
            if (column + before.Length + word.Length > PreferredLine)
            {
                text.Append("\r\n ");
                (column, before) = (1, "");
            }

            text.Append(before).Append(word);
            column += before.Length + word.Length;
        }
    }

    /// <summary>Octets of the field with its CRLF.</summary>
    public int Length => _octets.Length;

    /// <summary>Octets of what is hashed of it.</summary>
    public int CanonicalLength => _canonical.Length;

    /// <summary>Writes the relaxed form with b= empty and without CRLF: what the signature covers of its own field (RFC 6376 3.7).</summary>
    /// <param name="time">Digits.</param>
    /// <param name="bodyHash">32 octets.</param>
    /// <param name="target">Takes <see cref="CanonicalLength"/> octets.</param>
    public void WriteCanonical(ReadOnlySpan<byte> time, ReadOnlySpan<byte> bodyHash, Span<byte> target)
    {
        _canonical.CopyTo(target);
        time.CopyTo(target[_canonicalTime..]);
        Base64.EncodeToUtf8(bodyHash, target[_canonicalHash..], out _, out _);
    }

    /// <summary>Writes the field.</summary>
    /// <param name="time">Digits.</param>
    /// <param name="bodyHash">32 octets.</param>
    /// <param name="signature">Of the key's length.</param>
    /// <param name="target">Takes <see cref="Length"/> octets.</param>
    public void Write(ReadOnlySpan<byte> time, ReadOnlySpan<byte> bodyHash, ReadOnlySpan<byte> signature, Span<byte> target)
    {
        _octets.CopyTo(target);
        time.CopyTo(target[_time..]);
        Base64.EncodeToUtf8(bodyHash, target[_hash..], out _, out _);
        Span<byte> base64 = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(signature.Length)];
        Base64.EncodeToUtf8(signature, base64, out _, out _);
        foreach (var place in _signature)
        {
            var (at, length) = place.GetOffsetAndLength(_octets.Length);
            base64[..length].CopyTo(target[at..]);
            base64 = base64[length..];
        }
    }
}
