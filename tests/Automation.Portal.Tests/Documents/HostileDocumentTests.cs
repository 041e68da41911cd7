using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Automation.Portal.Documents;
using Automation.Portal.Graph;
using Automation.Portal.Tests.Graph;
using Automation.Testing;
using CsCheck;

namespace Automation.Portal.Tests.Documents;

/// <summary>Whatever a document contains, its HTML has only elements, attributes and addresses of the list.</summary>
public sealed class HostileDocumentTests
{
    private static readonly DocumentPlace Place = new("https://github.com/acme/payments", "0a1b2c", "README.md");

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["href"] = ["a"],
        ["rel"] = ["a"],
        ["title"] = [],
        ["id"] = ["h3", "h4", "h5", "h6"],
        ["class"] = ["pre", "div"],
        ["tabindex"] = ["pre", "div"],
        ["role"] = ["div"],
        ["aria-label"] = ["div"],
        ["scope"] = ["th"],
        ["colspan"] = ["td", "th"],
        ["rowspan"] = ["td", "th"],
        ["start"] = ["ol"],
        ["open"] = ["details"],
    };

    public static TheoryData<string> Texts => [.. HostileText.All];

    [Fact]
    public void There_are_at_least_two_hundred() => HostileText.All.Distinct().Count().ShouldBeGreaterThanOrEqualTo(200);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_document_is_inert(string text) => ShouldBeInert(DocumentRenderer.Render(text, Place).Html);

    [Fact]
    public void So_are_pieces_of_hostile_documents_in_any_order() =>
        (from i in Gen.Int[0, HostileText.All.Count - 1] from start in Gen.Int[0, 30] from length in Gen.Int[0, 80] select Piece(HostileText.All[i], start, length))
            .List[1, 12].Sample(pieces => ShouldBeInert(DocumentRenderer.Render(string.Concat(pieces), Place).Html), iter: 300);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_name_stays_text_in_the_graph(string text)
    {
        var link = new GraphLink(text, text);
        var other = new GraphEntity(text, text, text) { Href = text, FindingHref = text, State = GraphState.Stale, System = link, Owner = link, Type = text };
        var drawing = EntityGraph.Draw(
            GraphSample.Subject with { Title = text, Owner = link, System = link }, [new GraphRelation(other, text, text, GraphDirection.Uses)], new GraphTable(text, true));

        // As XML it has the elements that were meant.
        var svg = DrawnGraph.Read(drawing).Svg;
        svg.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct().ShouldBeSubsetOf(["svg", "defs", "pattern", "path", "rect", "text", "title", "a", "g"]);
        svg.DescendantsAndSelf().SelectMany(e => e.Attributes()).Select(a => a.Name.LocalName).ShouldNotContain(n => n.StartsWith("on", StringComparison.Ordinal));
        DrawnGraph.Read(drawing).Links.ShouldAllBe(l => Scheme(l) == "http" || Scheme(l) == "https" || Scheme(l) == "mailto");

        // And as HTML, where a parser closes and opens by itself.
        var document = new HtmlParser().ParseDocument("<body>" + drawing.Svg);
        document.All.Select(e => e.LocalName).Distinct().ShouldBeSubsetOf(["html", "head", "body", "svg", "defs", "pattern", "path", "rect", "text", "title", "a", "g"]);
    }

    // As a browser resolves it on a page of the site.
    private static string Scheme(string link) => Url.Create(link).IsRelative ? "https" : Url.Create(link).Scheme;

    private static string Piece(string text, int start, int length) => start >= text.Length ? text : text[start..Math.Min(text.Length, start + length)];

    private static void ShouldBeInert(string html)
    {
        var body = new HtmlParser().ParseDocument("<body>" + html).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            (BalancedHtml.Elements.Contains(element.LocalName) && element.LocalName is not ("img" or "h1" or "h2")).ShouldBeTrue(element.OuterHtml);
            foreach (var attribute in element.Attributes)
            {
                Allowed.ShouldContainKey(attribute.Name);
                (Allowed[attribute.Name].Length == 0 || Allowed[attribute.Name].Contains(element.LocalName)).ShouldBeTrue(element.OuterHtml);
            }

            (element.GetAttribute("id")?.StartsWith("doc-", StringComparison.Ordinal) != false).ShouldBeTrue(element.OuterHtml);
            (element.GetAttribute("class") is null or "doc-code" or "doc-table").ShouldBeTrue(element.OuterHtml);
            if (element.GetAttribute("href") is { } address)
            {
                (address.StartsWith("#doc-", StringComparison.Ordinal)
                    || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "mailto"))).ShouldBeTrue(address);
            }
        }

        // A second reading gives the same, so that no browser finds more.
        body.InnerHtml.ShouldBe(html);
    }
}
