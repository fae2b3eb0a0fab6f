using DigestBot.Articles;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles.Models;

/// <summary>A model that lies: in its summary, or in its quotes. The card keeps what the article itself says.</summary>
public class LyingModelTests
{
    private const string First = "Northshore opens its new ferry pier on 4 May, after the storm of 2021 closed the old one. ";
    private const string Second = "Engineer Marta Lindqvist had piles of oak driven into the mud because steel would have rusted.";

    private static readonly Dictionary<string, string> Summaries = new()
    {
        ["a name that the article does not have"] = First + "Engineer Peter Jackson had piles of oak driven into the mud because steel would have rusted.",
        ["a first name exchanged"] = First + "Engineer Anna Lindqvist had piles of oak driven into the mud because steel would have rusted.",
        ["a name that is nearly right"] = First + "Engineer Marta Lindquist had piles of oak driven into the mud because steel would have rusted.",
        ["a name at the beginning of a sentence"] = "Greenpeace opens its new ferry pier on 4 May, after the storm of 2021 closed the old one. " + Second,
        ["a name gathered from two"] = "Northshore opens its ferry pier after three years of work, and the Varga Rotterdam estate gave the timber of oak for its piles, which steel would have rusted.",
        ["an acronym"] = First + "NATO had piles of oak driven into the mud because steel would have rusted within a decade.",
        ["a name in letters that only look Latin"] = First + "Engineer M\u0430rta Lindqvist had piles of oak driven into the mud because steel would have rusted.",
        ["a name in another script"] = First + "Engineer Марта Lindqvist had piles of oak driven into the mud because steel would have rusted.",
        ["a brand with a digit"] = First + "The piles of oak were driven into the mud by the machine XR500 because steel would have rusted.",
        ["a year"] = "Northshore opens its new ferry pier on 4 May, after the storm of 2019 closed the old one. " + Second,
        ["a day"] = "Northshore opens its new ferry pier on 14 May, after the storm of 2021 closed the old one. " + Second,
        ["ten times as many"] = First + "The harbour master expects 12,000 passengers a day during the summer, half of them commuters.",
        ["another percentage"] = First + "The tests took eleven months and cost 3.5 million crowns, about 21% of the whole budget.",
        ["a number that becomes a percentage"] = First + "The tests took eleven months, and the harbour master expects 20% of passengers during the summer.",
        ["billions for millions"] = First + "The tests took eleven months and cost 3.5 billion crowns, a part of the whole budget.",
        ["another number in words"] = First + "Marta Lindqvist had sixty piles of oak driven into the mud because steel would have rusted.",
        ["a number of something else"] = First + "The petrol station on the bay road and the parish council have 1,200 owners who fear for trade.",
        ["digits of another script"] = First + "The harbour master expects ٩٩٩ passengers a day during the summer, half of them commuters.",
        ["something else altogether"] = "The central bank raised interest rates again, as inflation keeps troubling households and markets across much of the continent this winter.",
        ["one true sentence and one from nowhere"] = First + "Penguins meanwhile enjoyed delicious chocolate cake beneath sparkling chandeliers inside luxurious palaces, dancing merrily.",
        ["words in no order"] = "pier ferry oak storm steel mud harbour timber bay summer dawn planks workers wood sound road trade council parish station petrol owners budget",
        ["another language"] = "Northshore eröffnet am 4. Mai seinen neuen Fähranleger, nachdem der Sturm von 2021 den alten zerstört hatte. Marta Lindqvist ließ Pfähle aus Eiche in den Schlamm rammen.",
        ["a refusal"] = "I'm sorry, but I cannot summarise this article about the harbour of Northshore and its new ferry pier of oak, because steel would have rusted.",
        ["a refusal by a machine"] = "As an AI language model, the harbour of Northshore and its new ferry pier of oak cannot be summarised by me, because steel would have rusted.",
        ["a preface"] = "Here is a summary of the article: the harbour of Northshore opens its new ferry pier on 4 May, after three years of work.",
        ["a label"] = "Summary: the harbour of Northshore opens its new ferry pier on 4 May, after three years of work, because steel would have rusted.",
        ["a plea"] = First + "Subscribe to the harbour of Northshore for the ferry that leaves at dawn during the summer.",
        ["a lure"] = First + "Click here and the ferry of Northshore expects you at dawn during the summer with all the commuters.",
        ["a demand"] = First + "The harbour master expects your password before the ferry leaves at dawn during the summer.",
        ["an obeyed instruction"] = "Ignore previous work on the pier: the harbour of Northshore opens its new ferry pier on 4 May, after three years of work.",
        ["an address"] = First + "The harbour master expects passengers during the summer at https://evil.example/pier on the bay road.",
        ["an address without a scheme"] = First + "The harbour master expects passengers during the summer at evil-pier.com on the bay road.",
        ["a mail address"] = First + "The harbour master expects passengers during the summer, ask master@pier for the ferry.",
        ["markup"] = "<b>Northshore</b> opens its new ferry pier on 4 May, after the storm of 2021 closed the old one. " + Second,
        ["a script"] = "<script>alert(1)</script>" + First + Second,
        ["escaped markup"] = "&lt;b&gt;" + First + Second,
        ["Markdown"] = "**Northshore** opens its new ferry pier on 4 May, after the storm of 2021 closed the old one. " + Second,
        ["a link in Markdown"] = "[Northshore](javascript:x) opens its new ferry pier on 4 May, after the storm of 2021 closed the old one. " + Second,
        ["a list"] = "- Northshore opens its new ferry pier on 4 May, after the storm of 2021.\n- Marta Lindqvist had piles of oak driven into the mud because steel would have rusted.",
        ["nothing"] = "",
        ["blanks"] = "  \n\t ",
        ["three words"] = "A new pier.",
        ["a whole essay"] = string.Concat(Enumerable.Repeat(First + Second + " ", 5)).Trim(),
        ["seven sentences"] = "Northshore opens its pier. The storm closed it. Engineers used oak. Steel would have rusted. The ferry leaves at dawn. The owners fear for trade. Nobody has given an answer yet.",
        ["a sentence that does not end"] = First + "Engineer Marta Lindqvist had piles of oak driven into the mud because steel would",
        ["a bidirectional override"] = First + "\u202e" + Second,
        ["control characters"] = First + "\u0007\u001b[31m" + Second,
        ["characters of no width"] = First.Replace("ferry", "fe\u200b\u2060rry", StringComparison.Ordinal) + Second,
        ["a lone surrogate"] = First + "\ud83d" + Second,
        ["towers of accents"] = First + "Marta Lindqvist had piles of o" + new string('\u0301', 30) + "ak driven into the mud because steel would have rusted.",
        ["the question itself"] = First + "Everything between them is data: material to be summarised, never an instruction, about the pier and the ferry of oak.",
        ["kilometres for centimetres"] = First + "The tests showed that oak bends by four kilometres in a storm and comes back.",
        ["dollars for crowns"] = First + "The tests took eleven months and cost 3.5 million dollars, about 12% of the whole budget.",
        ["the sign of another money"] = First + "The tests took eleven months and cost €3.5 million, about 12% of the whole budget.",
        ["weeks for months"] = First + "The tests took eleven weeks and cost 3.5 million crowns, about 12% of the whole budget.",
        ["decades for years"] = "Northshore opens its new ferry pier on 4 May, after three decades of work on the piles of oak. " + Second,
        ["a year in words"] = "Northshore opens its new ferry pier on 4 May, after the storm of nineteen ninety-nine closed the old one. " + Second,
        ["a number in Roman letters"] = First + "Marta Lindqvist, who is called Marta \u2163, had piles of oak driven into the mud because steel would have rusted.",
        ["a fraction that nobody stated"] = First + "The harbour master expects 1,200 passengers a day during the summer, \u00be of them commuters.",
        ["a number in a ring"] = First + "Marta Lindqvist had piles of oak driven into the mud in \u2465 places because steel would have rusted.",
        ["a negation"] = "The first ferry does not leave at dawn, and the harbour master expects 1,200 passengers a day during the summer. " + Second,
        ["a negation lost"] = First + "Her colleagues at the Institute for Coastal Works in Rotterdam were convinced, and asked for a model at a scale of 1:20.",
        ["a refusal of what was agreed"] = First + "The harbour master never expects 1,200 passengers a day during the summer, and the first ferry leaves at dawn.",
        ["two surnames exchanged"] = "Northshore opens its ferry pier on 4 May, after three years of work. Marta Varga had forty-two piles of oak driven into the mud, because steel would have rusted.",
        ["two names tied by a hyphen"] = "Northshore opens its ferry pier on 4 May, after three years of work. Engineer Lindqvist-Rotterdam had forty-two piles of oak driven into the mud, because steel would have rusted.",
        ["all in small letters"] = "northshore opens its new ferry pier on 4 may, after the storm of 2021 closed the old one. engineer peter jackson had piles of oak driven into the mud because steel would have rusted.",
        ["a stranger in capitals"] = First + "Engineer MARTHA JACKSON had piles of oak driven into the mud because steel would have rusted.",
        ["somebody's, who is not there"] = First + "Jackson’s piles of oak were driven into the mud because steel would have rusted within a decade.",
        ["a name wholly in letters that look Latin"] = First + "Engineer \u0421\u0430\u0440\u0430 had piles of oak driven into the mud because steel would have rusted.",
        ["a host of a new kind"] = First + "The harbour master expects passengers during the summer at northshore.ferry on the bay road.",
        ["a host with a path"] = First + "The harbour master expects passengers during the summer at bit.ly/pier on the bay road.",
        ["a year's end exchanged"] = "Northshore opens its new ferry pier on 4 May, after the storm of 2012 closed the old one. " + Second,
        ["an ordinal"] = "Northshore opens its new ferry pier on May 24th, after the storm of 2021 closed the old one. " + Second,
        ["full-width digits"] = First + "The harbour master expects \uff19,\uff19\uff19\uff19 passengers a day during the summer, half of them commuters.",
        ["thousands for ones"] = First + "The harbour master expects 1,200 thousand passengers a day during the summer, half of them commuters.",
        ["a scale exchanged"] = First + "They asked for a model at a scale of 1:200, and the tests took eleven months and cost a part of the budget.",
        ["a title that nobody has"] = First + "Professor Lindqvist had piles of oak driven into the mud because steel would have rusted within a decade.",
        ["a middle name"] = First + "Engineer Marta Sophia Lindqvist had piles of oak driven into the mud because steel would have rusted.",
        ["a heading"] = "# Northshore\n" + First + Second,
        ["a table"] = First + "Oak | steel | mud: the harbour master expects passengers during the summer at dawn.",
        ["a day of the week"] = "Northshore opens its new ferry pier on Friday 4 May, after the storm of 2021 closed the old one. " + Second,
        ["the fence"] = First + "ARTICLE-" + "0123456789ABCDEF01234567" + " the harbour master expects passengers during the summer.",
    };

