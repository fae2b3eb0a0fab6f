using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.Fetch;

/// <summary>A request as the publisher saw it.</summary>
internal sealed record Asked(string Path, string? IfNoneMatch, string? IfModifiedSince, string UserAgent);

/// <summary>A publisher's web server on loopback (Kestrel); what a path answers can change from request to request.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _pages = [];

    private Publisher(WebApplication app) => _app = app;

    /// <summary>http://127.0.0.1:PORT, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public int Port => new Uri(Address).Port;

    public ConcurrentQueue<Asked> Requests { get; } = [];

    public static async Task<Publisher> StartAsync(string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:0");
        var publisher = new Publisher(builder.Build());
        publisher._app.Run(publisher.AnswerAsync);
        await publisher._app.StartAsync();
        publisher.Address = publisher._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return publisher;
    }

    /// <summary>Serves a text, with the validators that are given.</summary>
    public string Serve(string path, string body, string type = "application/xml", string? etag = null, string? lastModified = null) =>
        Serve(path, async http =>
        {
            if (etag is not null) http.Response.Headers.ETag = etag;
            if (lastModified is not null) http.Response.Headers.LastModified = lastModified;
            if ((etag is not null && http.Request.Headers.IfNoneMatch == etag) || (lastModified is not null && http.Request.Headers.IfModifiedSince == lastModified))
            {
                http.Response.StatusCode = 304;
                return;
            }

            http.Response.ContentType = type;
            await http.Response.WriteAsync(body, http.RequestAborted);
        });

    public string Serve(string path, RequestDelegate answer)
    {
        _pages[path] = answer;
        return Address + path;
    }

    /// <summary>Answers with a status and headers only.</summary>
    public string Status(string path, int status, params (string Name, string Value)[] headers) =>
        Serve(path, http =>
        {
            http.Response.StatusCode = status;
            foreach (var (name, value) in headers) http.Response.Headers[name] = value;
            return Task.CompletedTask;
        });

    public string Redirect(string path, int status, string location) => Status(path, status, ("Location", location));

    public int Count(string path) => Requests.Count(request => request.Path == path);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        Requests.Enqueue(new Asked(path, http.Request.Headers.IfNoneMatch, http.Request.Headers.IfModifiedSince, http.Request.Headers.UserAgent.ToString()));
        if (_pages.TryGetValue(path, out var answer)) return answer(http);
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
