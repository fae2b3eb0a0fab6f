using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DigestBot.Wire.Imap;

namespace DigestBot.Tests.Wire.Imap;

/// <summary>A server on a real socket that serves one connection as it pleases.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public HostileServer(Func<Stream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public ImapOptions Options => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, ImapSecurity.None, "ana", "s3same")
    {
        ConnectTimeout = TimeSpan.FromSeconds(20),
        CommandTimeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Greets, waits for one command of the client, and says this.</summary>
    public static HostileServer Saying(string answer, string greeting = "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n") => new(async (stream, stop) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(greeting), stop);
        await stream.ReadAtLeastAsync(new byte[4], 4, cancellationToken: stop);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    /// <summary>Greets, waits for one command, says the beginning, and then the rest again and again for ever.</summary>
    public static HostileServer Endless(string beginning, string rest) => new(async (stream, stop) =>
    {
        await stream.WriteAsync("* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n"u8.ToArray(), stop);
        await stream.ReadAtLeastAsync(new byte[4], 4, cancellationToken: stop);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(beginning), stop);
        var many = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(rest, 64 * 1024 / rest.Length)));
        while (true)
            await stream.WriteAsync(many, stop);
    });

    /// <summary>Speaks TLS with this certificate from the first byte.</summary>
    public static HostileServer Tls(X509Certificate2 certificate) => new(async (stream, stop) =>
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
        await tls.WriteAsync("* PREAUTH hello\r\n"u8.ToArray(), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Stream, CancellationToken, Task> serve)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await serve(client.GetStream(), _stop.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
    }
}
