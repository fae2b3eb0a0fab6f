namespace DigestBot.Wire.Mime;

/// <summary>One address as a header names it: <c>Name &lt;local@domain&gt;</c> (RFC 5322 3.4).</summary>
/// <param name="Name">The display name, decoded; null when there is none.</param>
/// <param name="Address">The addr-spec, as given; when read from a stranger's mail it need not be valid, and is empty when only a name was given.</param>
public sealed record Mailbox(string? Name, string Address)
{
    /// <summary>The name and address for people and logs; not for headers, which need <see cref="MessageWriter"/>.</summary>
    public override string ToString() => Name is null ? Address : $"{Name} <{Address}>";
}
