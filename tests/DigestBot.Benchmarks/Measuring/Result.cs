using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>One figure.</summary>
/// <param name="Benchmark">Its name.</param>
/// <param name="Value">Median of the repetitions.</param>
/// <param name="Unit">Of the value.</param>
internal sealed record Result(string Benchmark, double Value, string Unit)
{
    /// <summary>What it is compared with, or null.</summary>
    public string? Peer { get; init; }

    /// <summary>The peer's median, in the same unit.</summary>
    public double? PeerValue { get; init; }

    /// <summary>Peak resident memory of the process that was measured; null for this one.</summary>
    public double? PeakMb { get; init; }

    /// <summary>What else is worth knowing.</summary>
    public IReadOnlyDictionary<string, object> Detail { get; init; } = new Dictionary<string, object>();

    /// <summary>Value by peer's value.</summary>
    public double? Ratio => PeerValue is > 0 and var peer ? Value / peer : null;

    /// <summary>Prints it as one line.</summary>
    public void Print(bool json) => Console.WriteLine(json ? Json() : Line());

    private string Json()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("benchmark", Benchmark);
            writer.WriteNumber("value", Round(Value));
            writer.WriteString("unit", Unit);
            writer.WriteString("peer", Peer);
            Number(writer, "peer_value", PeerValue);
            Number(writer, "ratio", Ratio);
            Number(writer, "peak_mb", PeakMb ?? ProcessMemory.OwnPeakMb());
            writer.WritePropertyName("detail");
            JsonSerializer.Serialize(writer, Detail);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private string Line()
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Benchmark,-16} {Text(Value),12} {Unit}");
        if (Peer is not null) line.Append(CultureInfo.InvariantCulture, $"; {Peer} {Text(PeerValue ?? 0)}, ratio {Ratio:0.00}");
        line.Append(CultureInfo.InvariantCulture, $"; peak {PeakMb ?? ProcessMemory.OwnPeakMb():0} MB");
        return Detail.Count == 0 ? line.ToString() : line.Append("\n    ").AppendJoin(", ", Detail.Select(d => $"{d.Key} {Text(d.Value)}")).ToString();
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, Round(number));
        else writer.WriteNull(name);
    }

    private static string Text(object value) => value switch
    {
        double number => number.ToString(Math.Abs(number) >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture),
        IEnumerable<double> numbers => string.Join(" ", numbers.Select(n => Text(n))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static double Round(double value) => Math.Round(value, Math.Abs(value) >= 100 ? 0 : 3);
}
