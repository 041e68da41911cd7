using Automation.Jobs.Configuration;
using NJsonSchema;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>The JSON Schema that editors use says the same as the reader.</summary>
public sealed class SettingsSchemaTests
{
    [Fact]
    public void The_committed_schema_is_current() => GeneratedSchema.ShouldBeCommitted(SettingsSchema.Path, SettingsSchema.Generate());

    [Fact]
    public void Schema_and_reader_have_the_same_keys()
    {
        var schema = SettingsSchema.Generate();

        Keys(schema).ShouldBe(SettingsKeys.Settings.Names);
        Keys(schema.Definitions["DescriptorFiles"]).ShouldBe(SettingsKeys.DescriptorFiles.Names);
        Keys(schema.Definitions["RuleSetting"]).ShouldBe(SettingsKeys.RuleSetting.Names);
        Keys(schema.Definitions["Requirement"]).ShouldBe(SettingsKeys.Requirement.Names);
        Keys(schema.Definitions["AllowedValues"]).ShouldBe(SettingsKeys.AllowedValues.Names);
        Keys(schema.Definitions["OwnershipSettings"]).ShouldBe(SettingsKeys.Owners.Names);
        Keys(schema.Definitions["CheckBudget"]).ShouldBe(SettingsKeys.Budget.Names);
        Keys(schema.Definitions["PullRequestSettings"]).ShouldBe(SettingsKeys.PullRequests.Names);
        Keys(schema.Definitions["ScaffoldSettings"]).ShouldBe(SettingsKeys.Scaffold.Names);
        Keys(schema.Definitions["ScaffoldRule"]).ShouldBe(SettingsKeys.ScaffoldRule.Names);
        schema.Definitions.Keys.Order()
            .ShouldBe([
                "AllowedValues",
                "CheckBudget",
                "CheckMode",
                "DescriptorFiles",
                "Dialect",
                "FailOn",
                "OwnershipSettings",
                "PullRequestSettings",
                "Requirement",
                "RuleLevel",
                "RuleSetting",
                "ScaffoldRule",
                "ScaffoldSettings",
            ]);
    }

    [Fact]
    public void The_guides_example_is_accepted_by_both()
    {
        var example = GuideExample.Text;

        Settings.Problems(example).ShouldBeEmpty();
        Errors(example).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("descriptors: [a.yaml]")]
    [InlineData("descriptors: {include: [a.yaml], exclude: [b/**], sources: [org.yaml]}")]
    [InlineData("rules: {catalog/blank-text: off}")]
    [InlineData("rules: {catalog/blank-text: {severity: error}}")]
    [InlineData("rules: {catalog/blank-text: [warning, {severity: off, paths: [legacy/**]}]}")]
    [InlineData("required: [{kind: API, tags: [internal]}]")]
    [InlineData("allowed: {types: {Component: []}}")]
    [InlineData("names: {API: '[a-z]+-api'}")]
    [InlineData("owners: {dialect: gitlab, inherit: true, first-only: false, allow-unowned: [vendor/]}")]
    [InlineData("owners: {namespaces: {acme: default}, aliases: {'@acme/pay': group:payments, dev@acme.example: user:ada}}")]
    [InlineData("baseline: .github/baseline.json")]
    [InlineData("budget: {changed-files: 1000, base-files: 10000, bytes: 1, documents: 1, entries: 5000000, calls: 30, seconds: 3600}")]
    [InlineData("scaffold: {allow: [{templates: [node-service, 'template:*/*'], by: [group:default/payments, user:ada], into: [acme]}, {}]}")]
    [InlineData("fail-on: never")]
    [InlineData("{}")]
    public void What_one_accepts_the_other_accepts(string yaml)
    {
        Settings.Problems(yaml).ShouldBeEmpty();
        Errors(yaml).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("descriptor: [a.yaml]")]
    [InlineData("descriptors: a.yaml")]
    [InlineData("descriptors: [1]")]
    [InlineData("descriptors: ['']")]
    [InlineData("descriptors: {patterns: [a.yaml]}")]
    [InlineData("rules: {catalog/blank-text: fatal}")]
    [InlineData("rules: {catalog/blank-text: {paths: [legacy/**]}}")]
    [InlineData("rules: {catalog/blank-text: {severity: error, path: [legacy/**]}}")]
    [InlineData("rules: {catalog/blank-text: [[error]]}")]
    [InlineData("rules: [catalog/blank-text]")]
    [InlineData("required: {kind: API}")]
    [InlineData("required: [{tags: [internal]}]")]
    [InlineData("required: [{kind: API, annotation: [a]}]")]
    [InlineData("allowed: {types: [service]}")]
    [InlineData("allowed: {lifecycle: [production]}")]
    [InlineData("names: {API: 1}")]
    [InlineData("names: '[a-z]'")]
    [InlineData("owners: {dialect: bitbucket}")]
    [InlineData("owners: {inherit: 'yes'}")]
    [InlineData("owners: {alias: {}}")]
    [InlineData("owners: {aliases: ['@acme/pay']}")]
    [InlineData("baseline: [a]")]
    [InlineData("baseline:")]
    [InlineData("budget: {calls: 29}")]
    [InlineData("budget: {seconds: 0}")]
    [InlineData("budget: {bytes: 2000000000}")]
    [InlineData("budget: {documents: 1.5}")]
    [InlineData("budget: {entries: many}")]
    [InlineData("budget: {files: 1}")]
    [InlineData("scaffold: {allow: []}")]
    [InlineData("scaffold: {allow: [{templates: []}]}")]
    [InlineData("scaffold: {allow: [{by: ada}]}")]
    [InlineData("scaffold: {allow: [{owners: [acme]}]}")]
    [InlineData("scaffold: [acme]")]
    [InlineData("fail-on: Error")]
    [InlineData("- descriptors")]
    public void What_one_refuses_the_other_refuses(string yaml)
    {
        Settings.Problems(yaml).ShouldNotBeEmpty();
        Errors(yaml).ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Keys(JsonSchema schema) => GeneratedSchema.Keys(schema);

    private static List<string> Errors(string yaml) => GeneratedSchema.Errors(SettingsSchema.Generate(), yaml);
}
