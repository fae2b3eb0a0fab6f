using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>A server that plays one <see cref="Transcript"/> to one client after another, and notes where a client did something else.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly Transcript _transcript;
    private readonly X509Certificate2? _certificate;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _playing;

    /// <summary>Listens on a free port.</summary>
    /// <param name="transcript">What to play.</param>
    /// <param name="certificate">With its key, for <c>!tls</c>.</param>
    /// <param name="address">Where to listen; 127.0.0.1 unless told otherwise.</param>
    public ScriptedSmtpServer(Transcript transcript, X509Certificate2? certificate = null, IPAddress? address = null)
    {
        _transcript = transcript;
        _certificate = certificate;
        _listener.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        _listener.Listen(8);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _playing = PlayAsync();
    }

    public int Port { get; }

    /// <summary>Ends when the script has come to <c>!silence</c> or <c>!wait</c>.</summary>
    public Task Silent => _silent.Task;

    /// <summary>Ends <c>!wait</c>.</summary>
    public void GoOn() => _goOn.TrySetResult();

    /// <summary>Where the client left the script; null when it kept to it. Waits until the conversation is over.</summary>
    public async Task<string?> FailureAsync()
    {
        try
        {
            await _playing;
            return null;
        }
        catch (Exception error)
        {
            return error.Message;
        }
    }

    /// <summary>The last message, with its dots still stuffed and without the final one.</summary>
    public string? Message { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await FailureAsync();
        _stop.Dispose();
    }

    private async Task PlayAsync()
    {
        using var socket = await _listener.AcceptAsync(_stop.Token);
        socket.NoDelay = true;
        var line = 0;
        var wire = new ScriptedWire(new NetworkStream(socket), _certificate, _stop.Token);
        try
        {
            while (line < _transcript.Lines.Count)
            {
                var text = _transcript.Lines[line].Text;
                if (text.StartsWith("S:", StringComparison.Ordinal))
                {
                    var together = _transcript.Lines.Skip(line).TakeWhile(next => next.Text.StartsWith("S:", StringComparison.Ordinal)).ToArray();
                    await wire.SendAsync(Encoding.UTF8.GetBytes(string.Concat(together.Select(next => next.Text[2..].TrimStart(' ') + wire.LineEnd))));
                    line += together.Length;
                    continue;
                }
                if (text == "!reset")
                    socket.LingerState = new LingerOption(true, 0);
                if (text is "!reset" or "!close")
                    break;
                await StepAsync(wire, text);
                line++;
            }
            wire.Dispose();
        }
        catch (Exception error)
        {
            // The rest of the script will not be played; a client that still waits for it must not wait for long.
            wire.Dispose();
            var at = Math.Min(line, _transcript.Lines.Count - 1);
            throw new InvalidOperationException(
                $"{_transcript.Name}, line {_transcript.Lines[at].Number} ({_transcript.Lines[at].Text}): {error.Message}", error);
        }
    }

    private async Task StepAsync(ScriptedWire wire, string text)
    {
        var words = text.Split(' ', 3);
        switch (words[0])
        {
            case "C:":
                var said = await wire.LineAsync();
                if (!Transcript.Fits(text[2..].TrimStart(' '), said))
                    throw new InvalidOperationException($"the client said \"{said}\"");
                break;
            case "!message":
                Message = await wire.MessageAsync();
                break;
            case "!read":
                await wire.ReadAsync(int.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "!send":
                await wire.SendAsync(Transcript.Raw(text[6..]));
                break;
            case "!flood":
                await FloodAsync(wire, int.Parse(words[1], CultureInfo.InvariantCulture), Transcript.Raw(words[2]));
                break;
            case "!split":
                wire.Split = true;
                break;
            case "!lf":
                wire.LineEnd = "\n";
                break;
            case "!tls":
                await wire.EncryptAsync();
                break;
            case "!wait":
                _silent.TrySetResult();
                await _goOn.Task.WaitAsync(_stop.Token);
                break;
            case "!silence":
                _silent.TrySetResult();
                await wire.UntilClientLeavesAsync();
                break;
            case "!pause":
                await Task.Delay(int.Parse(words[1], CultureInfo.InvariantCulture), _stop.Token);
                break;
            default:
                throw new InvalidOperationException("the transcript has a line that means nothing");
        }
    }

    private static async Task FloodAsync(ScriptedWire wire, int times, byte[] once)
    {
        try
        {
            while (times-- > 0)
                await wire.SendAsync(once);
        }
        catch (IOException)
        {
            // The client had enough, as it should.
        }
    }
}
