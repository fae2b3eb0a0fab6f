using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

/// <summary>Texts made to have a quotation ascribed to somebody who did not say it: nobody is better than the wrong one.</summary>
public sealed class SpeakerTrapsTests
{
    private const string Speech = "“Nobody repairs a bridge for the applause, and nobody ever will,”";
    private const string Whole = "“Nobody repairs a bridge for the applause, and nobody ever will.”";

    [Theory]
    // Who is spoken to, spoken of, or read from.
    [InlineData($"{Speech} the mayor told Jane Doe on Friday.", null)]
    [InlineData($"{Speech} Jane Doe was told.", null)]
    [InlineData($"{Speech} Jane Doe was told by John Roe.", "John Roe")]
    [InlineData($"{Speech} a neighbour said of Jane Doe.", null)]
    [InlineData($"{Speech} said a friend of Jane Doe.", null)]
    [InlineData($"{Speech} said the lawyer for Jane Doe.", null)]
    [InlineData($"{Speech} said lawyers representing Jane Doe.", null)]
    [InlineData($"{Speech} said a spokesman for Jane Doe.", null)]
    [InlineData($"{Speech} said Jane Doe’s lawyer.", null)]
    [InlineData($"{Speech} said Jane Doe's lawyer, John Roe.", "John Roe")]
    [InlineData($"{Speech} Jane Doe’s lawyer said.", null)]
    [InlineData($"{Speech} a spokesman for Jane Doe said.", null)]
    [InlineData($"{Speech} the father of Jane Doe said.", null)]
    [InlineData($"{Speech} people close to Jane Doe said.", null)]
    [InlineData($"{Speech} a judge in Springfield said.", null)]
    [InlineData($"{Speech} the report by Jane Doe said.", null)]
    [InlineData($"{Speech} Jane Doe heard John Roe say.", "John Roe")]
    [InlineData($"{Speech} Jane Doe remembers her mother saying.", null)]
    [InlineData($"{Speech} Jane Doe quoted him as saying.", null)]
    [InlineData($"{Speech} John Roe is said to have told Jane Doe.", "John Roe")]
    [InlineData($"{Speech} asked Jane Doe by the court, the witness replied.", null)]
    [InlineData($"{Speech} John Roe, who is married to Jane Doe, said.", "John Roe")]
    [InlineData($"{Speech} the teacher, who taught Jane Doe, said.", null)]
    [InlineData($"{Speech} the teacher, a friend of Jane Doe, said.", null)]
    [InlineData($"{Speech} the mayor, according to Jane Doe, said.", null)]
    [InlineData($"{Speech} said John Roe, according to Jane Doe.", "John Roe")]
    [InlineData($"{Speech} said neither John Roe nor Jane Doe.", null)]
    [InlineData($"{Speech} said John Roe and Jane Doe.", null)]
    [InlineData($"{Speech} John Roe and Jane Doe said.", null)]
    [InlineData($"{Speech} said everyone but Jane Doe.", null)]
    [InlineData($"{Speech} Jane Doe never said.", null)]
    [InlineData($"{Speech} read the sign above Jane Doe.", null)]
    [InlineData($"{Speech} reads the book that Jane Doe gave him.", null)]
    [InlineData($"In a letter to Jane Doe the mayor wrote: {Whole}", null)]
    [InlineData($"In a book that Jane Doe loves, the hero says: {Whole}", null)]
    [InlineData($"The mayor, who once beat Jane Doe, said: {Whole}", null)]
    [InlineData($"After meeting Jane Doe, the mayor said: {Whole}", null)]
    [InlineData($"After meeting Jane Doe, John Roe said: {Whole}", "John Roe")]
    [InlineData($"Asked about Jane Doe, he said: {Whole}", null)]
    [InlineData($"Of Jane Doe, the mayor said: {Whole}", null)]
    [InlineData($"To Jane Doe he said: {Whole}", null)]
    [InlineData($"Jane Doe’s brother said: {Whole}", null)]
    [InlineData($"Jane Doe was angry when the mayor said: {Whole}", null)]
    [InlineData($"Jane Doe laughed when John Roe said: {Whole}", "John Roe")]
    [InlineData($"Jane Doe says the mayor told her: {Whole}", null)]
    [InlineData($"Jane Doe says John Roe told her: {Whole}", "John Roe")]
    [InlineData($"Jane Doe said that her father always said: {Whole}", null)]
    // Names of no persons.
    [InlineData($"{Speech} said the New York Times.", "New York Times")]
    [InlineData($"{Speech} the Washington Post said.", "Washington Post")]
    [InlineData($"In March said the mayor: {Whole}", null)]
    [InlineData($"{Speech} said Monday’s report.", null)]
    [InlineData($"{Speech} French officials said.", null)]
    [InlineData($"{Speech} said French officials.", null)]
    [InlineData($"{Speech} said Republican lawmakers.", null)]
    [InlineData($"{Speech} said Apple spokeswoman Jane Doe.", "Jane Doe")]
    [InlineData($"{Speech} said Russian President John Roe.", "Russian President John Roe")]
    [InlineData($"{Speech} said Example Corp chief executive Jane Doe.", "Jane Doe")]
    [InlineData($"{Speech} said Example University professor Jane Doe.", "Jane Doe")]
    [InlineData($"{Speech} she said, as John Roe had said before her.", null)]
    [InlineData($"{Speech} Jane Doe, who says she never reads, said.", null)]
    [InlineData($"The minister added: {Speech} said Jane Doe.", null)]
    // Nested.
    [InlineData("“My mother used to say to Jane Doe that nobody repairs a bridge for the applause,” the mayor said.", null)]
    [InlineData("“‘Nobody repairs a bridge for applause,’ Jane Doe said to me that evening,” the mayor recalled.", null)]
    [InlineData("“He said to me that nobody ever repairs a bridge for the applause,” recalled his widow.", null)]
    public void Within_one_sentence(string sentence, string? right) => Ascribed(sentence, right);

