namespace DigestBot.Articles;

/// <summary>
/// Weighs what an article shows of each type that has no certain mark. The weights are rounded from a regression over hand-labelled articles in which every sign was fixed beforehand:
/// reports of what was said and when speak for News, never against it.
/// </summary>
internal sealed class KindEvidence
{
    /// <summary>Below so many words the text is a teaser.</summary>
    private const int Teaser = 80;

    private const int Note = 350;
    private const int Long = 150;
    private const double LeastNews = .3;

    /// <summary>From so many words on a text is running prose.</summary>
    private const int Prose = 250;

    private const double EnoughFacts = 4;
    private const double MostPer100 = 4;

    private readonly KindCounts counts;
    private readonly KindVoice voice;
    private readonly KindLabel labels;
    private readonly int words;

    public KindEvidence(KindCounts counts, KindVoice voice, KindLabel labels, int words) => (this.counts, this.voice, this.labels, this.words) = (counts, voice, labels, words);

    /// <summary>The type with the best evidence; null for a teaser or a short text of which nothing can be told.</summary>
    public string? Best()
    {
        var type = "News";
        var best = News;
        Weigh("Tutorial", Tutorial);
        Weigh("Review", Review);
        Weigh("Opinion", Opinion);
        Weigh("Insight", Insight);
        Weigh("Release", Release);
        return type is not "News" || SpeaksAsNews ? type : words >= Long ? "Insight" : null;

        void Weigh(string other, double evidence)
        {
            if (evidence > best)
                (type, best) = (other, evidence);
        }
    }

    // Most of what feeds bring in few words is news: it needs no more than that nothing speaks for anything else. Running prose must show it.
    private double News => 2 - 1.7 * Unproved - .9 * Own
        + 1.0 * Text(KindCue.Report) + 1.0 * Text(KindCue.Day) + .6 * Text(KindCue.Event)
        + .8 * Title(KindCue.Event) + .4 * Title(KindCue.Day) + .2 * Title(KindCue.Report)
        + 1.0 * Has(KindLabel.NewsPage) + (words is >= Teaser and < Note ? .6 : 0)
        - .65 * Text(KindCue.Instruction) - .6 * Text(KindCue.Argument) - .25 * Text(KindCue.Explanation) - .2 * Text(KindCue.Assessment)
        - .4 * Title(KindCue.Assessment) - .8 * Has(KindLabel.Demand) - .8 * Has(KindLabel.HowTo) - .25 * Has(KindLabel.Why)
        + .25 * Has(KindLabel.NewsType) + .6 * Has(KindLabel.ReportType) - .4 * Has(KindLabel.BlogType)
        - .7 * Has(KindLabel.OpinionPage) - .3 * Has(KindLabel.ReviewPage) - .4 * Code - .35 * Length;

    private double Tutorial => -1.2 - 1.3 * Unstructured
        + 2.4 * Has(KindLabel.GuideType) + 1.6 * Has(KindLabel.HowTo) + .6 * Has(KindLabel.TutorialPage) + 1.2 * Code + .5 * Steps + .8 * Text(KindCue.Instruction) + .7 * Title(KindCue.Instruction)
        - .65 * Text(KindCue.Delivery) - .6 * Text(KindCue.Event) - .4 * Text(KindCue.Report) - .25 * Text(KindCue.Day);

    private double Review => -.15
        + 2.3 * Has(KindLabel.CulturePage) + 1.4 * Has(KindLabel.ReviewPage) + 1.4 * Has(KindLabel.Verdict) + 2.0 * Has(KindLabel.Tried) + 1.0 * Text(KindCue.Assessment) + .9 * Title(KindCue.Assessment)
        - .75 * Text(KindCue.Event) - .5 * Text(KindCue.Instruction) - .15 * Text(KindCue.Report) - .2 * Code;

    // A story told by an "I" argues now and then: at length that is not enough.
    private double Opinion => (words >= Prose ? -.3 : 0)
        + 1.4 * Has(KindLabel.Demand) + 2.0 * Has(KindLabel.OpinionPage) + 1.0 * Text(KindCue.Argument) + .55 * Title(KindCue.Argument) + .25 * Title(KindCue.Self) + .25 * Own
        - .55 * Text(KindCue.Report) - .25 * Text(KindCue.Day) - .2 * Text(KindCue.Instruction) - .3 * Code;

    private double Insight => .15 + .25 * Own
        + 1.2 * Has(KindLabel.Why) + .7 * Title(KindCue.Explanation) + .85 * Text(KindCue.Explanation) + .45 * Has(KindLabel.FeaturePage) + .3 * Length
        - .6 * Text(KindCue.Instruction) - .5 * Text(KindCue.Delivery) - .45 * Has(KindLabel.HowTo) - .4 * Text(KindCue.Day) - .3 * Text(KindCue.Event) - .15 * Code - (words < Teaser ? .35 : 0);

    private double Release => -.8
        + 1.3 * Has(KindLabel.Update) + 1.3 * Text(KindCue.Delivery) + .3 * Title(KindCue.Delivery)
        - .4 * Text(KindCue.Event) - .35 * Text(KindCue.Report) - .1 * Text(KindCue.Day) - .2 * Code - .55 * Length - (words < Teaser ? .6 : 0);

    /// <summary>What is News only because nothing speaks for anything else is no news: at length it is Insight, a poem or a catalogue is of no type.</summary>
    private bool SpeaksAsNews => Has(KindLabel.NewsPage) > 0 || Title(KindCue.Report) + Title(KindCue.Day) + Title(KindCue.Event) > 0
        || Text(KindCue.Report) + Text(KindCue.Day) + Text(KindCue.Event) > (words < Teaser ? 0 : LeastNews);

    /// <summary>0 to 1: how far running prose is from a report's names, figures, days and sources.</summary>
    private double Unproved
    {
        get
        {
            var facts = Text(KindCue.Report) + Text(KindCue.Day) + Text(KindCue.Event) + .5 * voice.Numbers + (voice.Names ?? 1.5) / 2 + Title(KindCue.Event) + Has(KindLabel.NewsPage);
            return words < Prose ? 0 : Math.Clamp((EnoughFacts - facts) / EnoughFacts, 0, 1);
        }
    }

    /// <summary>The writer tells it himself.</summary>
    private double Own => Math.Min(voice.Own, 3);

    /// <summary>1 for prose that has nothing of the form of instructions: words such as "then" and "first" tell stories too.</summary>
    private double Unstructured => words >= Prose && counts.CodeBlocks + counts.Steps == 0 && Has(KindLabel.HowTo) + Has(KindLabel.TutorialPage) == 0 ? 1 : 0;

    private double Code => Math.Min(counts.CodeBlocks, 4) / 2.0;

    private double Steps => Math.Min(counts.Steps, 4) / 2.0;

    /// <summary>0 up to 600 words, 1 at 1,200.</summary>
    private double Length => words <= 600 ? 0 : Math.Min(1.6, Math.Log2(words / 600.0));

    private double Text(KindCue cue) => Math.Min(counts.Per100(cue), MostPer100);

    private double Title(KindCue cue) => Math.Min(counts.InTitle(cue), 2);

    private double Has(KindLabel label) => (labels & label) != 0 ? 1 : 0;

    /// <summary>What was weighed, for looking at a wrong answer.</summary>
    public override string ToString() => FormattableString.Invariant($"News {News:0.0} Tutorial {Tutorial:0.0} Review {Review:0.0} Opinion {Opinion:0.0} Insight {Insight:0.0} Release {Release:0.0} ({labels})");
}
