using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Policies;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Tests.Policies;

/// <summary>What an organisation asks of descriptors beyond what Backstage does.</summary>
public sealed class PolicyCheckTests
{
    private const string Orders = """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
          annotations:
            github.com/project-slug: acme/orders
          tags: [csharp]
        spec:
          type: service
          lifecycle: production
          owner: ordering
        """;

    [Fact]
    public void A_policy_that_asks_for_nothing_finds_nothing() => Check(Orders, CatalogPolicy.None).ShouldBeEmpty();

    [Fact]
    public void What_a_kind_and_type_must_have_is_asked_for_once()
    {
        var policy = new CatalogPolicy
        {
            Required =
            [
                new Requirement { Kind = "component", Annotations = ["pagerduty.com/service-id", "github.com/project-slug"], Tags = ["csharp", "paid"] },
                new Requirement { Kind = "Component", Type = "Service", Annotations = ["pagerduty.com/service-id"], Labels = ["acme.example/tier"] },
                new Requirement { Kind = "Component", Type = "website", Tags = ["customer-facing"] },
                new Requirement { Kind = "API", Tags = ["internal"] },
            ],
        };

        Check(Orders, policy).ShouldBe([
            "5:3 policy/required-annotation /metadata/annotations/pagerduty.com~1service-id Every component needs the annotation 'pagerduty.com/service-id'. "
            + "Add it to 'metadata.annotations'.",
            "3:1 policy/required-label /metadata/labels/acme.example~1tier Every Component of type 'Service' needs the label 'acme.example/tier'. Add it to "
            + "'metadata.labels'.",
            "7:3 policy/required-tag /metadata/tags Every component needs the tag 'paid'. Add it to 'metadata.tags'.",
        ]);
    }

    [Fact]
    public void A_misspelt_key_is_renamed_where_its_prefix_is_the_same()
    {
        var required = new CatalogPolicy { Required = [new Requirement { Kind = "Component", Annotations = ["github.com/project-slugs"] }] };
        var other = new CatalogPolicy { Required = [new Requirement { Kind = "Component", Annotations = ["gitlab.com/project-slug"] }] };

        Fixed(Orders, required).ShouldContain("    github.com/project-slugs: acme/orders");
        Fixed(Orders, other).ShouldBe(Orders);
    }

    [Fact]
    public void A_blank_value_counts_as_none()
    {
        var policy = new CatalogPolicy { Required = [new Requirement { Kind = "Component", Annotations = ["github.com/project-slug"] }] };

        Check(Orders.Replace("acme/orders", "\" \"", StringComparison.Ordinal), policy).ShouldHaveSingleItem()
            .ShouldStartWith(
                "6:30 policy/required-annotation /metadata/annotations/github.com~1project-slug The annotation 'github.com/project-slug' is blank.");
    }

    [Fact]
    public void What_a_placeholder_reads_is_not_validated()
    {
        var policy = new CatalogPolicy { Allowed = new AllowedValues { Lifecycles = ["production"] } };
        var yaml = Orders.Replace("lifecycle: production", "lifecycle: {$text: ./lifecycle.txt}", StringComparison.Ordinal);

        Check(yaml, policy).ShouldBeEmpty();
    }

    [Fact]
    public void Kinds_types_and_lifecycles_must_be_among_those_that_are_allowed()
    {
        var policy = new CatalogPolicy
        {
            Allowed = new AllowedValues
            {
                Kinds = ["API"],
                Types = new Dictionary<string, IReadOnlyList<string>> { ["component"] = ["website", "services"], ["API"] = ["openapi"] },
                Lifecycles = ["Production", "experimental"],
            },
        };

        Check(Orders, policy).ShouldBe([
            "2:7 policy/kind /kind Descriptors here may not define a Component: only 'API' is allowed.",
            "9:9 policy/type /spec/type 'service' is not a type of Component that is allowed here: the allowed values are 'website', 'services'. Did you mean "
            + "'services'?",
            "10:14 policy/lifecycle /spec/lifecycle 'production' is not a lifecycle that is allowed here: the allowed values are 'Production', "
            + "'experimental'. Did you mean 'Production'?",
        ]);
        Fixed(Orders, policy).ShouldContain("  type: services\n  lifecycle: Production\n");
    }

    [Fact]
    public void A_list_that_is_empty_allows_everything()
    {
        var policy = new CatalogPolicy { Allowed = new AllowedValues { Types = new Dictionary<string, IReadOnlyList<string>> { ["Component"] = [] } } };

        Check(Orders, policy).ShouldBeEmpty();
    }

    [Fact]
    public void Names_must_look_as_those_of_their_kind_do()
    {
        var policy = new CatalogPolicy
        {
            Names = new Dictionary<string, NameFormat> { ["component"] = new("acme-.*", n => n.StartsWith("acme-", StringComparison.Ordinal)) },
        };

        Check(Orders, policy).ShouldBe([
            "4:9 policy/name /metadata/name 'orders' is not a name that the configuration allows for a Component: the whole name must match 'acme-.*'.",
        ]);
        Check(Orders.Replace("name: orders", "name: acme-orders", StringComparison.Ordinal), policy).ShouldBeEmpty();
    }

    [Fact]
    public void No_policy_makes_a_document_invalid()
    {
        PolicyRules.All.ShouldAllBe(r => r.Consequence == Consequence.Accepted);
        PolicyRules.All.ShouldAllBe(r => r.Detects.Length > 0 && r.Why.Length > 0 && r.Bad.Length > 0 && r.Good.Length > 0 && r.Sources.Count > 0);
        PolicyRules.All.Select(r => r.Id).ShouldBeUnique();
    }

    private static IReadOnlyList<string> Check(string yaml, CatalogPolicy policy) =>
        [.. Findings(yaml, policy).Select(f => $"{f.Span.Start} {f.Rule.Id} {f.Pointer} {f.Message}")];

    private static string Fixed(string yaml, CatalogPolicy policy) =>
        TextEdit.Apply(yaml, Findings(yaml, policy).Where(f => f.Fix is not null).SelectMany(f => f.Fix!.Edits).Select(e => e.Edit)).Text;

    private static IReadOnlyList<Finding> Findings(string yaml, CatalogPolicy policy)
    {
        var source = SourceText.Of("catalog-info.yaml", yaml);
        var validated = DescriptorValidator.Validate(source, new DescriptorContext("catalog-info.yaml", null), YamlLimits.Descriptor);
        return PolicyCheck.Check(validated.Documents.ShouldHaveSingleItem().Descriptor.ShouldNotBeNull(), source, policy);
    }
}
