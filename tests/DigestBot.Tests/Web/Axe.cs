using DigestBot.Tests.Servers;
using Microsoft.Playwright;

namespace DigestBot.Tests.Web;

/// <summary>Deque's axe-core, run inside a page of Chromium; and what it does not look at: width, and room for thumbs.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(NpmTool.FileOf("axe-core", "axe.min.js")));

    // Contrast is asked for as of small text everywhere. Where it cannot count one (text that boxes overlap, or that is
    // scrolled out of sight), it is counted against the nearest ground, since none of our grounds is a picture.
    private const string Run = """
        async exceptions => {
          const contrast = { normal: { expected: 4.5 }, large: { expected: 4.5 } };
          axe.configure({ checks: [{ id: 'color-contrast', options: { contrastRatio: contrast, ignoreLength: true } }] });
          const rules = Object.fromEntries(exceptions.map(rule => [rule, { enabled: false }]));
          const { violations, incomplete, passes } = await axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
          const parts = color => color.match(/[\d.]+/g).map(Number);
          const ground = element => { const c = parts(getComputedStyle(element).backgroundColor); return c[3] === 0 && element.parentElement ? ground(element.parentElement) : c; };
          const light = c => [.2126, .7152, .0722].reduce((sum, share, i) => sum + share * (c[i] <= 10.3 ? c[i] / 3294.6 : ((c[i] / 255 + .055) / 1.055) ** 2.4), 0);
          const ratio = element => { const [low, high] = [light(parts(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => x - y); return (high + .05) / (low + .05); };
          const pale = node => ratio(document.querySelector(node.target[0])) < 4.5;
          const uncounted = incomplete.filter(rule => rule.id === 'color-contrast').map(rule => ({ ...rule, nodes: rule.nodes.filter(pale) }));
          const told = [...violations, ...uncounted];
          if (passes.length < 8) return ['axe found almost nothing to look at: ' + document.documentElement.outerHTML.slice(0, 500)];
          return told.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
        }
        """;

    private const string Sideways = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";

    private const string Low = """
        ([selector, least]) => [...document.querySelectorAll(selector)]
          .map(element => [element, element.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && box.height > 0 && box.height < least)
          .map(([element, box]) => `${box.height} px: ${element.outerHTML.slice(0, 200)}`)
        """;

    /// <summary>What is wrong with the page as it is shown now.</summary>
    /// <param name="page">Open page.</param>
    /// <param name="exceptions">Rules of axe-core that do not apply.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, params string[] exceptions)
    {
        // Evaluated by the debugger, so that the page's content security policy does not stop it.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Source.Value);
        return await page.EvaluateAsync<string[]>(Run, exceptions);
    }

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public static Task<int> TooWideAsync(IPage page) => page.EvaluateAsync<int>(Sideways);

    /// <summary>Elements of a selector that are shown and lower than a thumb (44 px).</summary>
    public static async Task<IReadOnlyList<string>> LowAsync(IPage page, string selector) => await page.EvaluateAsync<string[]>(Low, new object[] { selector, 44 });
}
