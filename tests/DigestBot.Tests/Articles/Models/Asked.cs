using DigestBot.Articles;
using DigestBot.Articles.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Articles.Models;

/// <summary>A round of asking one server.</summary>
internal sealed class Asked : IDisposable
{
    private readonly ModelSummaries _summaries;
    private readonly ModelRound _round;

    public Asked(ModelServer server, Action<SummaryOptions>? change = null)
    {
        var options = new SummaryOptions { Endpoint = server.Endpoint, Model = "llama3.2", TimeoutSeconds = 20, Concurrency = 1 };
        change?.Invoke(options);
        _summaries = new ModelSummaries(options, TimeProvider.System, NullLogger<ModelSummaries>.Instance);
        _round = _summaries.Begin()!;
    }

    public ModelRound Round => _round;

    public string State => _summaries.State;

    public static async Task<ModelReading?> OfAsync(ModelServer server, ArticleText article)
    {
        using var asked = new Asked(server);
        return await asked.OfAsync(article);
    }

    public Task<ModelReading?> OfAsync(ArticleText article) => _round.OfAsync(article, Analysis.Analyse(article), TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _round.Dispose();
        _summaries.Dispose();
    }
}
