using System.Buffers;
using System.Collections.Frozen;

namespace DigestBot.Articles;

/// <summary>Turns of phrase in the writer's own sentences that are no claim: what comes next, what to do first, what somebody sells, what points at a thing named before.</summary>
internal static class QuoteCues
{
    private const int LongestNoun = 20;

    private static readonly SearchValues<string> Announcing = SearchValues.Create(
        ["we are going to", "we're going to", "we’re going to", "i am going to", "i'm going to", "i’m going to", "about to share", "about to see", "about to show", "about to read", "please note", "i will show", "i'll show", "i’ll show", "we will show", "we'll show", "we’ll show",
         "we will see", "we'll see", "we’ll see", "we will look", "we'll look", "we’ll look", "we will use", "we'll use", "we’ll use", "we will cover", "we'll cover", "we’ll cover", "we will explore", "we'll explore", "we’ll explore", "we will discuss",
         "we'll discuss", "we’ll discuss", "we will learn", "you will learn", "you'll learn", "you’ll learn", "we will now", "i will explain", "i'll explain", "i’ll explain", "i want to talk", "i'd like to share", "i’d like to share",
         "as you can see", "as you see", "as we can see", "as you can notice", "you can consider the", "is credited to", "are credited to", "wir werden ", "schauen wir", "sehen wir uns", "nous allons ", "vamos a ver", "vamos ver", "vedremo"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Selling = SearchValues.Create(
        ["leading provider", "world's leading", "world’s leading", "is a leading", "our customers", "our products", "our solution", "our platform", "our team of", "now available", "is available ", "are available ", "pre-order", "at checkout", "free shipping", "gift card", "discounted",
         "on sale", "can register", "can apply", "free trial", "marktführer", "führender anbieter", "unsere kunden", "nos clients", "nuestros clientes"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Steps = SearchValues.Create(
        ["the first thing", "the first task", "the next thing", "the last thing", "the next step", "the final step", "all you need to do", "all you have to do", "all we need to do", "what you need to do", "you'll need to", "you’ll need to", "you will need to", "we need to do is", "make sure ",
         "be sure to", "you will need ", "you'll need ", "you’ll need ", "once you've", "once you’ve", "once you have "], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Pointing = SearchValues.Create(
        [" these ", " this ", " those ", " such a ", " that case", " the latter", " of them ", " of these", " of those", " diese ", " dieser ", " dieses ", " diesem ", " diesen ", " ces ", " cette ", " estos ", " estas ", " questi ", " queste ", " estes ", " этих ", " эти "], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Reported = SearchValues.Create(
        ["report", "study", "survey", "company", "firm", "agency", "ministry", "statement", "announcement", "deal", "spokes", "department", "commission", "authorities", "official", "police", "government", "law", "bill", "lawsuit", "court", "move ", "letter", "document"], StringComparison.OrdinalIgnoreCase);

    // What recipes and manuals begin their steps with; "Remember", "Imagine" and "Stop" are left to those who argue.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Commands =
        ("Add Bake Boil Simmer Slice Chop Stir Mix Whisk Fold Pour Heat Preheat Season Serve Spread Drain Rinse Peel Soak Cook Roast Fry Grill Combine Sprinkle Melt Knead Cover Place Put Transfer Remove Insert Attach Cut Glue Drill Screw Open Close Click Tap Press Select Choose "
            + "Type Enter Drag Scroll Install Download Upload Run Execute Create Configure Enable Disable Set Copy Paste Save Restart Launch Navigate Go Log Sign Register Use Import Export Define Declare Call Replace Rename Delete Append Initialize Deploy Compile Start Follow Repeat Check Test Verify "
            + "Ensure Find Get Access Inspect Browse Customize Sync Develop Debug Visit Watch Listen Buy Order Contact Send Fill Submit Wait Turn Switch Connect Plug Unplug Move Return Update Upgrade Pick Grab Try").Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A recipe's or a manual's step: begins with what to do.</summary>
    public static bool Commanding(ReadOnlySpan<char> sentence, string? language) => language is "en" && Commands.Contains(Openers.First(sentence));

    /// <summary>Says what the article is going to do, or what a picture shows.</summary>
    public static bool Announces(ReadOnlySpan<char> sentence) => sentence.ContainsAny(Announcing);

    /// <summary>Praises what its maker sells, or says how it can be had.</summary>
    public static bool Sells(ReadOnlySpan<char> sentence) => sentence.ContainsAny(Selling);

    /// <summary>Says what to do, and in which order.</summary>
    public static bool Instructs(ReadOnlySpan<char> sentence) => sentence[..Math.Min(sentence.Length, 60)].ContainsAny(Steps);

    /// <summary>Has a "these links", "this approach": whoever reads the sentence alone does not know which. "Those who" and "this year" are understood.</summary>
    public static bool PointsWithin(ReadOnlySpan<char> sentence)
    {
        for (var rest = sentence; rest.IndexOfAny(Pointing) is var at and >= 0; rest = rest[(at + 1)..])
        {
            var after = rest[(at + 1)..];
            if (after.StartsWith("those who", StringComparison.OrdinalIgnoreCase) || after.StartsWith("those of us", StringComparison.OrdinalIgnoreCase) || after.StartsWith("this year", StringComparison.OrdinalIgnoreCase)
                || after.StartsWith("this is", StringComparison.OrdinalIgnoreCase) || after.StartsWith("this world", StringComparison.OrdinalIgnoreCase) || after.StartsWith("this country", StringComparison.OrdinalIgnoreCase) || after.StartsWith("these days", StringComparison.OrdinalIgnoreCase))
                continue;
            return true;
        }
        return false;
    }

    /// <summary>"The report …", "The company …": the day's doings of somebody named before.</summary>
    public static bool TellsOfThem(ReadOnlySpan<char> sentence) =>
        sentence.StartsWith("The ", StringComparison.Ordinal) && sentence[4..Math.Min(sentence.Length, LongestNoun)].IndexOfAny(Reported) == 0;

    /// <summary>"Not just on …": a sentence's second half without its verb.</summary>
    public static bool IsFragment(ReadOnlySpan<char> sentence, in Rhetoric.Tone tone) =>
        !tone.Asserts && (sentence.StartsWith("Not just ", StringComparison.Ordinal) || sentence.StartsWith("Not only ", StringComparison.Ordinal) || sentence.StartsWith("Not because ", StringComparison.Ordinal) || sentence.StartsWith("Not in ", StringComparison.Ordinal)
            || sentence.StartsWith("Not even ", StringComparison.Ordinal) || sentence.StartsWith("Not to ", StringComparison.Ordinal));
}
