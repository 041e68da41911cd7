namespace Automation.Descriptors.Tests;

/// <summary>A document whose envelope is wrong is reported with everything else that is wrong with it.</summary>
public sealed class EnvelopeTests
{
    private const string Spec = "spec:\n  type: service\n  owner: 12\n";

    [Theory]
    [InlineData("metadata:\n  name: 12\n", "metadata.name")]
    [InlineData("metadata:\n  name:\n", "metadata.name")]
    [InlineData("metadata: {}\n", "metadata.name")]
    [InlineData("metadata:\n", "metadata")]
    [InlineData("metadata: []\n", "metadata")]
    [InlineData("", "metadata")]
    [InlineData("metadata:\n  name: orders\n  namespace: 12\n", "metadata.namespace")]
    [InlineData("metadata:\n  name: orders\n  annotations: []\n", "metadata.annotations")]
    public void What_is_wrong_in_spec_is_reported_with_what_is_wrong_in_metadata(string metadata, string where)
    {
        var findings = Validated.Rejecting($"apiVersion: backstage.io/v1alpha1\nkind: Component\n{metadata}{Spec}");

        findings.ShouldContain(f => f.Rule.Id == "catalog/envelope" && f.Pointer.Replace('/', '.').TrimStart('.') == where);
        findings.ShouldContain(f => f.Rule.Id == "catalog/field-missing" && f.Pointer == "/spec/lifecycle");
        findings.ShouldContain(f => f.Rule.Id == "catalog/field-type" && f.Pointer == "/spec/owner");
    }

    [Fact]
    public void A_spec_that_is_no_map_is_reported_with_a_name_that_is_none() =>
        Validated.Rejecting("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: 12\nspec: []\n").Select(f => f.Rule.Id)
            .ShouldBe(["catalog/envelope", "catalog/field-type"]);

    [Theory]
    [InlineData("kind: Component\nmetadata:\n  name: orders\nspec: {}\n", "kind", "/apiVersion")]
    [InlineData("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n", "apiVersion", "/spec")]
    [InlineData("apiVersion: a/v1\nkind: Location\nmetadata:\n  name: orders\n  links:\n    - title: Orders\nspec: {}\n", "title", "/metadata/links/0/url")]
    public void A_field_that_is_missing_is_reported_at_the_first_name_of_its_map(string text, string name, string pointer)
    {
        var span = Validated.File(text).Documents.SelectMany(d => d.Findings).First(f => f.Pointer == pointer).Span;

        text.Split('\n')[span.Start.Line - 1][(span.Start.Column - 1)..(span.End.Column - 1)].ShouldBe(name);
    }

    [Fact]
    public void A_document_whose_envelope_is_wrong_names_no_entity() =>
        Validated.File($"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: 12\n{Spec}").Documents
            .ShouldHaveSingleItem().Descriptor
            .ShouldBeNull();

    [Theory]
    [InlineData("name: build\non: push\njobs: {}\n")]
    [InlineData("openapi: 3.0.0\ninfo:\n  title: orders\n")]
    [InlineData("metadata:\n  title: orders\nspec: {}\n")]
    [InlineData("{}\n")]
    [InlineData("services:\n  web: {}\n")]
    public void A_document_without_any_of_the_envelope_is_one_finding(string text)
    {
        var validated = Validated.File(text);

        var finding = validated.Documents.ShouldHaveSingleItem().Findings.ShouldHaveSingleItem();
        finding.Rule.Id.ShouldBe("catalog/not-a-descriptor");
        finding.Message.ShouldContain("apiVersion");
        validated.IsOk.ShouldBeFalse();
    }

    [Theory]
    [InlineData("apiversion: backstage.io/v1alpha1\nKind: Component\nmetadata: {}\n")]
    [InlineData("kind: Component\n")]
    [InlineData("metadata:\n  name: orders\n")]
    public void A_document_with_a_part_of_the_envelope_has_a_finding_for_what_is_missing(string text) =>
        Validated.Rejecting(text).ShouldContain(f => f.Rule.Id == "catalog/envelope");
}
