using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DigestBot.Cli;

/// <summary>Runs a stage on inputs one after another and prints a JSON line or a few lines of text for each, in input order.</summary>
internal static class StageOutput
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs it.</summary>
    /// <param name="inputs">What to run on.</param>
    /// <param name="json">Whether each line is a JSON object.</param>
    /// <param name="run">Gives what to print: as JSON, and as text. What it throws is that input's line, and the next input goes on.</param>
    /// <param name="stop">Ends early.</param>
    /// <returns>The exit code: 1 when any input failed.</returns>
    public static async Task<int> RunAsync(
        IEnumerable<Input> inputs, bool json, Func<Input, byte[], string?, Uri?, Task<(Action<Utf8JsonWriter> Json, Func<string> Text)>> run, CancellationToken stop)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
        var exit = 0;
        foreach (var input in inputs)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                var (bytes, type, address) = await input.ReadAsync(stop);
                var result = await run(input, bytes, type, address);
                await output.WriteLineAsync(json ? Json(result.Json) : result.Text());
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                exit = 1;
                var error = e.Message.ReplaceLineEndings(" ");
                if (json) await output.WriteLineAsync(Json(writer => { writer.WriteStartObject(); writer.WriteString("source", input.Source); writer.WriteString("error", error); writer.WriteEndObject(); }));
                else await Console.Error.WriteLineAsync($"{input.Source}: {error}");
            }
        }

        return exit;
    }

    /// <summary>The same for a stage that waits for nothing.</summary>
    public static Task<int> RunAsync(IEnumerable<Input> inputs, bool json, Func<Input, byte[], string?, Uri?, (Action<Utf8JsonWriter> Json, Func<string> Text)> run, CancellationToken stop) =>
        RunAsync(inputs, json, (input, bytes, type, address) => Task.FromResult(run(input, bytes, type, address)), stop);

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Relaxed)) write(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
