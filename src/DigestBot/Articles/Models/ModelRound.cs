using System.Collections.Concurrent;
using System.Globalization;

namespace DigestBot.Articles.Models;

/// <summary>What a model gave to one article.</summary>
/// <param name="Summary">Its summary, checked; null when the article's own sentences stay.</param>
/// <param name="Quotes">Ranges of the article's text.</param>
/// <param name="Problem">Why its summary was not taken; null when it was.</param>
internal sealed record ModelReading(string? Summary, IReadOnlyList<PulledQuote> Quotes, string? Problem);

/// <summary>One round of asking: few at a time, so many in all, so long in all; after some failures in a row the model is left alone until the next round.</summary>
internal sealed class ModelRound : IDisposable
{
    /// <summary>Failures in a row after which the rest of the round goes without the model.</summary>
    public const int MostFailures = 3;

    private readonly SummaryOptions _options;
    private readonly ModelClient _client;
    private readonly ModelSummaries _health;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _round = new();
    private readonly ConcurrentDictionary<string, string> _taken = new(StringComparer.Ordinal);
    private int _asked, _failures, _summaries, _rejected;
    private string? _problem;

    public ModelRound(SummaryOptions options, ModelClient client, ModelSummaries health, ILogger log)
    {
        (_options, _client, _health, _log) = (options, client, health, log);
        _places = new SemaphoreSlim(options.Concurrency);
        // The time of the round begins with its first question: pages may have taken long before.
    }

    /// <summary>The model's name, as cards print it.</summary>
    public string Name => _options.Model;

    /// <summary>Summaries that were taken.</summary>
    public int Summaries => _summaries;

    /// <summary>Summaries that said what their article does not, or were none.</summary>
    public int Rejected => _rejected;

    /// <summary>Why the model was left alone; null while it is not.</summary>
    public string? Problem => _failures >= MostFailures ? _problem : null;

    /// <summary>Asks about an article that is long enough to have a summary of its own sentences.</summary>
    /// <returns>Null when it was not asked, or did not answer: then all stays as it is.</returns>
    public async Task<ModelReading?> OfAsync(ArticleText article, ArticleAnalysis analysis, CancellationToken cancellation)
    {
        if (analysis.Summary.Count == 0 || IsOver()) return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _round.Token);
        try
        {
            await _places.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            if (IsOver()) return null;
            if (Interlocked.Increment(ref _asked) == 1) _round.CancelAfter(TimeSpan.FromSeconds(_options.RoundSeconds));
            if (_asked > _options.MostPerRound) return null;
            var (proposal, problem) = await _client.AskAsync(article.Title, article.Text, limit.Token);
            Note(problem);
            return proposal is null ? null : Judge(article, analysis, proposal);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An answer that breaks its own check must not cost the article what its reading gave.
            _log.LogError(e, "What {Model} said of {Url} could not be judged", _options.Model, article.Url);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null; // the round's time is over
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _round.Dispose();
    }

    private bool IsOver() => Volatile.Read(ref _failures) >= MostFailures || Volatile.Read(ref _asked) >= _options.MostPerRound || _round.IsCancellationRequested;

    private void Note(string? problem)
    {
        _health.Note(problem);
        if (problem is null)
        {
            Interlocked.Exchange(ref _failures, 0);
            return;
        }

        _problem = problem;
        if (Interlocked.Increment(ref _failures) == MostFailures)
            _log.LogWarning("The model {Model} is left alone for the rest of this round: {Problem}. Summaries are sentences of the articles; \"digestbot doctor\" says what to do.", _options.Model, problem);
    }

    private ModelReading Judge(ArticleText article, ArticleAnalysis analysis, Proposal proposal)
    {
        var reading = Reading.Of(article);
        var problem = SummaryCheck.Problem(proposal.Summary, new SourceText(article.Title, reading.Text, analysis.Language), out var summary);
        // What it has said of another article it says without reading.
        if (problem is null && _taken.GetOrAdd(summary, reading.Text) != reading.Text) problem = "it said the same of another article";
        if (problem is null) Interlocked.Increment(ref _summaries);
        else Interlocked.Increment(ref _rejected);
        if (problem is not null) _log.LogDebug("A summary by {Model} is not taken for {Url}: {Problem}", _options.Model, article.Url, problem);
        var printed = problem is null ? summary : string.Join(' ', analysis.Summary.Select(range => range.Of(reading.Text).ToString()));
        return new ModelReading(problem is null ? summary : null, ProposedQuotes.Choose(proposal.Quotes, reading, analysis.Type ?? "", printed, analysis.Quotes), problem);
    }

    /// <summary>For the job's line; empty when the model was not asked.</summary>
    public override string ToString() => _asked == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $", {_summaries} summaries by {_options.Model}{(_rejected > 0 ? $", {_rejected} not true to their article" : "")}{(Problem is { } problem ? $"; the model was left alone: {problem}" : "")}");
}
