namespace DigestBot.Wire.Syndication;

/// <summary>What had to be repaired or guessed while one document was read: each sentence once, and not without end.</summary>
internal sealed class Repairs
{
    private const int Limit = 50;
    private readonly List<string> _sentences = [];

    public IReadOnlyList<string> Sentences => _sentences;

    public void Add(string sentence)
    {
        if (_sentences.Count < Limit && !_sentences.Contains(sentence))
            _sentences.Add(sentence);
    }
}
