using Automation.Descriptors.Tests.References;
using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests;

/// <summary>Messages about long text of a file stay a sentence.</summary>
public sealed class LongWordsTests
{
    private const int Sentence = 500;

    private static readonly string Long = new('x', 70_000);

    [Fact]
    public void Messages_about_a_descriptor_stay_short()
    {
        var findings = Validated.File(
            Component("orders", $"dependsOn: [{Long}]",
                owner: $"\"@acme/{Long}\"") + $"---\napiVersion: {Long}\nkind: {Long}\nmetadata:\n  name: {Long}\n").Documents
            .SelectMany(d => d.Findings)
            .ToList();

        findings.Select(f => f.Rule.Id).ShouldContain("catalog/reference-kind-missing");
        findings.ShouldAllBe(f => f.Message.Length < Sentence && (f.Fix == null || f.Fix.Title.Length < Sentence));
    }

    [Fact]
    public void The_message_about_a_cycle_stays_short()
    {
        var finding = Repo.With(Group("a", $"children: [{Long}]\nparent: {Long}")).Check().Findings.Single(f => f.Rule.Id == "reference/cycle");

        finding.Message.Length.ShouldBeLessThan(Sentence);
    }
}
