using System.Collections.Frozen;

namespace DigestBot.Wire.Html;

/// <summary>What an element's name alone says about it.</summary>
[Flags]
internal enum Tag
{
    None = 0,
    /// <summary>Starts and ends a paragraph.</summary>
    Block = 1,
    /// <summary>Holds one paragraph: what it scores belongs to its parent.</summary>
    Paragraph = 2,
    /// <summary>May be the whole article.</summary>
    Container = 4,
    /// <summary>Never the writer's text.</summary>
    Furniture = 8,
    Heading = 16,
    List = 32,
    /// <summary>Judged by its links and words before it is kept inside an article.</summary>
    Judged = 64,
    /// <summary>Has no content.</summary>
    Void = 128,
}

/// <summary>The HTML elements that matter to reading; any other name is an inline element without a meaning.</summary>
internal static class TagTable
{
    private static readonly FrozenDictionary<string, Tag> Tags = new Dictionary<string, Tag>
    {
        ["html"] = Tag.Block | Tag.Container, ["body"] = Tag.Block | Tag.Container,
        ["div"] = Tag.Block | Tag.Container | Tag.Judged, ["section"] = Tag.Block | Tag.Container | Tag.Judged,
        ["article"] = Tag.Block | Tag.Container, ["main"] = Tag.Block | Tag.Container, ["center"] = Tag.Block | Tag.Container,
        ["header"] = Tag.Block | Tag.Judged, ["hgroup"] = Tag.Block | Tag.Judged, ["form"] = Tag.Block | Tag.Container | Tag.Judged,
        ["fieldset"] = Tag.Block | Tag.Judged, ["details"] = Tag.Block | Tag.Container, ["summary"] = Tag.Block,
        ["p"] = Tag.Block | Tag.Paragraph, ["pre"] = Tag.Block | Tag.Paragraph, ["blockquote"] = Tag.Block | Tag.Container,
        ["address"] = Tag.Block, ["figure"] = Tag.Block, ["figcaption"] = Tag.Block, ["hr"] = Tag.Block | Tag.Void,
        ["h1"] = Tag.Block | Tag.Heading, ["h2"] = Tag.Block | Tag.Heading, ["h3"] = Tag.Block | Tag.Heading,
        ["h4"] = Tag.Block | Tag.Heading, ["h5"] = Tag.Block | Tag.Heading, ["h6"] = Tag.Block | Tag.Heading,
        ["ul"] = Tag.Block | Tag.List | Tag.Judged, ["ol"] = Tag.Block | Tag.List | Tag.Judged, ["dl"] = Tag.Block | Tag.List | Tag.Judged,
        ["menu"] = Tag.Block | Tag.List | Tag.Judged, ["li"] = Tag.Block | Tag.Paragraph, ["dt"] = Tag.Block, ["dd"] = Tag.Block | Tag.Paragraph,
        ["table"] = Tag.Block | Tag.Judged, ["thead"] = Tag.Block, ["tbody"] = Tag.Block, ["tfoot"] = Tag.Block, ["tr"] = Tag.Block,
        ["td"] = Tag.Block | Tag.Container | Tag.Paragraph, ["th"] = Tag.Block, ["caption"] = Tag.Block,
        ["nav"] = Tag.Block | Tag.Furniture, ["footer"] = Tag.Block | Tag.Furniture, ["aside"] = Tag.Block | Tag.Furniture,
        ["dialog"] = Tag.Block | Tag.Furniture, ["button"] = Tag.Furniture, ["head"] = Tag.Furniture, ["label"] = Tag.Furniture,
        ["legend"] = Tag.Block | Tag.Furniture, ["datalist"] = Tag.Furniture, ["progress"] = Tag.Furniture, ["meter"] = Tag.Furniture,
        ["rp"] = Tag.Furniture, ["br"] = Tag.Void, ["meta"] = Tag.Void, ["link"] = Tag.Void, ["base"] = Tag.Void,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Tag Of(string name) => Tags.GetValueOrDefault(name);
}
