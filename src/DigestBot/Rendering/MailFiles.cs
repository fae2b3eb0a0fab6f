using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>A mail as three files: as it goes over the wire, and each part as it can be opened.</summary>
internal static class MailFiles
{
    /// <summary>Writes NAME.eml, NAME.html and NAME.txt.</summary>
    public static async Task WriteAsync(string folder, string name, ReadOnlyMemory<byte> message)
    {
        Directory.CreateDirectory(folder);
        var read = MessageReader.Read(message);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".eml"), message.ToArray());
        if (read.HtmlBody is { } html) await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), html);
        if (read.TextBody is { } text) await File.WriteAllTextAsync(Path.Combine(folder, name + ".txt"), FlowedText.Wrap(text));
    }
}
