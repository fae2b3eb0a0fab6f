using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using DigestBot.Model;
using DigestBot.Web.Pages;
using Microsoft.Net.Http.Headers;

namespace DigestBot.Web;

/// <summary>Style sheets, script and icon: the same for everybody, kept by browsers and asked for again by their tag.</summary>
internal static class Assets
{
    private static readonly (string Name, string Type)[] Files = [("app.css", "text/css"), ("app.js", "text/javascript"), ("icon.svg", "image/svg+xml")];

    public static void Map(WebApplication app)
    {
        foreach (var (name, type) in Files) Map(app, "/" + name, type, Read(name));
        Map(app, "/brand.css", "text/css", Encoding.UTF8.GetBytes(BrandCss.Of(app.Services.GetRequiredService<Brand>())));
        Map(app, "/robots.txt", "text/plain", "User-agent: *\nAllow: /$\nDisallow: /\n"u8.ToArray());
    }

    private static void Map(WebApplication app, string path, string type, byte[] content)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
        app.MapMethods(path, Site.Reading, (HttpContext http) =>
        {
            // Asked for again each time, answered with 304: a new version is never shown with an old sheet.
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(content, type + "; charset=utf-8", entityTag: tag);
        });
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Web/Assets/" + name) ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
