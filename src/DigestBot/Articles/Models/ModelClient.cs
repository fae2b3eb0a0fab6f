using System.Net;
using System.Net.Http.Headers;

namespace DigestBot.Articles.Models;

/// <summary>What asking a model came to.</summary>
/// <param name="Proposal">What it proposes; null when there is nothing to judge.</param>
/// <param name="Problem">Why there is nothing, in a few words; null when there is.</param>
internal sealed record ModelAnswer(Proposal? Proposal, string? Problem);

/// <summary>
/// Asks an OpenAI-compatible server: POST {endpoint}/chat/completions. The server is the operator's own choice, so it may stand on a private address; its
/// certificate is checked, no redirect is followed (the key goes nowhere else), and neither time, headers nor body are without a bound.
/// </summary>
internal sealed class ModelClient : IDisposable
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxHeaderKilobytes = 32;

    private readonly SummaryOptions _options;
    private readonly HttpClient _http;
    private volatile bool _plain; // the server refused response_format once

    public ModelClient(SummaryOptions options)
    {
        _options = options;
        // A compressed body is not asked for, and not unpacked either: a kilobyte cannot become a gigabyte.
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None, MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxConnectionsPerServer = options.Concurrency, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Asks about one article. Never throws but for cancellation by the caller.</summary>
    public async Task<ModelAnswer> AskAsync(string? title, string text, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            return await AskWithinAsync(title, text, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ModelAnswer(null, $"it did not answer within {_options.TimeoutSeconds} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new ModelAnswer(null, e is HttpRequestException or IOException { InnerException: not null } ? Reason(e) : e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ModelAnswer> AskWithinAsync(string? title, string text, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var plain = _plain;
            using var request = Request(title, text, !plain);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode == HttpStatusCode.BadRequest && !plain && attempt == 0)
            {
                _plain = true;
                continue;
            }

            if (response.StatusCode != HttpStatusCode.OK)
                return new ModelAnswer(null, (int)response.StatusCode is >= 300 and < 400
                    ? $"it answered {(int)response.StatusCode} and points elsewhere, which is not followed"
                    : $"it answered {(int)response.StatusCode}");
            if (response.Content.Headers.ContentEncoding.Count > 0) return new ModelAnswer(null, "its answer is compressed, which was not asked for");
            if (response.Content.Headers.ContentType?.MediaType is { } type && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase) && type is not "text/plain")
                return new ModelAnswer(null, "its answer is not JSON");
            if (await BodyAsync(response.Content, cancellation) is not { } body) return new ModelAnswer(null, $"its answer is longer than {MaxBytes / 1024} kB");
            var proposal = ModelReply.Read(body, out var problem);
            return new ModelAnswer(proposal, problem);
        }
    }

    private HttpRequestMessage Request(string? title, string text, bool jsonMode)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Endpoint.TrimEnd('/') + "/chat/completions")
        {
            Content = new ByteArrayContent(Prompt.Body(_options.Model, title, text, _options.LongestText, jsonMode)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        // Read at each use, as every secret is: a new key needs no restart.
        if (Secret.Read("", _options.KeyFile).Trim() is { Length: > 0 } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Any(c => c is < '!' or > '~') ? throw new FormatException("the first line of Summaries:KeyFile is no key") : key);
        return request;
    }

    private static async Task<byte[]?> BodyAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > MaxBytes) return null;
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > MaxBytes ? null : buffer[..length];
    }

    // What stands in an exception of the network is the system's, not the server's words.
    private static string Reason(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "it cannot be reached",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate cannot be trusted, or it speaks no TLS",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "its headers are endless",
        _ => "the connection broke",
    };
}
