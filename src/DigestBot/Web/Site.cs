using System.Reflection;
using DigestBot.Model;
using DigestBot.Web.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace DigestBot.Web;

/// <summary>Every page of the service, and what holds for all of them. GET and HEAD change nothing: scanners open every link.</summary>
public static class Site
{
    /// <summary>The methods of a page that only shows.</summary>
    internal static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private const int MostFormBytes = 64 * 1024;

    /// <summary>Maps the pages.</summary>
    public static void MapSite(this WebApplication app)
    {
        app.UseExceptionHandler(error => error.Run(FailAsync));
        app.Use(GuardAsync);
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode == StatusCodes.Status404NotFound ? MissingAsync(context.HttpContext) : Task.CompletedTask);
        SignupEndpoints.Map(app);
        ConfirmEndpoints.Map(app);
        PreferencesEndpoints.Map(app);
        UnsubscribeEndpoints.Map(app);
        DigestEndpoints.Map(app);
        StatusEndpoints.Map(app);
        MapAssets(app);
    }

    /// <summary>The form of a request, within bounds; empty when the body is no form.</summary>
    internal static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return FormCollection.Empty;
        try
        {
            return await http.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = MostFormBytes, MultipartBodyLengthLimit = MostFormBytes, ValueCountLimit = 200, ValueLengthLimit = 4096 }, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return FormCollection.Empty;
        }
    }

    private static Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        // No inline script or style anywhere: what a feed says can only ever be text.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        // Addresses of our pages carry tokens; no other site gets to see them.
        headers["Referrer-Policy"] = "no-referrer";
        if (http.Request.Path != "/" && !http.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
            headers["X-Robots-Tag"] = "noindex";
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostFormBytes;
        return next(http);
    }

    private static void MapAssets(WebApplication app)
    {
        foreach (var (path, type) in (ReadOnlySpan<(string, string)>)[("app.css", "text/css"), ("app.js", "text/javascript"), ("icon.svg", "image/svg+xml")])
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Web/Assets/" + path) ?? throw new InvalidOperationException($"The program lacks its resource {path}.");
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var content = bytes.ToArray();
            app.MapMethods("/" + path, Reading, () => Results.Bytes(content, type + "; charset=utf-8"));
        }

        app.MapMethods("/brand.css", Reading, (Brand brand) => Results.Text(BrandCss.Of(brand), "text/css; charset=utf-8"));
        app.MapMethods("/robots.txt", Reading, () => Results.Text("User-agent: *\nAllow: /$\nDisallow: /\n"));
    }

    private static Task MissingAsync(HttpContext http)
    {
        var pages = http.RequestServices.GetRequiredService<PageWriter>();
        return pages.MessageAsync(http, Messages.Missing(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
    }

    private static Task FailAsync(HttpContext http)
    {
        var pages = http.RequestServices.GetRequiredService<PageWriter>();
        var status = http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        return pages.MessageAsync(http, Messages.Error(pages.TextsFor(http.Request)), status);
    }
}
