using System.Net;
using System.Net.Sockets;
using System.Text;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Answers to BDAT look like those to RCPT: no 354 stands between them.</summary>
public class ChunkAnswerTests
{
    [Fact]
    public async Task A_server_that_answers_twice_does_not_make_a_message_pass_for_taken()
    {
        var stop = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = new TaskCompletionSource();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(stop);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await stream.WriteAsync("220 relay.test\r\n"u8.ToArray(), stop);
            var bodies = 0;
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("EHLO", StringComparison.Ordinal)) await stream.WriteAsync("250-relay.test\r\n250-PIPELINING\r\n250 CHUNKING\r\n"u8.ToArray(), stop);
                if (line.StartsWith("MAIL", StringComparison.Ordinal)) await stream.WriteAsync("250 ok\r\n250 ok\r\n"u8.ToArray(), stop);
                if (line.StartsWith("RCPT", StringComparison.Ordinal))
                {
                    await Task.Delay(200, stop);
                    await stream.WriteAsync("250 ok\r\n"u8.ToArray(), stop);
                    answered.SetResult();
                }

                if (line.StartsWith("The end", StringComparison.Ordinal)) bodies++;
            }

            return bodies;
        }, stop);

        await using (var session = await (Letters.At(((IPEndPoint)listener.LocalEndpoint).Port) with { Chunking = true }).OpenAsync())
        {
            var result = await session.PostAsync(Letters.ToReader, Letters.Short, async waiting =>
            {
                await answered.Task.WaitAsync(waiting);
                await Task.Delay(100, waiting);
            });
            (result.Outcome, result.InDoubt, result.KeepsConnection).ShouldBe((SendOutcome.ConnectionLost, false, false), result.Reason);
            result.Reason.ShouldContain("does not fit the question");
        }

        (await serving).ShouldBe(0, "the message was not sent");
    }
}