    [Theory]
    [InlineData($"Jane Doe said the bridge was old. John Roe disagreed. {Whole}", null)]
    [InlineData($"Jane Doe said her brother was right. {Speech} he said.", null)]
    [InlineData($"Jane Doe told John Roe the bridge was old. {Speech} he replied.", null)]
    [InlineData($"Jane Doe asked John Roe about the bridge. {Whole}", null)]
    [InlineData($"Jane Doe asked her father about the bridge. {Speech} he replied.", null)]
    [InlineData($"“It is old,” said Jane Doe. John Roe shook his head. {Whole}", null)]
    [InlineData($"“It is old,” said Jane Doe.\n\n{Whole}", null)]
    [InlineData($"“It is old,” said Jane Doe to John Roe.\n\n{Speech} he said.", null)]
    [InlineData($"Example Motors makes cars. {Speech} he said.", null)]
    [InlineData($"Example Motors said it was sorry. {Speech} she said.", null)]
    [InlineData($"The Example Times reported it first. {Speech} he said.", null)]
    [InlineData($"Northshore Harbour is closed. {Speech} she said.", null)]
    [InlineData($"Global warming said goodbye to him. {Speech} she said.", null)]
    [InlineData($"Jane Doe’s lawyer was angry. {Speech} he said.", null)]
    [InlineData($"Jane Doe Stadium was empty. {Speech} he said.", null)]
    [InlineData($"John Roe said the bridge was old, and his wife agreed. {Speech} she said.", null)]
    [InlineData($"Jane Doe died in May. {Speech} her widower said.", null)]
    [InlineData($"Jane Doe was attacked by a neighbour. {Speech} he shouted.", null)]
    [InlineData($"Jane Doe listened to the mayor. {Whole}", null)]
    [InlineData($"Jane Doe read a letter: {Whole}", null)]
    public void Over_two_sentences(string text, string? right) => Ascribed(text, right);

    [Theory]
    [InlineData("de", "„Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun“, sagte die Anwältin von Anna Beispiel.", "Anwältin von Anna Beispiel")]
    [InlineData("de", "„Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun“, sagte der Sprecher der Deutschen Bahn.", null)]
    [InlineData("de", "„Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun“, sagte Anna Beispiels Anwalt.", "Anna Beispiels Anwalt")]
    [InlineData("de", "„Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun“, sagte Bürgermeisterin Anna Beispiel dem Sender.", "Bürgermeisterin Anna Beispiel")]
    [InlineData("de", "„Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun“, sagte sie Anna Beispiel.", null)]
    [InlineData("de", "Anna Beispiel zufolge sagte der Minister: „Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun.“", null)]
    [InlineData("de", "Am Montag sagte Anna Beispiel der Zeitung: „Niemand repariert eine Brücke für den Applaus, und niemand wird es je tun.“", "Anna Beispiel")]
    [InlineData("fr", "« Personne ne répare un pont pour les applaudissements, et personne ne le fera jamais », a dit l’avocat d’Anne Exemple.", null)]
    [InlineData("fr", "« Personne ne répare un pont pour les applaudissements, et personne ne le fera jamais », a dit à Anne Exemple le maire.", null)]
    [InlineData("fr", "« Personne ne répare un pont pour les applaudissements, et personne ne le fera jamais », dit le maire de Saint-Exemple.", null)]
    [InlineData("es", "“Nadie repara un puente por los aplausos, y nadie lo hará jamás”, dijo la abogada de Ana Ejemplo.", null)]
    [InlineData("es", "“Nadie repara un puente por los aplausos, y nadie lo hará jamás”, dijo a Ana Ejemplo el alcalde.", null)]
    [InlineData("es", "“Nadie repara un puente por los aplausos, y nadie lo hará jamás”, le dijo Juan Muestra a Ana Ejemplo.", "Juan Muestra")]
    [InlineData("pt", "“Ninguém conserta uma ponte por aplausos, e ninguém jamais o fará”, disse o advogado de Ana Exemplo.", null)]
    [InlineData("it", "“Nessuno ripara un ponte per gli applausi, e nessuno lo farà mai”, ha detto il legale di Anna Esempio.", null)]
    [InlineData("nl", "“Niemand repareert een brug voor het applaus, en niemand zal dat ooit doen”, zei de advocaat van Anna Voorbeeld.", null)]
    [InlineData("ru", "«Никто не чинит мост ради аплодисментов, и никто никогда не будет», — сказал адвокат Анны Примеровой.", null)]
    [InlineData("ru", "«Никто не чинит мост ради аплодисментов, и никто никогда не будет», — сказал Анне Примеровой мэр.", null)]
    [InlineData("pl", "„Nikt nie naprawia mostu dla oklasków i nikt nigdy nie będzie”, powiedział adwokat Anny Przykład.", null)]
    [InlineData("sv", "”Ingen lagar en bro för applådernas skull, och ingen kommer någonsin att göra det”, säger Anna Exempels advokat.", null)]
    public void In_other_languages(string language, string sentence, string? right) => Ascribed(sentence, right, language);

    private static void Ascribed(string text, string? right, string language = "en")
    {
        var reading = Reading.Of(new ArticleText(null, text, [], language, null, []));
        var sentence = reading.Sentences[^1];
        var said = Speakers.Of(reading, sentence, DigestBot.Articles.Speech.Longest(sentence.Range.Of(text)));
        var name = said.Name is { } range ? range.Of(text).ToString() : null;
        (name is null || name == right).ShouldBeTrue($"{name ?? "nobody"} is named, not {right ?? "nobody"}: {text}");
    }
}
