using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Rendering;

/// <summary>
/// Renders Razor components to HTML. A renderer keeps every component that it has rendered until it is disposed, so each batch has its own.
/// </summary>
public sealed class Components : IAsyncDisposable
{
    // The default encoder writes every letter beyond ASCII as an entity of six to eight bytes.
    private static readonly ServiceProvider Parts = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
    private readonly HtmlRenderer _renderer = new(Parts, NullLoggerFactory.Instance);

    /// <summary>Renders one component.</summary>
    /// <param name="parameters">By name.</param>
    public Task<string> RenderAsync<T>(params (string Name, object? Value)[] parameters) where T : IComponent =>
        _renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
            return (await _renderer.RenderComponentAsync<T>(view)).ToHtmlString();
        });

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _renderer.DisposeAsync();
}