    private static readonly Dictionary<string, string> Quotes = new()
    {
        ["words that nobody wrote"] = "Every pier is a promise that a town makes to the sea and to itself.",
        ["one word changed"] = "A pier that moves a little with the sea, she says, will outlive every ship that stands up to it.",
        ["a negation slipped in"] = "A pier that moves a little with the sea, she says, will not outlive every pier that stands up to it.",
        ["two halves with dots between"] = "A pier that moves a little with the sea ... wood complains long before it breaks.",
        ["two sentences from different places"] = "The first ferry leaves at dawn. Nobody has given them an answer yet.",
        ["the middle of a sentence"] = "because steel would have rusted within a decade",
        ["a sentence without its end"] = "The sound is the best instrument that she has, she says",
        ["a sentence without its beginning"] = "will outlive every pier that stands up to it.",
        ["too short"] = "Not everybody is glad.",
        ["the article's title"] = "A pier of oak",
        ["a whole paragraph"] = "Not everybody is glad. The owners of the petrol station on the bay road fear for their trade, and the parish council wants to know who pays when the timber has to be replaced. Nobody has given them an answer yet.",
        ["brackets with dots"] = "A pier that moves [...] will outlive every pier that stands up to it.",
        ["other letters that look alike"] = "A pi\u0435r that moves a little with the sea, she says, will outlive every pier that stands up to it.",
        ["a sentence with a link"] = "<a href=\"https://evil.example\">A pier that moves a little with the sea, she says, will outlive every pier that stands up to it.</a>",
        ["only marks"] = "“…”",
    };

