namespace DigestBot.LanguageModel;

/// <summary>How often a trained group names the language of held-out sentences and of their first 40 characters, before weights are rounded.</summary>
internal static class HeldOutCheck
{
    private const int Short = 40;

    /// <summary>One line for each language and one for all, for people to read.</summary>
    public static IEnumerable<string> Lines(Group group, Trainer trainer, string lines, int fold)
    {
        double wholes = 0, shorts = 0, all = 0;
        for (var l = 0; l < group.Languages.Length; l++)
        {
            var sentences = Samples.Lines(lines, group.Languages[l]).Where((_, i) => i % Samples.HeldOut == fold).ToList();
            if (sentences.Count == 0)
                continue;
            double whole = sentences.Count(s => Best(trainer, s) == l), beginning = sentences.Count(s => Best(trainer, s[..Math.Min(Short, s.Length)]) == l);
            yield return $"{group.Script} {group.Languages[l]}: {100 * whole / sentences.Count:f1} %, beginnings {100 * beginning / sentences.Count:f1} %";
            (wholes, shorts, all) = (wholes + whole, shorts + beginning, all + sentences.Count);
        }
        yield return $"{group.Script}: {100 * wholes / all:f2} %, beginnings {100 * shorts / all:f2} %, {trainer.Features.Hashes.Count} features";
    }

    private static int Best(Trainer trainer, string text)
    {
        var scores = trainer.Model.Scores([.. trainer.Features.Of(text, add: false)]);
        return Array.IndexOf(scores, scores.Max());
    }
}
