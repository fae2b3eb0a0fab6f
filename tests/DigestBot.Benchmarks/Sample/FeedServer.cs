using System.Globalization;
using System.Security.Cryptography;
using DigestBot.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Benchmarks.Sample;

/// <summary>Serves feeds on loopback, each from one of many addresses of 127/8, because politeness limits what is fetched from one host at a time.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private const int Hosts = 200;

    private readonly WebApplication _app;
    private readonly int _port;

    private FeedServer(WebApplication app, int port)
    {
        _app = app;
        _port = port;
    }

    /// <summary>Serves /0, /1 …: the documents in turn, each with its ETag, answered with 304 when it is known.</summary>
    public static async Task<FeedServer> StartAsync(IReadOnlyList<byte[]> documents, string type)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://0.0.0.0:0");
        var app = builder.Build();
        var tags = documents.Select(document => $"\"{Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 8))}\"").ToArray();
        app.Run(async http =>
        {
            var number = int.Parse(http.Request.Path.Value!.AsSpan(1), CultureInfo.InvariantCulture) % documents.Count;
            http.Response.Headers.ETag = tags[number];
            if (http.Request.Headers.IfNoneMatch == tags[number])
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            http.Response.ContentType = type;
            http.Response.ContentLength = documents[number].Length;
            await http.Response.Body.WriteAsync(documents[number], http.RequestAborted);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new FeedServer(app, new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port);
    }

    /// <summary>The address of a document.</summary>
    public string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.{1 + (number % Hosts)}:{_port}/{number}");

    /// <summary>Adds the first feeds to a store.</summary>
    public async Task AddFeedsAsync(IServiceProvider parts, int count, DateTimeOffset now)
    {
        var table = parts.GetRequiredService<FeedTable>();
        for (var i = 0; i < count; i++) await table.AddAsync(Address(i), null, null, ["news"], now);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
