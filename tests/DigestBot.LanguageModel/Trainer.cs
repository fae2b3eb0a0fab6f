namespace DigestBot.LanguageModel;

/// <summary>Learns one group: first with all features, then once more with those that mattered most.</summary>
internal sealed class Trainer(Group group)
{
    // Found by trying on other folds than the one that is shipped; none of them matters by more than .1 %.
    private const int Epochs = 5;
    private const float Decay = .0001f;
    private const int FewestSamples = 3;

    public Features Features { get; } = new(group.Script);

    public Regression Model { get; private set; } = new(0, 1);

    public void Learn(List<Sample> samples)
    {
        var rows = samples.Select(s => Features.Of(s.Text, add: true)).ToList();
        var counts = new int[Features.Hashes.Count];
        foreach (var row in rows)
            foreach (var feature in row.Distinct())
                counts[feature]++;
        Keep(rows, [.. Enumerable.Range(0, counts.Length).Where(f => counts[f] >= FewestSamples)], out var kept);
        var expected = samples.Select(s => s.Language).ToArray();
        var model = Trained(kept, expected);
        if (Features.Hashes.Count > group.Features)
        {
            Keep(samples.Select(s => Features.Of(s.Text, add: false)).ToList(), MostTelling(model, kept), out kept);
            model = Trained(kept, expected);
        }
        Model = model;
    }

    private Regression Trained(List<int[]> rows, int[] expected)
    {
        var model = new Regression(Features.Hashes.Count, group.Languages.Length);
        model.Train(rows, expected, Epochs, Decay);
        return model;
    }

    /// <summary>The features that move scores most, each with all its beginnings: a reader stops at the first sequence that is not in the model.</summary>
    private List<int> MostTelling(Regression model, List<int[]> rows)
    {
        var counts = new int[Features.Hashes.Count];
        foreach (var row in rows)
            foreach (var feature in row)
                counts[feature]++;
        var order = Enumerable.Range(0, counts.Length).OrderByDescending(f => Spread(model.Weights(f)) * MathF.Sqrt(counts[f])).ToList();
        var chosen = new HashSet<int>();
        foreach (var feature in order)
        {
            if (chosen.Count + 4 > group.Features)
                break;
            for (var f = feature; f >= 0 && chosen.Add(f);)
                f = Features.Prefixes[f] == 0 ? -1 : Features.NumberOf(Features.Prefixes[f]);
        }
        return [.. chosen.Order()];
    }

    private static float Spread(ReadOnlySpan<float> weights)
    {
        float sum = 0, squares = 0;
        foreach (var w in weights)
            (sum, squares) = (sum + w, squares + w * w);
        return MathF.Sqrt(MathF.Max(0, squares / weights.Length - sum / weights.Length * (sum / weights.Length)));
    }

    private void Keep(List<List<int>> rows, List<int> kept, out List<int[]> renumbered)
    {
        var numbers = new int[Features.Hashes.Count];
        Array.Fill(numbers, -1);
        for (var i = 0; i < kept.Count; i++)
            numbers[kept[i]] = i;
        Features.Keep(kept);
        renumbered = [.. rows.Select(row => row.Select(f => numbers[f]).Where(f => f >= 0).ToArray())];
    }
}
