using System.Text;
using Automation.Core.Findings;
using Automation.Health.Diagnosis;
using Automation.Testing;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>Each error class of the table is found, with the side that can act; a person can read each.</summary>
public sealed class DiagnosisTests
{
    public static TheoryData<string> Cases => [.. ErrorClasses.Positive.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_state_with_an_error_has_one_finding_of_its_class_and_side(string name)
    {
        var found = ErrorClasses.Positive[name]().Diagnose().Findings;

        var parts = name.Split(' ');
        var finding = found.FirstOrDefault(f => f.Cause == parts[0] && f.Workload.Name is not "payments");
        finding.ShouldNotBeNull(string.Join("; ", found.Select(f => $"{f.Cause}: {f.Says}")));
        found.Count(f => f.Workload.Name == finding.Workload.Name).ShouldBe(1);
        finding.Responsible.ShouldBe(parts[1] == "P" ? Responsible.PlatformTeam : Responsible.ApplicationTeam);
        finding.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_person_can_read_each_error_class()
    {
        var text = new StringBuilder();
        foreach (var (name, state) in ErrorClasses.Positive)
        {
            text.Append("## ").AppendLine(name).AppendLine();
            foreach (var finding in state().Diagnose().Findings)
            {
                Append(text, finding);
            }
        }

        Snapshot.Match(text.ToString(), "error-classes.txt");
    }

    [Fact]
    public void No_text_that_may_hold_a_secret_is_copied()
    {
        foreach (var (name, state) in ErrorClasses.Positive)
        {
            var text = new StringBuilder();
            foreach (var finding in state().Diagnose().Findings)
            {
                Append(text, finding);
            }

            text.ToString().ShouldNotContain("hunter2", Case.Sensitive, name);
        }
    }

    internal static void Append(StringBuilder text, WorkloadFinding finding)
    {
        text.Append(finding.Workload.Kind).Append(' ').Append(finding.Workload.Name).Append(" (").Append(finding.Impact).AppendLine(")");
        text.Append("  ").AppendLine(finding.Effect);
        text.Append("  ").AppendLine(finding.Says);
        text.Append("  Who: ").Append(finding.Responsible).Append(", because ").AppendLine(finding.Why);
        text.Append("  Next: ").AppendLine(finding.Next);
        if (finding.Since is { } since)
        {
            text.Append("  Since: ").AppendLine($"{since.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        }

        if (finding.Pods > 0)
        {
            text.Append("  Pods: ").AppendLine($"{finding.Pods} of {finding.AllPods}{(finding.Revision.Length > 0 ? $", revision {finding.Revision}" : "")}");
        }

        foreach (var evidence in finding.Evidence)
        {
            text.Append("  Evidence: ").AppendLine(evidence);
        }

        foreach (var consequence in finding.Consequences)
        {
            text.Append("  Follows: ").AppendLine(consequence);
        }

        text.AppendLine();
    }
}
