using System.Text;

namespace DigestBot.Cli;

/// <summary>
/// Lines of separated fields, as RFC 4180 has them: a field that holds the separator or a quotation mark stands in quotation marks, and those within are
/// doubled. A field is of one line.
/// </summary>
internal static class SeparatedFields
{
    /// <summary>Separates the fields of what is written.</summary>
    public const char Written = ';';

    private const char Quote = '"';

    /// <summary>Writes a line, without its end.</summary>
    public static string Write(IEnumerable<string> fields) => string.Join(Written, fields.Select(field =>
        field.AsSpan().IndexOfAny(Written, Quote) >= 0 || field.AsSpan().Trim().Length != field.Length ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field));

    /// <summary>Reads a line. Its fields are separated by semicolons when there is one outside quotation marks, else by tabs, else by commas.</summary>
    /// <exception cref="UserException">A quotation mark is not closed.</exception>
    public static string[] Read(string line)
    {
        var separator = Separator(line);
        var (fields, field, quoted, inside) = (new List<string>(), new StringBuilder(), false, false);
        for (var at = 0; at < line.Length; at++)
        {
            var c = line[at];
            if (c == Quote && inside && at + 1 < line.Length && line[at + 1] == Quote)
                field.Append(line[at++]);
            else if (c == Quote && inside)
                inside = false;
            else if (c == Quote && !quoted && IsBlank(field))
                (quoted, inside, field) = (true, true, field.Clear());
            else if (c == separator && !inside)
                End();
            else if (inside || !quoted || !char.IsWhiteSpace(c))
                field.Append(c);
        }

        if (inside) throw new UserException("A quotation mark is not closed. Within a field in quotation marks, write \"\" for one.");
        End();
        return [.. fields];

        void End()
        {
            fields.Add(quoted ? field.ToString() : field.ToString().Trim());
            (quoted, field) = (false, field.Clear());
        }
    }

    /// <summary>Joins names to one field, as "a|b"; a | within a name becomes \|.</summary>
    public static string Joined(IEnumerable<string> names) => string.Join('|', names.Select(name => name.Replace("|", "\\|", StringComparison.Ordinal)));

    /// <summary>The names of such a field, without blanks around them; empty ones are left out.</summary>
    public static IReadOnlyList<string> Names(string field)
    {
        var (names, from) = (new List<string>(), 0);
        for (var at = 0; at <= field.Length; at++)
        {
            if (at < field.Length && (field[at] != '|' || (at > 0 && field[at - 1] == '\\'))) continue;
            names.Add(field[from..at].Replace("\\|", "|", StringComparison.Ordinal).Trim());
            from = at + 1;
        }

        return [.. names.Where(name => name.Length > 0)];
    }

    private static char Separator(string line)
    {
        var (inside, tab) = (false, false);
        foreach (var c in line)
        {
            inside ^= c == Quote;
            if (c == ';' && !inside) return ';';
            tab |= c == '\t' && !inside;
        }

        return tab ? '\t' : ',';
    }

    private static bool IsBlank(StringBuilder field)
    {
        for (var at = 0; at < field.Length; at++)
            if (!char.IsWhiteSpace(field[at])) return false;
        return true;
    }
}