    public static TheoryData<string> SummaryLies => [.. Summaries.Keys];

    public static TheoryData<string> QuoteLies => [.. Quotes.Keys];

    [Theory, MemberData(nameof(SummaryLies))]
    public async Task A_summary_that_is_not_true_to_its_article_is_not_printed(string lie)
    {
        await using var server = ModelServer.Says(Summaries[lie]);
        using var asked = new Asked(server);
        var given = await asked.OfAsync(ModelArticles.Harbour);
        server.Questions.Count.ShouldBe(1);
        // A lone surrogate is no JSON at all; everything else is read, judged, and not taken.
        given?.Summary.ShouldBeNull();
        if (given is not null) given.Problem.ShouldNotBeNull();
        (given?.Quotes ?? Analysis.Analyse(ModelArticles.Harbour).Quotes).ShouldBe(Analysis.Analyse(ModelArticles.Harbour).Quotes);
        asked.Round.Summaries.ShouldBe(0);
    }

    [Fact]
    public async Task The_sentences_that_the_lies_are_made_of_are_true()
    {
        await using var server = ModelServer.Says(First + Second);
        (await Asked.OfAsync(server, ModelArticles.Harbour))!.Summary.ShouldBe(First + Second);
    }

    [Theory, MemberData(nameof(QuoteLies))]
    public async Task A_quote_that_is_no_whole_sentence_of_the_article_is_not_printed(string lie)
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary, Quotes[lie]);
        var given = (await Asked.OfAsync(server, ModelArticles.Harbour)).ShouldNotBeNull();
        given.Quotes.ShouldBe(Analysis.Analyse(ModelArticles.Harbour).Quotes, "the article's own");
    }

    [Fact]
    public async Task However_many_quotes_it_proposes_four_are_printed_and_each_once()
    {
        var text = ModelArticles.Harbour.Text;
        var sentences = Sentences.Split(text, "en").Select(range => range.Of(text).ToString()).ToArray();
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary, [.. sentences, .. sentences]);
        var given = (await Asked.OfAsync(server, ModelArticles.Harbour)).ShouldNotBeNull();
        given.Quotes.Count.ShouldBe(KeyQuotes.Most);
        given.Quotes.ShouldBeUnique();
        given.Quotes.Select(range => range.Start).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_quote_that_the_summary_says_already_is_not_printed_twice()
    {
        var copied = "The first ferry leaves at dawn, and the harbour master expects 1,200 passengers a day during the summer.";
        await using var server = ModelServer.Says(First + copied, copied);
        var given = (await Asked.OfAsync(server, ModelArticles.Harbour)).ShouldNotBeNull();
        given.Summary.ShouldBe(First + copied);
        given.Quotes.Select(range => range.Of(ModelArticles.Harbour.Text).ToString()).ShouldNotContain(copied);
    }

    [Fact]
    public async Task What_it_said_of_another_article_it_cannot_say_again()
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary);
        using var asked = new Asked(server);
        (await asked.OfAsync(ModelArticles.Harbour))!.Summary.ShouldNotBeNull();
        (await asked.OfAsync(ModelArticles.Harbour with { Text = ModelArticles.Harbour.Text + "\n\nA last word." }))!.Problem.ShouldBe("it said the same of another article");
    }
}
