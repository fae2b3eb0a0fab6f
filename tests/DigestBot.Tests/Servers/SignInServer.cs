using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>A submission server that checks who signs in, to any number of clients, and takes their mail. What it does wrong is chosen by its properties.</summary>
internal sealed class SignInServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private readonly Task _serving;

    /// <param name="address">Where to listen; 127.0.0.1 unless told otherwise.</param>
    /// <param name="port">A free one unless told otherwise.</param>
    public SignInServer(IPAddress? address = null, int port = 0)
    {
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(address ?? IPAddress.Loopback, port));
        _listener.Listen(8);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>What it offers after EHLO; empty for no AUTH at all.</summary>
    public string Mechanisms { get; init; } = "PLAIN LOGIN";

    public string User { get; init; } = "bob";

    public string Password { get; init; } = "correct horse";

    /// <summary>The tokens that it takes.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>What it says of other tokens.</summary>
    public string TokenError { get; init; } = """{"status":"invalid_token","scope":"mail"}""";

    /// <summary>With its key; null for a server without TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>TLS from the first byte, instead of STARTTLS.</summary>
    public bool Implicit { get; init; }

    /// <summary>What it says to MAIL.</summary>
    public string MailAnswer { get; init; } = "250 ok";

    /// <summary>How it plays its part in SCRAM.</summary>
    public ScramServer Scram { get; init; } = new();

    /// <summary>Every line that was heard, with "tls " in front when it came encrypted.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>How many messages it took.</summary>
    public int Taken => Heard.Count(line => line.EndsWith(" .", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(TalkAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        finally
        {
            await Task.WhenAll(clients).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (Implicit)
                stream = await EncryptAsync(stream);
            await SayAsync(stream, "220 test.example ESMTP");
            while (await HearAsync(stream) is { } line)
            {
                if (line == "STARTTLS" && Certificate is not null)
                {
                    await SayAsync(stream, "220 go on");
                    stream = await EncryptAsync(stream);
                    continue;
                }
                await SayAsync(stream, line.StartsWith("AUTH ", StringComparison.Ordinal) ? await SignInAsync(stream, line.Split(' ')) : line.Split(' ')[0] switch
                {
                    "EHLO" => "250-test.example\r\n" + (Certificate is not null && stream is not SslStream ? "250-STARTTLS\r\n" : "") + (Mechanisms.Length > 0 ? $"250-AUTH {Mechanisms}\r\n" : "") + "250 HELP",
                    "DATA" => await TakeAsync(stream),
                    "QUIT" => "221 bye",
                    "MAIL" => MailAnswer,
                    "RCPT" or "RSET" => "250 ok",
                    _ => "502 5.5.1 what?",
                });
            }
        }
        catch (Exception error) when (error is IOException or AuthenticationException or SocketException)
        {
            // The client left.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task<string> SignInAsync(Stream stream, string[] words)
    {
        var first = words.Length > 2 ? Text(words[2]) : words[1] == "LOGIN" ? "" : await AskAsync(stream, "");
        switch (words[1])
        {
            case "PLAIN":
                return first == $"\0{User}\0{Password}" ? "235 2.7.0 welcome" : "535 5.7.8 no";
            case "LOGIN":
                return await AskAsync(stream, "Username:") == User & await AskAsync(stream, "Password:") == Password ? "235 2.7.0 welcome" : "535 5.7.8 no";
            case "XOAUTH2":
            case "OAUTHBEARER":
                var token = first.Split('\u0001').Single(field => field.StartsWith("auth=Bearer ", StringComparison.Ordinal))[12..];
                if (Tokens.Contains(token))
                    return "235 2.7.0 welcome";
                await AskAsync(stream, TokenError);
                return "535 5.7.8 no";
            default:
                var binding = words[1].EndsWith("-PLUS", StringComparison.Ordinal) ? Certificate : null;
                return await Scram.SignInAsync(first, User, Password, binding, challenge => AskAsync(stream, challenge));
        }
    }

    private async Task<string> TakeAsync(Stream stream)
    {
        await SayAsync(stream, "354 go on");
        while (await HearAsync(stream) is { } line && line != ".") { }
        return "250 2.0.0 taken";
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return encrypted;
    }

    private async Task<string> AskAsync(Stream stream, string challenge)
    {
        await SayAsync(stream, "334 " + Convert.ToBase64String(Encoding.UTF8.GetBytes(challenge)));
        return Text(await HearAsync(stream) ?? "");
    }

    private async Task SayAsync(Stream stream, string reply) => await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), _stop.Token);

    private async Task<string?> HearAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            line.Add(one[0]);
        }
        var text = Encoding.UTF8.GetString([.. line[..^2]]);
        Heard.Enqueue((stream is SslStream ? "tls " : "clear ") + text);
        return text;
    }

    private static string Text(string base64) => base64 == "*" ? "*" : Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
