using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>Person constructs of Atom (RFC 4287 3.2).</summary>
internal static class AtomPerson
{
    /// <summary>The names of the authors that the element itself gives; null when none has a name.</summary>
    public static string? Names(Element element)
    {
        IEnumerable<Element> authors = element.Children.Where(e => e.Local == "author" && e.Space is Space.Atom or Space.None);
        return People.Names(authors.Select(Name));
    }

    private static string? Name(Element author)
    {
        foreach (var child in author.Children)
            if (child.Local == "name")
                return child.TrimmedText;
        return author.HasElements ? null : author.TrimmedText;
    }
}
