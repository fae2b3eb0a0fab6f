using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>Commands as octets, several in one write where the server allows it. One is kept per session and used again.</summary>
internal sealed class CommandText
{
    private byte[] _octets = new byte[1024];
    private int _length;

    /// <summary>What was added since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Octets => _octets.AsMemory(0, _length);

    /// <summary>Begins anew.</summary>
    public CommandText Clear()
    {
        _length = 0;
        return this;
    }

    /// <summary>Adds one command line and its CRLF.</summary>
    /// <exception cref="ArgumentException">The line would end early: the last guard against a forged command.</exception>
    public CommandText Line(string command)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException("An SMTP command cannot contain a line break or NUL.", nameof(command));
        var needed = _length + Encoding.UTF8.GetMaxByteCount(command.Length) + 2;
        if (needed > _octets.Length)
            Array.Resize(ref _octets, Math.Max(needed, _octets.Length * 2));
        _length += Encoding.UTF8.GetBytes(command, _octets.AsSpan(_length));
        _octets[_length++] = (byte)'\r';
        _octets[_length++] = (byte)'\n';
        return this;
    }
}
