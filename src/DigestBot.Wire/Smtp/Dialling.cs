using System.Net;
using System.Net.Sockets;

namespace DigestBot.Wire.Smtp;

/// <summary>The TCP connection: each address of the host in turn, each with its own time.</summary>
internal static class Dialling
{
    public static async ValueTask<Socket> DialAsync(SmtpOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        Exception? last = null;
        foreach (var address in await AddressesAsync(options, cancellationToken))
        {
            // A message is a few large writes and waits for answers in between: Nagle's algorithm would add 40 ms to each.
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var deadline = new CancellationTokenSource(options.Timeouts.Connect, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, options.Port), either.Token);
                return socket;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                last = error;
            }
        }
        throw new SmtpConnectException(options, SmtpStage.Connect, SmtpConnectFailure.Unreachable, last switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                "the connection was refused: nothing listens on this port. Check host and port (587 with STARTTLS, 465 with TLS from the start, 25 for a relay).",
            SocketException error => $"{error.Message}. Check the network and the firewall; many providers block port 25.",
            _ => $"no answer within {options.Timeouts.Connect.TotalSeconds:0.#} s. Check host, port and firewall; many providers block port 25.",
        }, null, last);
    }

    private static async ValueTask<IPAddress[]> AddressesAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        if (options.Port is < 1 or > 65535)
            throw new SmtpConnectException(options, SmtpStage.Connect, SmtpConnectFailure.Settings, "the port must be between 1 and 65535.");
        if (string.IsNullOrWhiteSpace(options.Host))
            throw new SmtpConnectException(options, SmtpStage.Connect, SmtpConnectFailure.Settings, "the host is empty; name the mail server.");
        try
        {
            var found = await Dns.GetHostAddressesAsync(options.Host, cancellationToken);
            return found.Length > 0 ? found : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw new SmtpConnectException(options, SmtpStage.Connect, SmtpConnectFailure.HostUnknown,
                $"the host name is not known ({error.Message}). Check its spelling, and this machine's DNS.", null, error);
        }
    }
}
