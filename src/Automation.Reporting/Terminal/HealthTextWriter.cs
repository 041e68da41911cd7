using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>health assess --format text</c>: what is wrong, who can act and what to do, then the resources that are not healthy.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class HealthTextWriter(TerminalOptions options) : IWriter<HealthReport>
{
    private const int Indent = 12;

    /// <inheritdoc/>
    public void Write(HealthReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        foreach (var incident in report.Incidents)
        {
            Write(page, incident);
        }

        var shared = report.Incidents.SelectMany(i => i.Problems).Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var problem in report.Problems.Where(p => !shared.Contains(Key(p)) && (!options.Quiet || p.Severity == Severity.Error)))
        {
            Write(page, problem);
        }

        if (!options.Quiet)
        {
            WriteResources(page, report);
        }

        foreach (var part in report.NotChecked)
        {
            page.Sentence(2, ("not read: ", Tone.Warning), ($"{VisibleText.Of(part.What)}: {VisibleText.Of(part.Why)}", Tone.Plain));
        }

        page.Line((Sum(report), report.HasFailed ? Tone.Error : report.Problems.Count > 0 || report.NotChecked.Count > 0 ? Tone.Warning : Tone.Well));
    }

    /// <summary>Writes one problem.</summary>
    internal void Write(TerminalPage page, HealthProblem problem)
    {
        var place = string.Join(", ", new[] { problem.Namespace, $"cluster {problem.Cluster}", problem.Service?.Service }.OfType<string>());
        page.Line((VisibleText.Of(problem.Workload), Tone.Strong), ($"  {VisibleText.Of(place)}", Tone.Faint));
        page.Sentence(2, ($"  {problem.Effect}", Tone.Of(problem.Severity)));
        Row(page, problem.IsProbable ? "Probably" : "Cause", $"{problem.Says}{(problem.IsProbable ? $" Events of {problem.Namespace} cannot be read." : "")}");
        Row(page, "Who", $"{RuleWords.Name(problem.Responsible)} (likely), because {problem.Why}.");
        Row(page, "Next", problem.Next);
        if (problem.Since is { } since)
        {
            Row(page, "Since", ShownTime.Of(since));
        }

        if (problem.Pods.Pods > 0)
        {
            Row(page, "Pods", $"{problem.Pods.Pods} of {problem.Pods.All}{(problem.Revision.Length > 0 ? $", revision {problem.Revision}" : "")}");
        }

        if (!options.Quiet)
        {
            foreach (var evidence in problem.Evidence)
            {
                Row(page, "Evidence", evidence);
            }

            foreach (var consequence in problem.Consequences)
            {
                Row(page, "Follows", consequence);
            }
        }

        page.Line();
    }

    /// <summary>Writes what several services share.</summary>
    internal static void Write(TerminalPage page, HealthIncident incident)
    {
        page.Line(($"Platform incident: {incident.Services.Count} services", Tone.Strong), ($"  cluster {VisibleText.Of(incident.Cluster)}", Tone.Faint));
        Row(page, "Cause", incident.Says);
        Row(page, "Who", "platform team, because services of several owners have it at the same time.");
        Row(page, "Next", incident.Next);
        Row(page, "Since", ShownTime.Of(incident.Since));
        foreach (var problem in incident.Problems)
        {
            Row(page, "Affects", $"{problem.Service?.Service ?? problem.Workload}: {problem.Effect}");
        }

        page.Line();
    }

    private void WriteResources(TerminalPage page, HealthReport report)
    {
        var explained = report.Problems.Select(p => (p.Namespace, p.Workload)).ToHashSet();
        var shown = report.Resources.Where(r => options.Verbose
            || !(r.IsFine || r.IsControlled || explained.Contains((r.Namespace, $"{r.Kind} {r.Name}")))).ToList();
        foreach (var resource in shown)
        {
            var message = resource.IsQuoted ? "the message is text of the resource, which may contain a secret; --format jsonl has it" : resource.Message;
            page.Sentence(
                2,
                ($"{resource.Status ?? "no rule",-12}", resource.IsFailed ? Tone.Error : resource.IsFine ? Tone.Well : Tone.Warning),
                ($"{VisibleText.Of(resource.Kind)} {VisibleText.Of(resource.Name)}", Tone.Plain),
                (resource.Namespace is null ? "" : $"  {VisibleText.Of(resource.Namespace)}", Tone.Faint),
                (string.IsNullOrEmpty(message) ? "" : $"  {VisibleText.Of(message, 300)}", Tone.Faint));
        }

        if (shown.Count > 0)
        {
            page.Line();
        }
    }

    private static void Row(TerminalPage page, string name, string text) =>
        page.Sentence(Indent, ($"  {name,-10}", Tone.Faint), (VisibleText.Of(text), Tone.Plain));

    private static string Sum(HealthReport report)
    {
        var byStatus = report.Resources.Where(r =>
            !r.IsControlled).GroupBy(r => r.Status).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count():N0} {g.Key ?? "without a rule"}").ToList();
        var problems = report.Problems.Count == 0 ? "No problems found" : ReportWording.Count(report.Problems.Count, "problem");
        return $"{problems} in {ReportWording.Count(report.Resources.Count, "resource")}"
            + $"{(byStatus.Count == 0 ? "" : $". Of those that no other resource controls: {string.Join(", ", byStatus)}")}.";
    }

    private static string Key(HealthProblem problem) => $"{problem.Cluster}/{problem.Namespace}/{problem.Workload}/{problem.Cause}";
}
