using System.Net.Sockets;

namespace DigestBot.Wire.Imap;

/// <summary>Opens the TCP connection, and TLS when it comes first.</summary>
internal static class ImapDialer
{
    /// <exception cref="ImapException">Nobody answered, or not with a certificate that can be trusted.</exception>
    public static async Task<Stream> DialAsync(ImapOptions options, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
        }
        catch (Exception failed)
        {
            socket.Dispose();
            if (failed is not (SocketException or ArgumentException))
                throw;
            throw new ImapException(ImapFailure.Connect,
                $"{options.Host}:{options.Port}: no connection: {failed.Message}. Check host, port and firewall, and that the server runs.", inner: failed);
        }
        var stream = new NetworkStream(socket, ownsSocket: true);
        return options.Security == ImapSecurity.Implicit ? await ImapTls.ProtectAsync(stream, options, cancellation) : stream;
    }
}
