namespace DigestBot.Articles.Models;

/// <summary>Asks the operator's model, where there is one; knows how it has been doing, for the operator's page.</summary>
public sealed class ModelSummaries(SummaryOptions options, TimeProvider clock, ILogger<ModelSummaries> log) : IDisposable
{
    private readonly Lazy<ModelClient> _client = new(() => new ModelClient(options));
    private readonly Lock _lock = new();
    private DateTimeOffset? _answered;
    private (DateTimeOffset Since, string Problem)? _failing;

    /// <summary>Begins a round of reading; null when there is no model.</summary>
    internal ModelRound? Begin() => options.IsOn() ? new ModelRound(options, _client.Value, this, log) : null;

    /// <summary>How the model is doing, in one line.</summary>
    public string State
    {
        get
        {
            lock (_lock)
                return !options.IsOn() ? "sentences of the article"
                    : _failing is { } failing ? $"{options.Model} fails since {Time(failing.Since)}: {failing.Problem}"
                    : _answered is { } answered ? $"{options.Model}, answered {Time(answered)}"
                    : $"{options.Model}, not asked yet";
        }
    }

    /// <summary>Asks about a text that has nothing to hide, for <c>doctor</c>.</summary>
    /// <returns>What is wrong; null when it answers as asked.</returns>
    public async Task<string?> TryAsync(CancellationToken cancellation)
    {
        const string text = "The harbour of Northshore opens its new ferry pier on 4 May after three years of work. The old pier had been closed since the storm of 2021. "
            + "Engineers drove forty piles of oak into the mud, because steel would have rusted within a decade. The first ferry leaves at dawn, and the harbour master expects two hundred passengers.";
        using var client = new ModelClient(options);
        return (await client.AskAsync("A new pier", text, cancellation)).Problem;
    }

    internal void Note(string? problem)
    {
        lock (_lock)
        {
            if (problem is null) (_answered, _failing) = (clock.GetUtcNow(), null);
            else _failing = (_failing?.Since ?? clock.GetUtcNow(), problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
