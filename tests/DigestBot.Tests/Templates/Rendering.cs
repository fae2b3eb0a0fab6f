using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Templates;

/// <summary>Renders a component as the service does.</summary>
internal static class Rendering
{
    public static MarkupString Render<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return renderer.Dispatcher.InvokeAsync(async () =>
        {
            var values = parameters.ToDictionary(pair => pair.Name, pair => pair.Value);
            var root = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values));
            return new MarkupString(root.ToHtmlString());
        }).GetAwaiter().GetResult();
    }
}
