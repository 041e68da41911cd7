using System.Text.RegularExpressions;
using Automation.Core.Text;
using Automation.Jobs.Sources.Declaring;
using Automation.Jobs.Tests.Configuration;
using Automation.Testing;
using NJsonSchema;

namespace Automation.Jobs.Tests.Sources;

/// <summary>The JSON Schema of <c>catalog-sources.yml</c> that editors use says the same as the reader.</summary>
public sealed class SourcesSchemaTests
{
    private const string SchemaPath = "schemas/catalog-sources.schema.json";

    private static readonly string[] Places = ["directory", "git", "github", "github-people", "terraform", "directory-service", "github-organization"];

    private static readonly JsonSchema Schema = GeneratedSchema.Of(typeof(SourceList), Required);

    [Fact]
    public void The_committed_schema_is_current() => GeneratedSchema.ShouldBeCommitted(SchemaPath, Schema);

    [Fact]
    public void Schema_and_reader_have_the_same_keys()
    {
        GeneratedSchema.Keys(Schema).ShouldBe(SourceKeys.Sources.Names);
        GeneratedSchema.Keys(Schema.Definitions["SourceDeclaration"]).ShouldBe(SourceKeys.Source.Names);
        GeneratedSchema.Keys(Schema.Definitions["ProcessorSettings"]).ShouldBe(SourceKeys.Processors.Names);
        GeneratedSchema.Keys(Schema.Definitions["AnnotationRelation"]).ShouldBe(SourceKeys.Relation.Names);
        Schema.Definitions.Keys.Order().ShouldBe(["AnnotationRelation", "ProcessorSettings", "SourceDeclaration"]);
    }

    [Fact]
    public void The_guides_examples_are_accepted_by_both()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/catalog-sources.md"));
        var examples = Regex.Matches(guide, "```yaml\n(?<file>(sources|processors):\n.*?)```", RegexOptions.Singleline)
            .Select(m => m.Groups["file"].Value)
            .ToList();

        examples.Count.ShouldBeGreaterThan(1);
        foreach (var example in examples)
        {
            var file = example.Contains("sources:", StringComparison.Ordinal) ? example : $"sources: [{{git: a}}]\n{example}";
            Problems(file).ShouldBeEmpty(file);
            Errors(file).ShouldBeEmpty(file);
        }
    }

    [Theory]
    [InlineData("sources: [{directory: a}]")]
    [InlineData("sources: [{git: '../repositories/*', repository: acme/*, branch: main, revision: v1, folder: backstage, include: ['**/*.yaml'], exclude: "
        + "[drafts/], namespace: acme, name: 'acme-*'}]")]
    [InlineData("sources: [{github-people: acme, name: people}, {github: acme/*}]")]
    [InlineData("sources: [{git: a}]\nprocessors: {owner-from-codeowners: true, relations: [{annotation: acme.example/runs-on, type: runsOn, inverse: runs, "
        + "kind: Resource}]}")]
    public void What_one_accepts_the_other_accepts(string yaml)
    {
        Problems(yaml).ShouldBeEmpty();
        Errors(yaml).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("sources: []")]
    [InlineData("sources: {git: a}")]
    [InlineData("source: [{git: a}]")]
    [InlineData("sources: [{git: a, directory: b}]")]
    [InlineData("sources: [{name: a}]")]
    [InlineData("sources: [{git: 1}]")]
    [InlineData("sources: [{git: ''}]")]
    [InlineData("sources: [{git: a, includes: [b.yaml]}]")]
    [InlineData("sources: [{git: a, include: b.yaml}]")]
    [InlineData("sources: [{git: a}]\nprocessors: {owner-from-codeowners: 'yes'}")]
    [InlineData("sources: [{git: a}]\nprocessors: {relations: [{type: runsOn, inverse: runs}]}")]
    [InlineData("sources: [{git: a}]\nprocessors: {relations: [{annotation: a, type: runsOn}]}")]
    [InlineData("- git: a")]
    public void What_one_refuses_the_other_refuses(string yaml)
    {
        Problems(yaml).ShouldNotBeEmpty();
        Errors(yaml).ShouldNotBeEmpty();
    }

    // What the types do not say, and the reader asks for.
    private static void Required(JsonSchema schema)
    {
        schema.RequiredProperties.Add("sources");
        schema.Properties["sources"].MinItems = 1;
        Array.ForEach(["annotation", "type", "inverse"], schema.Definitions["AnnotationRelation"].RequiredProperties.Add);
        foreach (var place in Places)
        {
            schema.Definitions["SourceDeclaration"].OneOf.Add(new JsonSchema { RequiredProperties = { place } });
        }
    }

    private static IEnumerable<string> Problems(string yaml) =>
        SourcesReader.Declared(SourceText.Of(SourcesReader.FileName, yaml)).Findings.Select(f => f.Message);

    private static List<string> Errors(string yaml) => GeneratedSchema.Errors(Schema, yaml);
}
