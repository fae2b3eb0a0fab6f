using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace DigestBot.Fetch;

/// <summary>
/// Fetches feeds and pages from strangers: bounded in time, size and redirects, never from an internal address, few at a time from one host.
/// </summary>
public sealed class Fetcher : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly KeyedGates<string> _hosts;
    private readonly SemaphoreSlim _places;

    /// <summary>Hosts that are being asked, or waited for.</summary>
    internal int HostsInHand => _hosts.Count;

    /// <summary>Creates a fetcher.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="publicUrl">Stands for <c>{url}</c> in the user agent.</param>
    /// <param name="clock">For Retry-After dates and time-outs.</param>
    public Fetcher(FetchOptions options, string publicUrl, TimeProvider clock)
        : this(options, publicUrl, clock, options.AllowPrivateAddresses ? _ => true : AddressGuard.IsPublic)
    {
    }

    internal Fetcher(FetchOptions options, string publicUrl, TimeProvider clock, Predicate<IPAddress> mayDial)
    {
        _options = options;
        _clock = clock;
        _hosts = new KeyedGates<string>(options.ConcurrencyPerHost, StringComparer.OrdinalIgnoreCase);
        _places = new SemaphoreSlim(options.Concurrency);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            UseProxy = false, // a proxy would dial for us, past the guard
            ConnectCallback = (context, cancellation) => AddressGuard.ConnectAsync(context.DnsEndPoint, mayDial, cancellation),
            ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent.Replace("{url}", publicUrl, StringComparison.Ordinal));
    }

    /// <summary>Fetches one address.</summary>
    /// <param name="address">http or https.</param>
    /// <param name="accept">The Accept header.</param>
    /// <param name="etag">Validator of the last answer, or null.</param>
    /// <param name="lastModified">Validator of the last answer, or null.</param>
    /// <param name="cancellation">Ends the service; a time-out is a result.</param>
    /// <param name="maxBytes">Bytes of a body after decompression, where less will do than the options allow.</param>
    public async Task<FetchResult> FetchAsync(string address, string accept, string? etag, string? lastModified, CancellationToken cancellation, int maxBytes = int.MaxValue)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IsWeb(uri))
            return new FetchResult.Failed($"'{Shorten(address)}' is not an http or https address", Temporary: false);
        // The host's place first: those who wait for a slow host hold up nobody who asks another.
        using var place = await _hosts.EnterAsync(uri.Host, cancellation);
        await _places.WaitAsync(cancellation);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await FollowAsync(uri, accept, etag, lastModified, Math.Min(maxBytes, _options.MaxBytes), both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FetchResult.Failed($"no complete answer within {_options.TimeoutSeconds} s", Temporary: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException or UriFormatException or InvalidOperationException)
        {
            return Failure(e);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _client.Dispose();
        _places.Dispose();
    }

    private async Task<FetchResult> FollowAsync(Uri uri, string accept, string? etag, string? lastModified, int maxBytes, CancellationToken cancellation)
    {
        Uri? movedTo = null;
        var permanent = true;
        for (var hop = 0; ; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            // Validators belong to the address that gave them; behind a redirect they do no harm, because a server ignores what it does not know.
            if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            if (lastModified is not null) request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var status = (int)response.StatusCode;
            if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                if (hop == _options.MaxRedirects) return new FetchResult.Failed($"more than {_options.MaxRedirects} redirects", Temporary: true);
                var next = location.IsAbsoluteUri ? location : new Uri(uri, location);
                if (!IsWeb(next)) return new FetchResult.Failed($"redirected to {Shorten(next.ToString())}, which is not http or https", Temporary: false);
                permanent &= status is 301 or 308;
                if (permanent) movedTo = next;
                uri = next;
                continue;
            }

            return status switch
            {
                304 => new FetchResult.NotModified(),
                410 => new FetchResult.Gone(),
                >= 200 and < 300 => await ReadAsync(response, uri, movedTo, maxBytes, cancellation),
                429 or 503 => new FetchResult.Failed($"the server answered {status}", Temporary: true, RetryAfter(response.Headers.RetryAfter)),
                408 or 425 or >= 500 => new FetchResult.Failed($"the server answered {status}", Temporary: true),
                _ => new FetchResult.Failed($"the server answered {status}", Temporary: false),
            };
        }
    }

    private static async Task<FetchResult> ReadAsync(HttpResponseMessage response, Uri uri, Uri? movedTo, int maxBytes, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > maxBytes)
                return new FetchResult.Failed($"larger than {maxBytes} bytes", Temporary: false);
            body.Write(buffer, 0, read);
        }

        return new FetchResult.Fetched(
            body.ToArray(), response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : null, uri,
            Validator(response.Headers, "ETag"), Validator(response.Content.Headers, "Last-Modified"), movedTo);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);

    // It is sent back as it came, so only what a request may carry is kept.
    private static string? Validator(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 and < 1000 } value && value.All(c => c is >= ' ' and <= '~') ? value : null;

    private static FetchResult.Failed Failure(Exception e)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case BlockedAddressException blocked:
                    return new FetchResult.Failed(blocked.Message, Temporary: false);
                case AuthenticationException tls:
                    return new FetchResult.Failed("TLS failed: " + OneLine(tls.Message), Temporary: true);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return new FetchResult.Failed("the host name is unknown", Temporary: true);
                case SocketException socket:
                    return new FetchResult.Failed("no connection: " + OneLine(socket.Message), Temporary: true);
                case InvalidDataException or InvalidOperationException: // the latter from Brotli
                    return new FetchResult.Failed("the compressed body is damaged: " + OneLine(inner.Message), Temporary: true);
            }
        }

        return new FetchResult.Failed(OneLine(e.Message), Temporary: true);
    }

    private static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    private static string OneLine(string text) => Shorten(text.ReplaceLineEndings(" "));

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
