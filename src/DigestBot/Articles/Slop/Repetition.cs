using DigestBot.Wire.Text;

namespace DigestBot.Articles.Slop;

/// <summary>How much of a text stood there before: whole sentences, and groups of four words.</summary>
/// <param name="Words">Words looked at.</param>
/// <param name="Sentences">Share of sentences of five words or more that are repeated.</param>
/// <param name="FourGrams">Share of groups of four words that are repeated.</param>
internal readonly record struct Repetition(int Words, double Sentences, double FourGrams)
{
    private const int MostWords = 20_000;
    private const int FewestInSentence = 5;
    private const ulong Prime = 1099511628211, Basis = 14695981039346656037; // FNV-1a, 64 bits

    /// <summary>Measures the running text of an article; lists, code and tables repeat themselves for good reasons.</summary>
    public static Repetition Of(ArticleText article)
    {
        var counting = new Counting();
        if (article.Blocks.Count == 0) counting.Add(article.Text);
        foreach (var block in article.Blocks)
            if (block.Tag is "p" or "div" or "section" or "article" && block.Start >= 0 && (long)block.Start + block.Length <= article.Text.Length)
                counting.Add(article.Text.AsSpan(block.Start, block.Length));
        return counting.Result;
    }

    private sealed class Counting
    {
        private readonly HashSet<ulong> _grams = [];
        private readonly HashSet<ulong> _seen = [];
        private readonly ulong[] _last = new ulong[4];
        private int _words, _gramsRepeated, _sentences, _sentencesRepeated;

        public Repetition Result => new(_words, _sentences == 0 ? 0 : (double)_sentencesRepeated / _sentences, _words < 8 ? 0 : (double)_gramsRepeated / (_words - 3));

        public void Add(ReadOnlySpan<char> text)
        {
            ulong word = Basis, sentence = Basis;
            int inWord = 0, inSentence = 0;
            for (var i = 0; i <= text.Length && _words < MostWords; i++)
            {
                var c = i < text.Length ? text[i] : '\n';
                if (char.IsLetterOrDigit(c))
                {
                    word = (word ^ char.ToLowerInvariant(c)) * Prime;
                    inWord++;
                    if (!Scripts.IsCjk(c)) continue;
                }

                if (inWord > 0)
                {
                    Word(word);
                    sentence = (sentence ^ word) * Prime;
                    inSentence++;
                    (word, inWord) = (Basis, 0);
                }

                if (c is not ('.' or '!' or '?' or '。' or '！' or '？' or '\n') || inSentence == 0) continue;
                if (inSentence >= FewestInSentence)
                {
                    _sentences++;
                    if (!_seen.Add(sentence)) _sentencesRepeated++;
                }

                (sentence, inSentence) = (Basis, 0);
            }
        }

        private void Word(ulong word)
        {
            _last[_words++ & 3] = word;
            if (_words < 4) return;
            var gram = Basis;
            for (var i = 0; i < 4; i++) gram = (gram ^ _last[(_words + i) & 3]) * Prime;
            if (!_grams.Add(gram)) _gramsRepeated++;
        }
    }
}
