using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DigestBot.Demo;

/// <summary>A feed of the demo's web.</summary>
/// <param name="Path">Where it is served.</param>
/// <param name="File">Where it is kept.</param>
/// <param name="Type">Its content type.</param>
/// <param name="Topics">Slugs.</param>
/// <param name="DelayMs">How long its server thinks before it answers.</param>
/// <param name="Broken">Whether it is there to fail.</param>
internal sealed record DemoFeed(string Path, string File, string Type, IReadOnlyList<string> Topics, int DelayMs, bool Broken);

/// <summary>
/// A small web on this machine only: publications written for the demo. Their dates are counted back from the demo's clock, so that they are always fresh.
/// </summary>
internal sealed partial class DemoSite : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8", [".xml"] = "application/xml", [".rdf"] = "application/rdf+xml", [".json"] = "application/json",
    };

    private readonly WebApplication _app;

    private DemoSite(WebApplication app, IReadOnlyList<DemoFeed> feeds, string address)
    {
        _app = app;
        Feeds = feeds;
        Address = address;
    }

    /// <summary>Its feeds.</summary>
    public IReadOnlyList<DemoFeed> Feeds { get; }

    /// <summary>http://127.0.0.1:PORT, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Serves the folder on a free port.</summary>
    /// <param name="folder">Holds site.json.</param>
    /// <param name="clock">What dates are counted back from; the moment of this call is "now" for good.</param>
    public static async Task<DemoSite> StartAsync(string folder, TimeProvider clock)
    {
        var list = JsonSerializer.Deserialize<SiteFile>(await File.ReadAllBytesAsync(Path.Combine(folder, "site.json")), JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{folder}/site.json says null.");
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        var now = clock.GetUtcNow();
        var address = "";
        app.Run(http => ServeAsync(http, folder, list.Feeds, address, now));
        await app.StartAsync();
        address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new DemoSite(app, list.Feeds, address);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task ServeAsync(HttpContext http, string folder, IReadOnlyList<DemoFeed> feeds, string address, DateTimeOffset now)
    {
        var path = http.Request.Path.Value ?? "/";
        var feed = feeds.FirstOrDefault(f => f.Path == path);
        var file = Path.GetFullPath(Path.Combine(folder, (feed?.File ?? path.TrimStart('/')).Replace('\\', '/')));
        if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file) || !Types.TryGetValue(Path.GetExtension(file), out var type))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (feed is { DelayMs: > 0 }) await Task.Delay(feed.DelayMs, http.RequestAborted);
        var text = Fill(await File.ReadAllTextAsync(file, http.RequestAborted), address, now);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8))}\"";
        http.Response.Headers.ETag = etag;
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = feed?.Type ?? type;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static string Fill(string text, string address, DateTimeOffset now) =>
        Ago().Replace(text.Replace("{{base}}", address, StringComparison.Ordinal), match =>
        {
            var time = now.AddHours(-int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture));
            return match.Groups["form"].Value switch
            {
                "rfc822" => time.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
                "iso" => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                _ => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
        });

    [GeneratedRegex(@"\{\{ago:(?<hours>[0-9]{1,6})h(:(?<form>[a-z0-9]+))?\}\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ago();

    private sealed record SiteFile(IReadOnlyList<DemoFeed> Feeds);
}
