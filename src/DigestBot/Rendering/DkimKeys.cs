using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>The keys of <c>Mail:Dkim</c>, read from their files.</summary>
internal static class DkimKeys
{
    // A key of 4,096 bits takes 3.2 kB.
    private const int LongestFile = 64 * 1024;

    /// <summary>Reads every key.</summary>
    /// <param name="mail">Checked settings.</param>
    /// <param name="full">Makes a path of a setting absolute.</param>
    /// <exception cref="SettingsException">Files that are missing or hold no key that may sign, each with what to do.</exception>
    public static DkimSigner Load(MailOptions mail, Func<string, string> full)
    {
        var keys = new List<DkimKey>();
        var problems = new List<string>();
        foreach (var (index, item) in mail.Dkim.Index())
        {
            try
            {
                keys.Add(DkimKey.FromPem(item.DomainFor(mail)!, item.Selector, Read(full(item.KeyFile), item.Selector)));
            }
            catch (DkimKeyException e)
            {
                problems.Add($"Mail:Dkim:{index}:KeyFile = '{item.KeyFile}': it must be {e.Message}.");
            }
        }

        if (problems.Count == 0) return keys.Count == 0 ? DkimSigner.None : new DkimSigner(keys);
        keys.ForEach(key => key.Dispose());
        throw new SettingsException(problems);
    }

    /// <summary>Key files that more people can read than should; one line each.</summary>
    public static IEnumerable<string> Warnings(MailOptions mail, Func<string, string> full)
    {
        const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows()) yield break;
        foreach (var path in mail.Dkim.Select(item => full(item.KeyFile)).Where(File.Exists))
            if ((File.GetUnixFileMode(path) & Others) is not UnixFileMode.None)
                yield return $"others than its owner can get at the DKIM key {path}, and so sign as you; \"chmod 600 {path}\" closes it";
    }

    /// <summary>Makes a key file that its owner alone can read. One that exists is left alone.</summary>
    /// <returns>False when the file exists.</returns>
    public static bool Create(string path)
    {
        if (File.Exists(path)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Whole or not at all, as the service's own key.
        var partial = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(partial);
        using (var file = new FileStream(partial, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(DkimKey.NewPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path);
        return true;
    }

    private static string Read(string path, string selector)
    {
        try
        {
            using var file = new StreamReader(path);
            var text = new char[LongestFile];
            return new string(text, 0, file.ReadBlock(text));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DkimKeyException($"a PEM file that exists ({path} does not); \"digestbot doctor --dkim --new {selector}\" makes one, or take {selector} out of Mail:Dkim and your relay signs", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DkimKeyException($"a PEM file that the service can read ({e.Message.TrimEnd('.')})", e);
        }
    }
}
