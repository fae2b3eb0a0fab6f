namespace DigestBot.LanguageModel;

/// <summary>Writes trained groups as <see cref="Wire.Text.LanguageModel"/> reads them.</summary>
internal static class ModelFile
{
    public static byte[] Bytes(IReadOnlyList<(Group Group, Trainer Trainer)> groups)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Wire.Text.LanguageModel.Version);
        writer.Write((byte)groups.Count);
        foreach (var (group, trainer) in groups)
            Write(writer, group, trainer);
        writer.Flush();
        return bytes.ToArray();
    }

    private static void Write(BinaryWriter writer, Group group, Trainer trainer)
    {
        writer.Write((byte)group.Script);
        writer.Write((byte)group.Languages.Length);
        foreach (var language in group.Languages)
            writer.Write(language); // a length byte and ASCII
        var rows = Enumerable.Range(0, trainer.Features.Hashes.Count).Select(f => (Hash: trainer.Features.Hashes[f], Weights: Centred(trainer.Model.Weights(f)))).OrderBy(row => row.Hash).ToList();
        if (rows.Any(row => row.Hash == 0))
            throw new InvalidOperationException("A sequence has the hash 0, which marks free places.");
        var unit = rows.Max(row => row.Weights.Max(Math.Abs)) / 127;
        writer.Write(unit);
        writer.Write(rows.Count);
        foreach (var (hash, weights) in rows)
        {
            writer.Write(hash);
            var units = weights.Select(w => Units(w / unit)).ToArray();
            for (var first = 0; first < units.Length; first += 8)
            {
                var mask = 0;
                for (var l = first; l < Math.Min(units.Length, first + 8); l++)
                    mask |= units[l] != 0 ? 1 << (l - first) : 0;
                writer.Write((byte)mask);
            }
            foreach (var weight in units.Where(u => u != 0))
                writer.Write(weight);
        }
    }

    /// <summary>A weight of one unit is noise, and costs a byte.</summary>
    private static sbyte Units(float weight) => MathF.Abs(weight) < 1.5f ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(weight), -127, 127);

    /// <summary>What is added to all languages decides nothing: the median becomes 0, which need not be stored.</summary>
    private static float[] Centred(ReadOnlySpan<float> weights)
    {
        var sorted = weights.ToArray();
        Array.Sort(sorted);
        var median = sorted[sorted.Length / 2];
        return [.. weights.ToArray().Select(w => w - median)];
    }
}
