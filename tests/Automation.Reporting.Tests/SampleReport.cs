using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Tests;

/// <summary>A report as a pull request of a small organisation gets it, and the smaller ones that tests vary.</summary>
internal static class SampleReport
{
    public static readonly Rule NameFormat = new(
        "catalog/name-format", Severity.Error, Responsible.ApplicationTeam, "Give the entity a name that Backstage can put in a URL.")
    {
        Consequence = Consequence.RejectsFile,
        Detects = "A name that is not 1 to 63 letters, digits, `-`, `_` or `.`.",
        Why = "Backstage puts the name in URLs.",
        Bad = "metadata:\n  name: Orders API",
        Good = "metadata:\n  name: orders-api",
        Sources = [RuleSource.BackstageDocs("Descriptor Format of Catalog Entities", "descriptor-format")],
    };

    public static readonly Rule Duplicate = new("catalog/duplicate-ref", Severity.Error, Responsible.ApplicationTeam, "Define an entity once.")
    {
        Detects = "Two documents that define the same entity.",
        Why = "Backstage keeps one of them.",
    };

    public static readonly Rule OwnerUnknown = new("reference/owner-unknown", Severity.Warning, Responsible.ApplicationTeam, "Use an owner that exists.")
    {
        Detects = "An owner that does not exist.",
        Why = "Nobody owns the entity.",
    };

    public static readonly Rule KindNotAllowed = new(
        "policy/kind-not-allowed", Severity.Error, Responsible.PlatformTeam, "Allow the kinds that a repository needs.")
    {
        Detects = "A kind that the policy does not allow.",
        Why = "It is maintained elsewhere.",
    };

    public static readonly Rule DescriptionMissing = new(
        "catalog/description-missing", Severity.Info, Responsible.ApplicationTeam, "Say in a sentence what the entity is for.")
    {
        Detects = "An entity without a description.",
        Why = "Readers do not know what it is for.",
    };

    public static readonly Rule OwnersDisagree = new(
        "owners/disagree", Severity.Error, Responsible.ApplicationTeam, "Use the same owner in the catalog and in CODEOWNERS.")
    {
        Detects = "Owners that differ.",
        Why = "The wrong people are asked.",
    };

    public static IReadOnlyList<Rule> Rules { get; } = [NameFormat, Duplicate, OwnerUnknown, KindNotAllowed, DescriptionMissing, OwnersDisagree];

    private static readonly SourceText Orders = SourceText.Of("services/orders/catalog-info.yaml", """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
          description: Takes orders and keeps them
        spec:
          type: service
          owner: team-order
          lifecycle: production
        ---
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: Orders API
        spec:
          type: openapi
          owner: team-orders
          lifecycle: production
          definition: $text
        """ + "\n");

    private static readonly SourceText Legacy = SourceText.Of("services/legacy/catalog-info.yaml", """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: service
          owner: team-gone
          lifecycle: deprecated
        """ + "\n");

    private static readonly SourceText Template = SourceText.Of("templates/service/template.yaml", """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        """ + "\n");

    private static readonly SourceText Codeowners = SourceText.Of(".github/CODEOWNERS", """
        *           @acme/platform
        /services/  @acme/orders
        /templates/ @acme/golden-paths
        """ + "\n");

