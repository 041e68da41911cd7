using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Comments;

/// <summary>The comment as a reader sees it: in a real browser, as wide as GitHub shows it.</summary>
public sealed class CommentPictureTests
{
    private const int Width = 760;

    // The measures of a comment on GitHub: text, tables, code and what is folded away.
    private const string Style = """
        body { margin: 0; padding: 16px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; background: #fff; overflow-wrap: break-word; }
        h3, h4 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25; } h3 { font-size: 17.5px; } h4 { font-size: 14px; } body > :first-child { margin-top: 0; }
        p, ul, table, pre, details { margin: 0 0 16px; } ul { padding-left: 2em; } li + li { margin-top: 3.5px; } li > p { margin-top: 16px; }
        table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; } td, th { padding: 6px 13px; border: 1px solid #d1d9e0; } th { font-weight: 600; }
        code { font: 85% ui-monospace, "Liberation Mono", monospace; padding: .2em .4em; background: #818b981f; border-radius: 6px; } pre { padding: 16px; background: #f6f8fa; border-radius: 6px; overflow: auto; line-height: 1.45; }
        pre code { padding: 0; background: none; font-size: 100%; } pre { font-size: 85%; } a { color: #0969da; text-decoration: none; } sub { font-size: 75%; line-height: 0; vertical-align: baseline; position: relative; bottom: -.25em; } summary { cursor: pointer; }
        @media (prefers-color-scheme: dark) { body { color: #f0f6fc; background: #0d1117; } td, th { border-color: #3d444d; } pre { background: #151b23; } code { background: #656c7633; } a { color: #4493f8; } }
        """;

    // Before comments had one table and folded the rest away, these two were 3,127 and 1,744 pixels high.
    [Fact]
    public async Task The_worst_pull_request_takes_at_most_half_of_what_it_took() => await MeasureAsync("worst", await AcmePullRequest.WorstAsync(), most: 3_127 / 2);

    [Fact]
    public async Task A_removed_api_takes_at_most_seven_tenths_of_what_it_took() => await MeasureAsync("removed-api", await AcmePullRequest.RemovingAnApiAsync(), most: 1_744 * 7 / 10);

    [Fact]
    public async Task Nothing_that_the_check_reports_is_missing_in_the_comment()
    {
        await using var acme = await AcmePullRequest.WorstAsync();
        var page = RenderedMarkdown.Of(acme.Comment);

        var annotations = acme.Pull.CheckRuns.ShouldHaveSingleItem().Annotations;
        annotations.Count.ShouldBe(7);
        foreach (var annotation in annotations)
        {
            // What a message quotes is code on the page, and has no quotes there; what to do about it may be in the next cell.
            annotation.Message.Split(". ").ShouldAllBe(sentence => Words(page.Text).Contains(Words(sentence), StringComparison.Ordinal));
            page.Links.ShouldContain($"https://github.com/acme/orders/blob/{acme.Pull.HeadSha}/{annotation.Path}#L{annotation.StartLine}");
        }

        foreach (var relation in new[] { "component back-office consumesApi orders-api", "component help-centre consumesApi orders-api", "component orders providesApi api orders-api" })
        {
            Words(page.Text).ShouldContain(Words(relation));
        }

        page.Links.ShouldContain("https://github.com/acme/storefront-monorepo/blob/main/apps/back-office/catalog-info.yaml#L18");
        page.Autolinks.ShouldBeEmpty();
    }

    private static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static async Task MeasureAsync(string name, AcmePullRequest acme, int most)
    {
        await using var request = acme;
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium here: install it, or name one in AUTOMATION_CHROMIUM.");
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "comment.html");
        await File.WriteAllTextAsync(page, $"<!doctype html><meta charset=utf-8><style>{Style}</style><body>{RenderedMarkdown.Of(acme.Comment).Html}");
        await using var browser = await Chromium.StartAsync();
        foreach (var isDark in new[] { false, true })
        {
            await browser.ShowAsync(Width, isDark);
            await browser.GoAsync(new Uri(page));
            await browser.PictureAsync($"comment-{name}{(isDark ? "-dark" : "")}");
        }

        var height = (await browser.EvaluateAsync("Math.ceil(document.body.getBoundingClientRect().height)")).GetInt32();
        if (Environment.GetEnvironmentVariable("AUTOMATION_SCREENSHOTS") is { Length: > 0 } pictures)
        {
            await File.WriteAllTextAsync(Path.Combine(pictures, $"comment-{name}.md"), $"{acme.Comment}\n\n{height} pixels\n");
        }

        height.ShouldBeLessThanOrEqualTo(most);
    }
}
