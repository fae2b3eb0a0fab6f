using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>Where the relay's OAuth 2.0 access token comes from: a file that somebody else keeps fresh, or a program. One for all connections.</summary>
public sealed class AccessTokens(SmtpSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>A program's token is used again for so long, unless the relay refuses it before.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private const int MaxFile = 16 * 1024;

    private readonly SemaphoreSlim _one = new(1);
    private string? _token;
    private DateTimeOffset _until;

    /// <summary>A token. The file is read for every connection; the program runs when the last token is too old or was refused, for one connection at a time.</summary>
    /// <param name="refused">A token that the relay has just refused, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AccessTokenException">There is none; says why.</exception>
    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellation)
    {
        if (settings.TokenFile.Length > 0) return await FromFileAsync(cancellation);
        await _one.WaitAsync(cancellation);
        try
        {
            // A clock that was put back must not keep a token for ever.
            var now = clock.GetUtcNow();
            if (_token is not null && _token != refused && now < _until && _until - now <= Kept) return _token;
            _token = null;
            var token = await TokenProgram.RunAsync(settings.TokenCommand, cancellation);
            (_token, _until) = (token, now + Kept);
            return token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private async Task<string> FromFileAsync(CancellationToken cancellation)
    {
        var file = settings.TokenFile;
        try
        {
            await using var stream = File.OpenRead(file);
            var buffer = new byte[MaxFile];
            var length = await stream.ReadAtLeastAsync(buffer, MaxFile, throwOnEndOfStream: false, cancellation);
            return TokenProgram.FirstLine(buffer.AsSpan(0, length)) is { Length: > 0 } token
                ? token
                : throw new AccessTokenException($"the token file {file} (Smtp:TokenFile) has no token in its first line. Whoever refreshes it must write it there, in one move.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AccessTokenException($"the token file {file} (Smtp:TokenFile) cannot be read: {e.Message}", e);
        }
    }
}
