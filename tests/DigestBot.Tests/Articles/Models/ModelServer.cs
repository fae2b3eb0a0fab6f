using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace DigestBot.Tests.Articles.Models;

/// <summary>What a model server was asked.</summary>
internal sealed record Question(string Head, string Body);

/// <summary>A server on loopback that answers as it is told to: honestly, falsely, slowly, endlessly, or not at all.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Question, Socket, CancellationToken, Task> _answer;
    private readonly Task _serving;

    private ModelServer(Func<Question, Socket, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>http://127.0.0.1:PORT/v1</summary>
    public string Endpoint => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";

    public ConcurrentQueue<Question> Questions { get; } = [];

    public static ModelServer Raw(Func<Question, Socket, CancellationToken, Task> answer) => new(answer);

    /// <summary>Answers every question with these octets, and closes.</summary>
    public static ModelServer Sends(byte[] response) => new((_, socket, stop) => SendAsync(socket, response, stop));

    /// <summary>Answers every question with a proposal.</summary>
    public static ModelServer Says(string summary, params string[] quotes) => Sends(Ok(Completion(Proposal(summary, quotes))));

    /// <summary>Answers each question with a proposal of its own.</summary>
    public static ModelServer Says(Func<Question, (string Summary, string[] Quotes)> answer) =>
        new((question, socket, stop) => answer(question) is var (summary, quotes) ? SendAsync(socket, Ok(Completion(Proposal(summary, quotes))), stop) : Task.CompletedTask);

    public static string Proposal(string summary, params string[] quotes) => JsonSerializer.Serialize(new { summary, quotes });

    public static string Completion(string content, string finish = "stop") =>
        JsonSerializer.Serialize(new { id = "x", @object = "chat.completion", choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = finish } } });

    public static byte[] Ok(string body, string type = "application/json", string more = "") => Status("200 OK", Encoding.UTF8.GetBytes(body), type, more);

    public static byte[] Status(string status, byte[] body, string type = "application/json", string more = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{more}\r\n"), .. body];

    public static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> octets, CancellationToken stop)
    {
        while (octets.Length > 0) octets = octets[await socket.SendAsync(octets, stop)..];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ConversationAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException || _stop.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ConversationAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var question = await ReadAsync(socket);
                Questions.Enqueue(question);
                await _answer(question, socket, _stop.Token);
                if (socket.Connected) socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
            {
                // The client has had enough, or the test is over.
            }
        }
    }

    private async Task<Question> ReadAsync(Socket socket)
    {
        var all = new MemoryStream();
        var buffer = new byte[65536];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, _stop.Token);
            if (read == 0) throw new IOException("closed");
            all.Write(buffer, 0, read);
            var text = Encoding.UTF8.GetString(all.ToArray());
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var length = text[..end].Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
            if (all.Length >= Encoding.UTF8.GetByteCount(text[..end]) + 4 + length) return new Question(text[..end], text[(end + 4)..]);
        }
    }
}
