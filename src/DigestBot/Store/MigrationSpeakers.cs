namespace DigestBot.Store;

internal static partial class Migrations
{
    // Who says a quotation, as a range of the same text; both null where the writer does, or the quotation says it.
    private const string Speakers =
        """
        ALTER TABLE quotes ADD COLUMN speaker_start INTEGER;
        ALTER TABLE quotes ADD COLUMN speaker_length INTEGER;
        """;
}
