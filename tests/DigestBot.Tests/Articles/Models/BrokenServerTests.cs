using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace DigestBot.Tests.Articles.Models;

/// <summary>A server that answers with anything but an answer: the article goes on without it, in bounded time and memory.</summary>
public class BrokenServerTests
{
    private static readonly string True = ModelServer.Proposal(ModelArticles.HarbourSummary);

    private static readonly Dictionary<string, Func<Socket, CancellationToken, Task>> Answers = new()
    {
        ["401"] = Sends(ModelServer.Status("401 Unauthorized", "{}"u8.ToArray())),
        ["404"] = Sends(ModelServer.Status("404 Not Found", "no such model"u8.ToArray())),
        ["429"] = Sends(ModelServer.Status("429 Too Many Requests", "{}"u8.ToArray(), more: "Retry-After: 3600\r\n")),
        ["500 with a true body"] = Sends(ModelServer.Status("500 Oops", Encoding.UTF8.GetBytes(ModelServer.Completion(True)))),
        ["204"] = Sends("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray()),
        ["400 again and again"] = Sends(ModelServer.Status("400 Bad Request", "{}"u8.ToArray())),
        ["a page of errors"] = Sends(ModelServer.Ok("<!doctype html><h1>502 Bad Gateway</h1>", "text/html")),
        ["a page that claims to be JSON"] = Sends(ModelServer.Ok("<!doctype html><h1>502 Bad Gateway</h1>")),
        ["a true answer as a picture"] = Sends(ModelServer.Ok(ModelServer.Completion(True), "image/png")),
        ["nothing"] = Sends(ModelServer.Ok("")),
        ["null"] = Sends(ModelServer.Ok("null")),
        ["a list"] = Sends(ModelServer.Ok("[1,2,3]")),
        ["half an answer"] = Sends(ModelServer.Ok(ModelServer.Completion(True)[..80])),
        ["no choices"] = Sends(ModelServer.Ok("{\"choices\":[]}")),
        ["choices that are a number"] = Sends(ModelServer.Ok("{\"choices\":7}")),
        ["a choice that is null"] = Sends(ModelServer.Ok("{\"choices\":[null]}")),
        ["a message without content"] = Sends(ModelServer.Ok("{\"choices\":[{\"message\":{\"role\":\"assistant\"}}]}")),
        ["content that is null"] = Sends(ModelServer.Ok("{\"choices\":[{\"message\":{\"content\":null}}]}")),
        ["content that is an object"] = Sends(ModelServer.Ok("{\"choices\":[{\"message\":{\"content\":{\"summary\":\"x\"}}}]}")),
        ["content that is prose"] = Sends(ModelServer.Ok(ModelServer.Completion(ModelArticles.HarbourSummary))),
        ["content that is cut"] = Sends(ModelServer.Ok(ModelServer.Completion(True[..60]))),
        ["a finish for length"] = Sends(ModelServer.Ok(ModelServer.Completion(True, "length"))),
        ["a finish by a filter"] = Sends(ModelServer.Ok(ModelServer.Completion(True, "content_filter"))),
        ["a summary that is a list"] = Sends(ModelServer.Ok(ModelServer.Completion("{\"summary\":[\"x\"],\"quotes\":[]}"))),
        ["a summary that is a number"] = Sends(ModelServer.Ok(ModelServer.Completion("{\"summary\":42}"))),
        ["no summary"] = Sends(ModelServer.Ok(ModelServer.Completion("{\"quotes\":[\"x\"]}"))),
        ["nesting a thousand deep"] = Sends(ModelServer.Ok(string.Concat(Enumerable.Repeat("{\"choices\":[", 1000)))),
        ["content nested a thousand deep"] = Sends(ModelServer.Ok(ModelServer.Completion("{\"summary\":" + new string('[', 1000) + new string(']', 1000) + "}"))),
        ["lone surrogates in escapes"] = Sends(ModelServer.Ok("{\"choices\":[{\"message\":{\"content\":\"{\\\"summary\\\":\\\"\\ud800\\\"}\"}}]}")),
        ["octets that are no UTF-8"] = Sends([.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"choices\":[{\"message\":{\"content\":\""u8, 0xff, 0xfe, 0xc0, 0x80, .. "\"}}]}"u8]),
        ["UTF-16"] = Sends(ModelServer.Status("200 OK", Encoding.Unicode.GetBytes(ModelServer.Completion(True)))),
        ["a stream of events"] = Sends(ModelServer.Ok("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n", "text/event-stream")),
        ["ten megabytes, announced"] = Sends(ModelServer.Ok(ModelServer.Completion(True) + new string(' ', 10_000_000))),
        ["ten megabytes, not announced"] = Sends([.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"u8, .. Encoding.UTF8.GetBytes(ModelServer.Completion(True) + new string(' ', 10_000_000))]),
        ["a compressed bomb"] = Sends(ModelServer.Status("200 OK", Gzip(new string(' ', 20_000_000) + ModelServer.Completion(True)), more: "Content-Encoding: gzip\r\n")),
        ["a compressed bomb that does not say so"] = Sends(ModelServer.Status("200 OK", Gzip(new string(' ', 20_000_000) + ModelServer.Completion(True)))),
        ["a redirect"] = Sends(ModelServer.Status("302 Found", [], more: "Location: http://127.0.0.1:9/v1/chat/completions\r\n")),
        ["a redirect that keeps the method"] = Sends(ModelServer.Status("307 Temporary Redirect", [], more: "Location: /elsewhere\r\n")),
        ["no HTTP at all"] = Sends("220 mail.example ESMTP\r\n"u8.ToArray()),
        ["a cut body"] = Sends([.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"choices\""u8]),
        ["a body in false chunks"] = Sends("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n{}\r\n"u8.ToArray()),
        ["a reset"] = (socket, _) =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        },
        ["silence"] = (_, stop) => Task.Delay(Timeout.Infinite, stop),
        ["one octet a moment"] = (socket, stop) => DripAsync(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n", " ", stop),
        ["endless headers"] = (socket, stop) => FloodAsync(socket, "HTTP/1.1 200 OK\r\n", "X-Filler: " + new string('x', 1000) + "\r\n", stop),
        ["an endless body"] = (socket, stop) => FloodAsync(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n", new string(' ', 4096), stop),
        ["endless provisional answers"] = (socket, stop) => DripAsync(socket, "", "HTTP/1.1 100 Continue\r\n\r\n", stop),
    };

    public static TheoryData<string> Cases => [.. Answers.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task The_article_goes_on_without_it(string answer)
    {
        await using var server = ModelServer.Raw((_, socket, stop) => Answers[answer](socket, stop));
        using var asked = new Asked(server, options => options.TimeoutSeconds = 1);
        var before = TimeProvider.System.GetTimestamp();
        (await asked.OfAsync(ModelArticles.Harbour)).ShouldBeNull();
        TimeProvider.System.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        asked.State.ShouldStartWith("llama3.2 fails since ");
        asked.Round.Summaries.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_asked_three_times_in_a_round()
    {
        var server = ModelServer.Says(ModelArticles.HarbourSummary);
        using var asked = new Asked(server);
        await server.DisposeAsync();
        for (var i = 0; i < 10; i++) (await asked.OfAsync(ModelArticles.Harbour)).ShouldBeNull();
        asked.Round.Problem.ShouldBe("it cannot be reached");
        asked.Round.ToString().ShouldContain("the model was left alone");
    }

    [Fact]
    public async Task After_three_failures_in_a_row_it_is_left_alone_and_one_success_starts_the_count_again()
    {
        var number = 0;
        await using var server = ModelServer.Raw((_, socket, stop) => ModelServer.SendAsync(socket, Interlocked.Increment(ref number) == 3 ? ModelServer.Ok(ModelServer.Completion(True)) : ModelServer.Ok("no"), stop));
        using var asked = new Asked(server);
        for (var i = 0; i < 12; i++) await asked.OfAsync(ModelArticles.Harbour);
        server.Questions.Count.ShouldBe(6); // no, no, yes, no, no, no
    }

    [Fact]
    public async Task A_round_waits_for_it_no_longer_than_it_may_and_asks_no_more_than_it_may()
    {
        await using var silent = ModelServer.Raw((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var waiting = new Asked(silent, options => (options.TimeoutSeconds, options.RoundSeconds) = (60, 1));
        var before = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => waiting.OfAsync(ModelArticles.Harbour)));
        TimeProvider.System.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(5));

        await using var honest = ModelServer.Says(ModelArticles.HarbourSummary);
        using var few = new Asked(honest, options => options.MostPerRound = 2);
        for (var i = 0; i < 5; i++) await few.OfAsync(ModelArticles.Harbour);
        honest.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_key_is_read_at_each_use_and_goes_to_no_other_place()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var elsewhere = ModelServer.Says(ModelArticles.HarbourSummary);
            await using var server = ModelServer.Sends(ModelServer.Status("308 Permanent Redirect", [], more: $"Location: {elsewhere.Endpoint}/chat/completions\r\n"));
            using var asked = new Asked(server, options => options.KeyFile = file);
            foreach (var key in (string[])["first-key", "second-key"])
            {
                await File.WriteAllTextAsync(file, key + "\nnot the key\n", TestContext.Current.CancellationToken);
                await asked.OfAsync(ModelArticles.Harbour);
            }

            server.Questions.Select(question => question.Head.Split("\r\n").Single(line => line.StartsWith("Authorization", StringComparison.OrdinalIgnoreCase))).ShouldBe(["Authorization: Bearer first-key", "Authorization: Bearer second-key"]);
            elsewhere.Questions.ShouldBeEmpty();
            asked.State.ShouldNotContain("second-key");
            File.Delete(file);
            await asked.OfAsync(ModelArticles.Harbour);
            server.Questions.Count.ShouldBe(2, "without its key it is not asked");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Func<Socket, CancellationToken, Task> Sends(byte[] octets) => (socket, stop) => ModelServer.SendAsync(socket, octets, stop);

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static async Task DripAsync(Socket socket, string head, string drop, CancellationToken stop)
    {
        await ModelServer.SendAsync(socket, Encoding.ASCII.GetBytes(head), stop);
        while (true)
        {
            await ModelServer.SendAsync(socket, Encoding.ASCII.GetBytes(drop), stop);
            await Task.Delay(50, stop);
        }
    }

    private static async Task FloodAsync(Socket socket, string head, string wave, CancellationToken stop)
    {
        await ModelServer.SendAsync(socket, Encoding.ASCII.GetBytes(head), stop);
        var octets = Encoding.ASCII.GetBytes(wave);
        while (!stop.IsCancellationRequested) await ModelServer.SendAsync(socket, octets, stop);
    }
}
