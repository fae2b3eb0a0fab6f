using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using DigestBot.Wire.Smtp;
using DigestBot.Wire.Text;

namespace DigestBot.Mail;

/// <summary>The operator's program that prints an access token. It is started as it is, without a shell, and gets half a minute.</summary>
internal static class TokenProgram
{
    private const int MaxOutput = 16 * 1024;

    /// <summary>How long it may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs it and returns the first line of what it prints.</summary>
    /// <exception cref="AccessTokenException">It gave no token; says why, in its own words where it has some.</exception>
    public static async Task<string> RunAsync(string command, CancellationToken cancellation, TimeSpan? patience = null)
    {
        var words = Words(command) ?? throw new AccessTokenException("the token command (Smtp:TokenCommand) has a quotation mark that is not closed.");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new AccessTokenException($"the token command {words[0]} (Smtp:TokenCommand) cannot be started: {e.Message}. Give its full path; a shell's words need \"/bin/sh -c '…'\".", e);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience ?? Patience);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
            var errors = ReadAsync(process.StandardError.BaseStream, limit.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(limit.Token));
            var said = Shown(await errors);
            if (process.ExitCode != 0) throw new AccessTokenException($"the token command {words[0]} (Smtp:TokenCommand) ended with {process.ExitCode}{said}. Run it by hand as the service's user.");
            return FirstLine(await output) is { Length: > 0 } token
                ? token
                : throw new AccessTokenException($"the token command {words[0]} (Smtp:TokenCommand) printed no token in its first line{said}. Run it by hand as the service's user.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AccessTokenException(
                $"the token command {words[0]} (Smtp:TokenCommand) did not end within {(patience ?? Patience).TotalSeconds:0.#} s, or left its output open. It must not wait for anybody: run it by hand without a terminal.");
        }
        finally
        {
            if (!process.HasExited) ProgramEnd.Force(process);
        }
    }

    /// <summary>Words between blanks; "…" and '…' hold words together, and nothing else means anything: no variables, no wildcards, no escapes. Null: a mark is not closed.</summary>
    public static string[]? Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, begun) = ('\0', false);
        foreach (var c in command)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'') (quote, begun) = (quote == '\0' ? c : '\0', true);
            else if (quote == '\0' && char.IsWhiteSpace(c)) End();
            else (begun, _) = (true, word.Append(c));
        }

        End();
        return quote == '\0' && words.Count > 0 && words[0].Length > 0 ? [.. words] : null;

        void End()
        {
            if (begun) words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }

    /// <summary>The first line without the blanks around it.</summary>
    public static string FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim();
    }

    // To its end, so that the program is not held up; what is too much is not kept.
    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var kept = new byte[MaxOutput];
        var rest = new byte[1024];
        var length = await stream.ReadAtLeastAsync(kept, MaxOutput, throwOnEndOfStream: false, cancellation);
        while (length == MaxOutput && await stream.ReadAsync(rest, cancellation) > 0) { }
        return kept[..length];
    }

    private static string Shown(byte[] errors) =>
        Encoding.UTF8.GetString(errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() is { } last
            ? $" and said \"{DisplayText.Clip(DisplayText.Line(last), 300)}\""
            : "";
}
