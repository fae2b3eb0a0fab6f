namespace DigestBot.Store;

internal static partial class Migrations
{
    // Summaries by a model of the operator's, labelled with its name; why a page gave no text; what the slop filter says of an article (JSON, see SlopMark), which may be held back by it.
    private const string Summaries =
        """
        ALTER TABLE articles ADD COLUMN summary_text TEXT NOT NULL DEFAULT '';
        ALTER TABLE articles ADD COLUMN summary_model TEXT NOT NULL DEFAULT '';
        ALTER TABLE articles ADD COLUMN slop TEXT NOT NULL DEFAULT '';
        ALTER TABLE articles ADD COLUMN problem TEXT NOT NULL DEFAULT '';
        CREATE INDEX articles_problem ON articles (id) WHERE problem <> '';
        CREATE INDEX articles_slop ON articles (id) WHERE slop <> '';
        CREATE INDEX articles_released ON articles (id) WHERE state = 'released';
        """;
}
