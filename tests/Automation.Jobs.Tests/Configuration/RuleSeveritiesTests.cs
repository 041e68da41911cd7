using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>How much a finding matters, where configuration says so.</summary>
public sealed class RuleSeveritiesTests
{
    private static readonly Rule UnknownOwner = Settings.KnownRules.First(r => r.Id == "reference/unknown-owner");

    [Theory]
    [InlineData("{}", "a.yaml", "Error")]
    [InlineData("rules: {reference/unknown-owner: info}", "a.yaml", "Info")]
    [InlineData("rules: {reference/unknown-owner: off}", "a.yaml", null)]
    [InlineData("rules: {reference/unknown-owner: {severity: warning, paths: [legacy/]}}", "legacy/a/b.yaml", "Warning")]
    [InlineData("rules: {reference/unknown-owner: {severity: warning, paths: [legacy/]}}", "a.yaml", "Error")]
    [InlineData("rules: {reference/unknown-owner: [info, {severity: off, paths: ['old/**']}]}", "old/a.yaml", null)]
    [InlineData("rules: {reference/unknown-owner: [info, {severity: off, paths: ['old/**']}]}", "a.yaml", "Info")]
    public void A_finding_has_the_severity_that_the_last_fitting_case_gives_it(string yaml, string path, string? expected)
    {
        var finding = new Finding(UnknownOwner, "No such owner.", path, SourceSpan.FileStart);

        Settings.Read(yaml).Settings.Weigh(finding, path)?.Severity.ToString().ShouldBe(expected);
        (Settings.Read(yaml).Settings.Weigh(finding, path) is null).ShouldBe(expected is null);
    }

    [Fact]
    public void What_Backstage_does_is_not_changed()
    {
        var finding = new Finding(UnknownOwner with { Consequence = Consequence.RejectsEntity }, "No such owner.", "a.yaml", SourceSpan.FileStart);

        var lowered = Settings.Read("rules: {reference/unknown-owner: info}").Settings.Weigh(finding, "a.yaml");

        lowered.ShouldNotBeNull().Rule.Consequence.ShouldBe(Consequence.RejectsEntity);
    }

    [Fact]
    public void Every_rule_of_the_project_is_documented_and_named_once()
    {
        JobsRules.All.Select(r => r.Id).ShouldBeUnique();
        JobsRules.All.ShouldAllBe(r => r.Why.Length > 0 && r.Sources.Count > 0 && r.Title.EndsWith('.') && r.Consequence == Consequence.Accepted);
    }
}
