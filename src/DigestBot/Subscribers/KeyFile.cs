using System.Security.Cryptography;

namespace DigestBot.Subscribers;

/// <summary>The service's secret: 32 random bytes, made once, readable by its owner only. Every signature comes from it.</summary>
public sealed class KeyFile
{
    private readonly byte[] _key;

    private KeyFile(byte[] key) => _key = key;

    /// <summary>A key given as bytes, for tests and the demo.</summary>
    /// <exception cref="ArgumentException">Fewer than 32 bytes.</exception>
    public static KeyFile Of(ReadOnlySpan<byte> key) =>
        key.Length >= 32 ? new KeyFile(key.ToArray()) : throw new ArgumentException("A key has at least 32 bytes.", nameof(key));

    /// <summary>Reads the key, or makes one when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is too short to be a key.</exception>
    public static KeyFile LoadOrCreate(string path)
    {
        if (!File.Exists(path)) Create(path);
        var bytes = File.ReadAllBytes(path);
        return bytes.Length >= 32
            ? new KeyFile(bytes)
            : throw new InvalidDataException($"The key file {path} has {bytes.Length} bytes; a key has at least 32. Restore it from a backup: links and reply addresses in mails already sent are signed with it.");
    }

    private static void Create(string path)
    {
        using var gate = Alone(path + ".lock");
        if (File.Exists(path)) return; // another program made it in this moment: its key is the key
        // Whole or not at all: a key cut short by a crash would refuse every later start.
        var partial = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(partial, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path);
    }

    // Moving a file without overwriting looks first and moves then: two programs that start at once need a lock (the system drops it when its holder dies).
    private static FileStream Alone(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (tries < 500 && e is not DirectoryNotFoundException)
            {
                Thread.Sleep(10);
            }
        }
    }

    /// <summary>HMAC-SHA-256 of <paramref name="data"/> into <paramref name="mac"/> (32 bytes).</summary>
    public void Sign(ReadOnlySpan<byte> data, Span<byte> mac) => HMACSHA256.HashData(_key, data, mac);

    /// <summary>A keyed hash of an address: finds it again without keeping it.</summary>
    /// <param name="emailKey">The normalised address.</param>
    /// <returns>Hexadecimal.</returns>
    public string AddressKey(string emailKey)
    {
        Span<byte> mac = stackalloc byte[32];
        Sign(System.Text.Encoding.UTF8.GetBytes("address\0" + emailKey), mac);
        return Convert.ToHexStringLower(mac[..16]);
    }
}
