using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles;

/// <summary>Whose words a quotation is: said when the text says it for certain, and never guessed.</summary>
public sealed class SpeakersTests
{
    [Theory]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” said Jane Doe.", "Jane Doe")]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” said chief engineer Jane Doe, who was there.", "Jane Doe")]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” Mr. Doe said on Friday.", "Mr. Doe")]
    [InlineData("en", "Jane Doe, director of the River Trust, said: “Nobody repairs a bridge for the applause, and nobody ever will.”", "Jane Doe")]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” Jane de la Tour, 45, told The Daily Feed.", "Jane de la Tour")]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” according to J. R. Doe.", "J. R. Doe")]
    [InlineData("en", "Jane Doe, director of Example said: “Nobody repairs a bridge for the applause, and nobody ever will.”", "Jane Doe")]
    [InlineData("de", "„Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun“, sagte Anna Beispiel.", "Anna Beispiel")]
    [InlineData("fr", "« Personne ne répare un pont pour les applaudissements, et personne ne le fera jamais », explique Anne Exemple.", "Anne Exemple")]
    [InlineData("es", "“Nadie repara un puente por los aplausos, y nadie lo hará jamás”, ha explicado Ana Ejemplo.", "Ana Ejemplo")]
    [InlineData("ru", "«Никто не чинит мост ради аплодисментов, и никто никогда не будет», — сказала Анна Примерова.", "Анна Примерова")]
    [InlineData("pl", "„Nikt nie naprawia mostu dla oklasków i nikt nigdy nie będzie”, powiedziała Anna Przykład.", "Anna Przykład")]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” said the agency.", null)]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” a resident told Jane Doe.", null)]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” said one of them on Monday.", null)]
    [InlineData("en", "“Nobody repairs a bridge for the applause, and nobody ever will,” an Ohio Republican said.", null)]
    [InlineData("en", "John Roe said it, and Jane Doe said it: “Nobody repairs a bridge for the applause, and nobody ever will.”", null)]
    [InlineData("ja", "「誰も拍手のために橋を直すのではない」と田中さんは語った。", null)]
    public void The_name_stands_beside_the_verb(string language, string sentence, string? name)
    {
        Named(sentence, language).ShouldBe(name);
    }

    [Theory]
    [InlineData("Jane Doe said the bridge was old.", "“Nobody repairs a bridge for the applause, and nobody ever will,” she said.", "Jane Doe")]
    [InlineData("Jane Doe was happy about it.", "“Nobody repairs a bridge for the applause, and nobody ever will,” she said.", "Jane Doe")]
    [InlineData("Jane Doe met John Roe on the bridge.", "“Nobody repairs a bridge for the applause, and nobody ever will,” she said.", null)]
    [InlineData("Mr. Doe said the bridge was old.", "“Nobody repairs a bridge for the applause, and nobody ever will,” she said.", null)]
    [InlineData("The bridge was old.", "“Nobody repairs a bridge for the applause, and nobody ever will,” she said.", null)]
    [InlineData("“It is old,” Jane Doe told The Daily Feed.", "“Nobody repairs a bridge for the applause, and nobody ever will.”", "Jane Doe")]
    [InlineData("“Is it old?” Jane Doe asked John Roe.", "“Nobody repairs a bridge for the applause, and nobody ever will.”", null)]
    [InlineData("“It is old,” replied Jane Doe.", "“Nobody repairs a bridge for the applause, and nobody ever will.”", "Jane Doe")]
    [InlineData("“It is old,” said Jane Doe.", "“Nobody repairs a bridge for the applause, and nobody ever will.”", "Jane Doe")]
    public void She_is_who_was_named_in_the_sentence_before_when_that_is_certain(string before, string sentence, string? name)
    {
        Named(before + " " + sentence, "en").ShouldBe(name);
    }

    [Fact]
    public void Words_between_the_marks_have_the_speakers_name_beside_them_or_keep_their_marks()
    {
        const string pronoun = "Jane Doe said the bridge was old. “Nobody ever repairs a bridge for the applause, and nobody should.” Later she left.";
        const string unknown = "“Everybody always crosses a bridge and nobody ever looks at it, which is a shame.”";
        var article = News(pronoun, unknown);
        var quotes = Analysis.Analyse(article).Quotes.ToDictionary(q => q.Of(article.Text).ToString(), q => q.Speaker is { } speaker ? speaker.Of(article.Text).ToString() : null);
        quotes.ShouldContainKeyAndValue("Nobody ever repairs a bridge for the applause, and nobody should.", "Jane Doe");
        quotes.ShouldContainKeyAndValue(unknown, null);
    }

    [Fact]
    public void An_answer_of_an_interview_has_its_label_as_speaker_and_no_question_is_quoted()
    {
        var text = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            text.Add($"Reporter: Why does anybody always build boats of number {i} here, where nobody ever sees the water?");
            text.Add($"Ada Luthier: A boat is nothing but patience that floats, and everyone who builds number {i} knows it. The wood was cut in spring by the valley people.");
        }
        var article = new ArticleText("An interview with a builder", string.Join("\n\n", text), [], "en", "https://example.org/interview", ["Interview"]);
        var quotes = KeyQuotes.Choose(Reading.Of(article), "Interview", []);
        quotes.ShouldNotBeEmpty();
        var told = quotes.Select(q => $"{(q.Speaker is { } speaker ? speaker.Of(article.Text).ToString() : "nobody")}: {q.Of(article.Text)}").ToList();
        told.ShouldAllBe(q => !q.EndsWith('?'));
        told.ShouldContain(q => q.StartsWith("Ada Luthier: A boat is nothing but patience that floats", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentences_beginning_before_a_colon_is_nobodys_label()
    {
        var text = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            text.Add($"Reporter: Why does anybody always build boats of number {i} here, where nobody ever sees the water?");
            text.Add($"The answer is simple: A boat is nothing but patience that floats, and everyone who builds number {i} knows it.");
            text.Add($"Warning {i}: Nobody ever builds a boat alone, and everybody who says so has always had help.");
        }
        var article = new ArticleText("An interview with a builder", string.Join("\n\n", text), [], "en", "https://example.org/interview", ["Interview"]);
        KeyQuotes.Choose(Reading.Of(article), "Interview", []).ShouldAllBe(q => q.Speaker == null);
    }

    [Fact]
    public void A_quoted_block_is_quoted_with_the_name_of_its_lead_in_and_not_without_one()
    {
        const string block = "A bridge is never a thing but always a promise, and nobody keeps a promise alone.";
        Quoted("As Jane Doe wrote:").ShouldBe("Jane Doe");
        Quoted("The old report has it like this.").ShouldBe("not quoted");

        string? Quoted(string leadIn)
        {
            var account = Enumerable.Range(1, 20).Select(day => $"On {day} March 2011 Mr Sample carried {day + 3} parcels (weight {day * 7} kg) from Example Street to the Invented Railway.").ToList();
            account.Insert(12, leadIn);
            account.Insert(13, block);
            var blocks = new List<Block>();
            var text = "";
            foreach (var paragraph in account)
            {
                blocks.Add(new Block(paragraph == block ? "blockquote" : "p", text.Length, paragraph.Length));
                text += paragraph + "\n\n";
            }
            var quotes = Analysis.Analyse(new ArticleText("Parcels", text, blocks, "en", null, [])).Quotes.Where(q => q.Of(text).SequenceEqual(block)).ToList();
            return quotes.Count == 0 ? "not quoted" : quotes[0].Speaker is { } speaker ? speaker.Of(text).ToString() : null;
        }
    }

    private static string? Named(string text, string language)
    {
        var reading = Reading.Of(new ArticleText(null, text, [], language, null, []));
        var sentence = reading.Sentences[^1];
        var said = Speakers.Of(reading, sentence, Speech.Longest(sentence.Range.Of(text)));
        return said.Name is { } name ? name.Of(text).ToString() : null;
    }

    /// <summary>A report with speech in plenty, so that speech is quoted, and the given paragraphs in its middle.</summary>
    private static ArticleText News(params string[] paragraphs)
    {
        var account = Enumerable.Range(1, 14).Select(day => $"On {day} March 2011 the town counted {day + 30} lorries, {day + 3} buses and {day * 70} people at the Invented Bridge, Mr Sample said.").ToList();
        account.InsertRange(7, paragraphs);
        account.Add("“The count of 2011 goes to Example Street on 3 April at 9:30,” Mr Sample said.");
        return new ArticleText("The bridge", string.Join("\n\n", account), [], "en", "https://example.org/a", []);
    }
}
