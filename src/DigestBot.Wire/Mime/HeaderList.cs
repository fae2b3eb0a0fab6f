using System.Collections;

namespace DigestBot.Wire.Mime;

/// <summary>The header fields of a message or part, in the order of arrival. Names are compared without regard to case.</summary>
public sealed class HeaderList(IReadOnlyList<HeaderField> fields) : IReadOnlyList<HeaderField>
{
    /// <summary>No fields.</summary>
    public static HeaderList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => fields.Count;

    /// <inheritdoc/>
    public HeaderField this[int index] => fields[index];

    /// <summary>The decoded value of the first field of a name, or null.</summary>
    public string? this[string name] => First(name)?.Value;

    /// <summary>The first field of a name, or null.</summary>
    public HeaderField? First(string name)
    {
        for (var i = 0; i < fields.Count; i++)
            if (fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return fields[i];
        return null;
    }

    /// <summary>All fields of a name.</summary>
    public IEnumerable<HeaderField> All(string name) => fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerator<HeaderField> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
