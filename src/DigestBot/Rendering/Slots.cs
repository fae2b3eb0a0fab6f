using DigestBot.Model.Views;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Rendering;

/// <summary>The places of a digest's frame that differ from digest to digest. Each is a token while the frame is rendered.</summary>
internal static class Slots
{
    public const string Cards = "slotZCardsZ";
    public const string HeldOver = "slotZHeldOverZ";
    public const string Receipt = "slotZReceiptZ";
    public const string Opening = "slotZOpeningZ";
    public const string Subject = "slotZSubjectZ";
    public const string Preheader = "slotZPreheaderZ";
    public const string Date = "slotZDateZ";
    public const string Greeting = "slotZGreetingZ";
    public const string Since = "slotZSinceZ";
    public const string Totals = "slotZTotalsZ";
    public const string Reason = "slotZReasonZ";
    public const string Address = "slotZAddressZ";
    public const string Web = "https://slotZWebZ.invalid/";
    public const string Preferences = "https://slotZPreferencesZ.invalid/";
    public const string Pause = "https://slotZPauseZ.invalid/";
    public const string Unsubscribe = "https://slotZUnsubscribeZ.invalid/";

    /// <summary>Every slot that stands within a line; the blocks stand on lines of their own.</summary>
    public static readonly string[] Inline = [Subject, Preheader, Greeting, Date, Since, Totals, Reason, Address, Web, Preferences, Pause, Unsubscribe];

    /// <summary>Slots that are filled with lines.</summary>
    public static readonly string[] Blocks = [Opening, Cards, HeldOver, Receipt];

    /// <summary>A frame's view with a token in every place.</summary>
    public static DigestView View(string language) => new(
        language, Subject, Preheader, Date, Totals, new MarkupString(Cards), new MarkupString(HeldOver), new MarkupString(Receipt), Reason, Address,
        new DigestLinks(Web, Preferences, Pause, Unsubscribe)) { Greeting = Greeting, Opening = new MarkupString(Opening) };
}
