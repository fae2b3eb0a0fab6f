using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>The bytes of a scripted conversation.</summary>
internal sealed class ScriptedWire(Stream stream, X509Certificate2? certificate, CancellationToken stop) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <summary>Each octet leaves alone.</summary>
    public bool Split { get; set; }

    public string LineEnd { get; set; } = "\r\n";

    /// <summary>Octets have come that nobody has read yet; in the clear only.</summary>
    public bool HasMore => _start < _end || (_stream is System.Net.Sockets.NetworkStream { DataAvailable: true });

    public async Task SendAsync(byte[] octets)
    {
        if (!Split)
        {
            await _stream.WriteAsync(octets, stop);
            return;
        }
        for (var i = 0; i < octets.Length; i++)
        {
            await _stream.WriteAsync(octets.AsMemory(i, 1), stop);
            await Task.Yield();
        }
    }

    public async Task<string> LineAsync()
    {
        var line = new List<byte>();
        while (line is not [.., (byte)'\r', (byte)'\n'])
            line.Add(await OctetAsync());
        return Encoding.UTF8.GetString([.. line[..^2]]);
    }

    public async Task<string> MessageAsync()
    {
        var message = new List<byte> { (byte)'\r', (byte)'\n' };
        while (message is not [.., (byte)'\r', (byte)'\n', (byte)'.', (byte)'\r', (byte)'\n'])
            message.Add(await OctetAsync());
        return message.Count > 5 ? Encoding.UTF8.GetString([.. message[2..^3]]) : "";
    }

    public async Task<byte[]> ReadAsync(int octets)
    {
        var read = new byte[octets];
        for (var i = 0; i < octets; i++)
            read[i] = await OctetAsync();
        return read;
    }

    public async Task EncryptAsync()
    {
        if (_start < _end)
            throw new InvalidOperationException("the client went on talking before the encryption stood");
        var encrypted = new SslStream(_stream);
        try
        {
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
            _stream = encrypted;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            // The client does not like the certificate; the rest of the script says what is expected then.
        }
    }

    public async Task UntilClientLeavesAsync()
    {
        try
        {
            while (await _stream.ReadAsync(_buffer, stop) > 0)
                continue;
        }
        catch (IOException)
        {
            // Left in a hurry.
        }
    }

    public void Dispose() => _stream.Dispose();

    private async ValueTask<byte> OctetAsync()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, stop);
            if (_end == 0)
                throw new EndOfStreamException("the client left");
        }
        return _buffer[_start++];
    }
}
