namespace DigestBot.Wire.Syndication.Formats;

/// <summary>The categories of an entry: plain text, in order, each once.</summary>
internal sealed class Labels
{
    private const int Limit = 100;
    private readonly List<string> _labels = [];

    public IReadOnlyList<string> All => _labels;

    public void Add(string? html)
    {
        if (_labels.Count < Limit && PlainText.OfHtml(html) is { } label && !_labels.Contains(label, StringComparer.OrdinalIgnoreCase))
            _labels.Add(label);
    }
}
