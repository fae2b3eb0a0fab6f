namespace DigestBot.Wire.Text;

/// <summary>What a text's letters say about its language, within one script.</summary>
internal readonly ref struct LanguageVote
{
    /// <summary>UTF-16 units of one piece that votes by itself.</summary>
    public const int Piece = 300;

    /// <summary>Where the pieces of a long text are read, in this order, as parts of what there is: its beginning may be a menu or a quotation.</summary>
    private static readonly float[] Places = [.35f, .7f, 0, 1, .15f];

    private const float ClearPiece = 6;

    /// <summary>Nats that are enough when the first two pieces agree: the others are not read.</summary>
    private const float Plenty = 14;

    private readonly LanguageModel model;
    private readonly float[] nats;

    private LanguageVote(LanguageModel model, float[] nats, int best, int second, int letters, int words, int disagreeing, int pieces)
    {
        this.model = model;
        this.nats = nats;
        Letters = letters;
        Words = words;
        Best = best;
        Second = second;
        Disagreeing = disagreeing;
        Pieces = pieces;
    }

    /// <summary>The likeliest language's place in the model.</summary>
    public int Best { get; }

    /// <summary>The second likeliest's.</summary>
    public int Second { get; }

    /// <summary>Letters of the script that were read.</summary>
    public int Letters { get; }

    /// <summary>Words that were read.</summary>
    public int Words { get; }

    /// <summary>Pieces that clearly speak for another language than the whole.</summary>
    public int Disagreeing { get; }

    /// <summary>Pieces that were read.</summary>
    public int Pieces { get; }

    /// <summary>The likeliest language.</summary>
    public string Language => model.Languages[Best];

    /// <summary>How much more likely, in nats, the best language is than the second.</summary>
    public float Margin => nats[Best] - nats[Second];

    /// <summary>How much more likely, in nats, the best language is than <paramref name="language"/>; null when the model does not know it.</summary>
    public float? MarginOver(string language)
    {
        for (var l = 0; l < nats.Length; l++)
            if (model.Languages[l] == language)
                return nats[Best] - nats[l];
        return null;
    }

    /// <summary>Reads the text, or up to five pieces of a long one.</summary>
    public static LanguageVote Of(LanguageModel model, ReadOnlySpan<char> text, Script script)
    {
        var languages = model.Languages.Count;
        var pieces = Math.Clamp((text.Length + Piece - 1) / Piece, 1, Places.Length);
        Span<char> folded = stackalloc char[Piece + 4];
        Span<int> sums = stackalloc int[languages];
        Span<int> all = stackalloc int[languages];
        all.Clear();
        Span<int> winners = stackalloc int[Places.Length];
        int found = 0, letters = 0, words = 0;
        for (var p = 0; p < pieces; p++)
        {
            sums.Clear();
            var start = StartOf(p, pieces, text.Length);
            var piece = text.Slice(start, Math.Min(Piece, text.Length - start));
            var n = LanguageGrams.Fold(WholeWords(text, start, piece), script, folded);
            var spaces = folded[..n].Count(' ');
            letters += n - spaces;
            words += spaces - 1;
            var own = model.Add(folded[..n], sums);
            found += own;
            winners[p] = Winner(model, sums, own);
            for (var l = 0; l < languages; l++)
                all[l] += sums[l];
            if (p == 1 && pieces > 2 && winners[0] >= 0 && winners[0] == winners[1] && MarginOf(model, all, found) > Plenty)
                pieces = 2;
        }
        var (best, second) = Two(all);
        var disagreeing = 0;
        foreach (var winner in winners[..pieces])
            disagreeing += winner >= 0 && winner != best ? 1 : 0;
        var nats = new float[languages];
        for (var l = 0; l < languages; l++)
            nats[l] = model.Nats(all[l], found);
        return new LanguageVote(model, nats, best, second, letters, words, disagreeing, pieces);
    }

    /// <summary>Short texts are read whole, piece by piece; of long ones the places are read.</summary>
    private static int StartOf(int piece, int pieces, int length) =>
        pieces < Places.Length ? Math.Max(0, Math.Min(piece * Piece, length - Piece)) : (int)((length - Piece) * Places[piece]);

    /// <summary>Without the halves of words at a piece's ends.</summary>
    private static ReadOnlySpan<char> WholeWords(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> piece)
    {
        if (start + piece.Length < text.Length && piece.LastIndexOf(' ') is > Piece / 2 and var last)
            piece = piece[..last];
        return start > 0 && piece.IndexOf(' ') is >= 0 and < Piece / 4 and var first ? piece[first..] : piece;
    }

    private static int Winner(LanguageModel model, ReadOnlySpan<int> sums, int found)
    {
        var (best, second) = Two(sums);
        return model.Nats(sums[best] - sums[second], found) > ClearPiece ? best : -1;
    }

    private static float MarginOf(LanguageModel model, ReadOnlySpan<int> sums, int found)
    {
        var (best, second) = Two(sums);
        return model.Nats(sums[best] - sums[second], found);
    }

    private static (int Best, int Second) Two(ReadOnlySpan<int> sums)
    {
        int best = 0, second = -1;
        for (var l = 1; l < sums.Length; l++)
            if (sums[l] > sums[best])
                (second, best) = (best, l);
            else if (second < 0 || sums[l] > sums[second])
                second = l;
        return (best, second);
    }
}
