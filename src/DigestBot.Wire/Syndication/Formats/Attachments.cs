using System.Globalization;
using DigestBot.Wire.Html;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>
/// The media of an entry, each address once: what the format itself attaches first, then Media RSS content, then thumbnails.
/// </summary>
internal sealed class Attachments
{
    private const int Limit = 50;
    private readonly List<Enclosure> _attached = [];
    private readonly List<Enclosure> _media = [];
    private readonly List<Enclosure> _thumbnails = [];

    public IReadOnlyList<Enclosure> All
    {
        get
        {
            if (_attached.Count + _media.Count + _thumbnails.Count == 0)
                return [];
            return [.. _attached.Concat(_media).Concat(_thumbnails).DistinctBy(e => e.Url).Take(Limit)];
        }
    }

    public void Attach(string? address, Uri? basis, string? type, string? length) => Add(_attached, address, basis, type, length);

    /// <summary>Takes <c>media:content</c> and <c>media:thumbnail</c>, also inside of <c>media:group</c> (Media RSS 1.5).</summary>
    public void AddMedia(Element element, Uri? basis)
    {
        switch (element.Local)
        {
            case "content":
                Add(_media, element.Attribute("url"), basis, element.Attribute("type") ?? TypeOf(element.Attribute("medium")), element.Attribute("filesize"), element);
                goto case "group";
            case "thumbnail":
                Add(_thumbnails, element.Attribute("url"), basis, element.Attribute("type") ?? "image/*", null, element);
                break;
            case "group":
                if (element.Parent is { Space: Space.Media, Local: not "group" })
                    break;
                foreach (var child in element.Children)
                    if (child.Space == Space.Media && child.Local is "content" or "thumbnail")
                        AddMedia(child, basis);
                break;
        }
    }

    private static void Add(List<Enclosure> to, string? address, Uri? basis, string? type, string? length, Element? sized = null)
    {
        if (to.Count >= Limit || Addresses.Resolve(address, basis) is not { } url)
            return;
        long? bytes = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        to.Add(new Enclosure(url, type, bytes) { Width = LeadImage.Pixels(sized?.Attribute("width")), Height = LeadImage.Pixels(sized?.Attribute("height")) });
    }

    private static string? TypeOf(string? medium) => medium is "image" or "audio" or "video" ? medium + "/*" : null;
}
