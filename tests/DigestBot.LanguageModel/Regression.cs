using System.Numerics;
using System.Runtime.InteropServices;

namespace DigestBot.LanguageModel;

/// <summary>
/// Multinomial logistic regression, trained by AdaGrad (Duchi, Hazan, Singer 2011) in one fixed order.
/// A feature's value is its count divided by the square root of the number of all features, so that what a text says grows with the root of its length.
/// </summary>
internal sealed class Regression
{
    private const float Rate = .3f;
    private readonly int languages;
    private readonly int lanes;
    private readonly float[] weights;
    private readonly float[] squares;

    public Regression(int features, int languages)
    {
        this.languages = languages;
        lanes = (languages + 15) / 16 * 16;
        weights = new float[features * lanes];
        squares = new float[features * lanes];
    }

    public ReadOnlySpan<float> Weights(int feature) => weights.AsSpan(feature * lanes, languages);

    public void Train(IReadOnlyList<int[]> rows, IReadOnlyList<int> expected, int epochs, float decay)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var random = 88172645463325252UL;
        var scores = new float[lanes];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                var j = (int)(random % (ulong)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            foreach (var r in order)
                if (rows[r].Length > 0)
                    Step(rows[r], expected[r], scores, decay);
        }
    }

    public float[] Scores(int[] row)
    {
        var scores = new float[lanes];
        Score(row, scores);
        return scores[..languages];
    }

    private void Score(int[] row, float[] scores)
    {
        Array.Clear(scores);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan());
        foreach (var feature in row)
        {
            var own = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(feature * lanes, lanes));
            for (var v = 0; v < sums.Length; v++)
                sums[v] += own[v];
        }
        var x = Scale(row);
        for (var v = 0; v < sums.Length; v++)
            sums[v] *= x;
    }

    private void Step(int[] row, int expected, float[] scores, float decay)
    {
        Score(row, scores);
        var max = scores.AsSpan(0, languages).ToArray().Max();
        var sum = 0f;
        for (var l = 0; l < languages; l++)
            sum += scores[l] = MathF.Exp(scores[l] - max);
        var x = Scale(row);
        for (var l = 0; l < languages; l++)
            scores[l] = (scores[l] / sum - (l == expected ? 1 : 0)) * x;
        scores.AsSpan(languages).Clear();
        var gradients = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan());
        var smallest = new Vector<float>(1e-6f);
        foreach (var feature in row)
        {
            var w = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(feature * lanes, lanes));
            var s = MemoryMarshal.Cast<float, Vector<float>>(squares.AsSpan(feature * lanes, lanes));
            for (var v = 0; v < w.Length; v++)
            {
                var gradient = gradients[v] + w[v] * decay;
                s[v] += gradient * gradient;
                w[v] -= gradient * Rate / Vector.SquareRoot(s[v] + smallest);
            }
        }
    }

    private static float Scale(int[] row) => 1 / MathF.Sqrt(row.Length + 1);
}