    public static Report Acme
    {
        get
        {
            var ownerGone = At(OwnerUnknown, Legacy, "team-gone", "There is no group 'team-gone' in the catalog.") with { PreExisting = true };
            var duplicate = At(Duplicate, Legacy, "orders", "component:default/orders is defined twice; Backstage keeps whichever it reads first.") with
            {
                Related = new RelatedPlace(Orders.Path, Find(Orders, "orders"), "the other definition"),
            };
            var owner = At(OwnerUnknown, Orders, "team-order", "There is no group 'team-order' in the catalog; did you mean 'team-orders'?") with
            {
                Fix = Replace(Orders, "team-order", "team-orders", "Name the owner team-orders"),
                Pointer = "/spec/owner",
            };
            var name = At(NameFormat, Orders, "Orders API", "'Orders API' is not a valid name: a name has no spaces.") with
            {
                Fix = Replace(Orders, "Orders API", "orders-api", "Rename it to orders-api"),
                Pointer = "/metadata/name",
            };
            var description = At(DescriptionMissing, Orders, "metadata:\n  name: Orders API", "The API has no description; people find it by name alone.");
            var kind = At(KindNotAllowed, Template, "Template", "The catalog's rules admit no Template from this repository.");

            var disagree = At(
                OwnersDisagree, Template, "service", "In the catalog, group:default/platform owns it; in .github/CODEOWNERS:3, @acme/golden-paths.") with
            {
                Suggestions =
                [
                    new Suggestion("Name the owner golden-paths", Template.Path, Insert(Template, "name: service\n", "spec:\n  owner: golden-paths\n")),
                    new Suggestion(
                        "Make @acme/platform own the file",
                        Codeowners.Path,
                        Insert(Codeowners, "@acme/golden-paths\n", "/templates/service/template.yaml @acme/platform\n")),
                ],
            };

            return new Report("Pull request 42 of acme/shop", [duplicate, ownerGone, owner, description, name, kind, disagree])
            {
                ComparedWithBase = true,
                Files = 9,
                Documents =
                [
                    new(
                        Legacy.Path,
                        0,
                        1,
                        "component:default/orders",
                        Valid: true,
                        FileOk: true,
                        [duplicate, ownerGone],
                        [
                            new("component:default/orders", "ownedBy", "group:default/team-gone"),
                            new("group:default/team-gone", "ownerOf", "component:default/orders"),
                        ]),
                    new(Orders.Path, 0, 1, "component:default/orders", Valid: true, FileOk: false, [owner], []),
                    new(Orders.Path, 1, 11, null, Valid: false, FileOk: false, [description, name], []),
                    new(Template.Path, 0, 1, "template:default/service", Valid: true, FileOk: true, [kind, disagree], []),
                    .. Enumerable.Range(1, 10)
                        .Select(i => new DocumentVerdict($"libs/lib-{i}/catalog-info.yaml", 0, 1, $"component:default/lib-{i}", true, true, [], [])),
                ],
                Ownership =
                [
                    new(Legacy.Path, "component:default/orders", "group:default/team-gone", [], null, "unowned", PreExisting: true),
                    new(Orders.Path, "component:default/orders", "group:default/orders", ["@acme/orders"], 2, OwnershipVerdict.Agree, PreExisting: false),
                    new(Template.Path, "template:default/service", "group:default/platform", ["@acme/golden-paths"], 3, "disagree", PreExisting: false),
                ],
                NotChecked = [new NotChecked("CODEOWNERS of acme/platform", "the token of this job cannot read it; give the job a token of the App")],
                Sources = new[] { Orders, Legacy, Template, Codeowners }.ToDictionary(s => s.Path),
                Suppressed = 3,
            };
        }
    }

    public static Report AllWell { get; } = new("Pull request 43 of acme/shop", [])
    {
        Files = 9,
        Documents =
        [
            .. Enumerable.Range(1, 14)
                .Select(i => new DocumentVerdict($"libs/lib-{i}/catalog-info.yaml", 0, 1, $"component:default/lib-{i}", true, true, [], [])),
        ],
    };

    /// <summary>A report of findings that differ only by their number.</summary>
    public static Report Of(params (Rule Rule, int Count)[] findings) => new("Pull request 44 of acme/shop",
        [.. findings.SelectMany(f => Enumerable.Range(1, f.Count).Select(i => Saying($"Finding {i} of its kind.", f.Rule)))])
    {
        Files = 1,
    };

    /// <summary>A report of one finding with the message.</summary>
    public static Report Of(string message) => new("Pull request 45 of acme/shop", [Saying(message, NameFormat)]) { Files = 1 };

    /// <summary>A report of one finding in a text, at the words.</summary>
    public static Report In(SourceText source, string words) => new("Pull request 46 of acme/shop", [At(NameFormat, source, words, "Something is wrong.")])
    {
        Files = 1,
        Sources = new Dictionary<string, SourceText> { [source.Path] = source },
    };

    public static string Written(this IWriter<Report> writer, Report report)
    {
        using var output = new StringWriter { NewLine = "\n" };
        writer.Write(report, output);
        return output.ToString();
    }

    public static Fix Replace(SourceText source, string words, string newText, string title)
    {
        var start = source.Content.IndexOf(words, StringComparison.Ordinal);
        return new Fix(title, [new FixEdit(Find(source, words), new TextEdit(start, start + words.Length, newText))]);
    }

    private static IReadOnlyList<FixEdit> Insert(SourceText source, string after, string text)
    {
        var at = source.Content.IndexOf(after, StringComparison.Ordinal) + after.Length;
        return [new FixEdit(source.SpanBetween(at, at), new TextEdit(at, at, text))];
    }

    private static Finding Saying(string message, Rule rule) => new(rule, message, "catalog-info.yaml", SourceSpan.FileStart);

    private static Finding At(Rule rule, SourceText source, string words, string message) => new(rule, message, source.Path, Find(source, words));

    private static SourceSpan Find(SourceText source, string words)
    {
        var start = source.Content.IndexOf(words, StringComparison.Ordinal);
        return source.SpanBetween(start, start + words.Length);
    }
}
