using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>health report --format text</c>: what is wrong and who must act, then the clusters.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class HealthOverviewTextWriter(TerminalOptions options) : IWriter<HealthOverviewReport>
{
    /// <inheritdoc/>
    public void Write(HealthOverviewReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        foreach (var incident in report.Incidents)
        {
            HealthTextWriter.Write(page, incident);
        }

        var problems = new HealthTextWriter(options);
        foreach (var problem in report.Services.SelectMany(s => s.Problems).OrderByDescending(p => p.Severity))
        {
            problems.Write(page, problem);
        }

        foreach (var (service, application) in report.Services.SelectMany(s => s.Applications.Where(a => !a.IsFine).Select(a => (s, a))))
        {
            page.Sentence(
                2,
                ("Argo CD: ", Tone.Faint),
                (VisibleText.Of(HealthOverviewWording.Of(application)), Tone.Warning),
                ($"  {VisibleText.Of(service.Ref)}", Tone.Faint));
        }

        foreach (var cluster in report.Clusters)
        {
            page.Sentence(
                2,
                ($"cluster {VisibleText.Of(cluster.Name)}: ", Tone.Strong),
                (HealthOverviewWording.State(cluster), cluster.IsUnknown ? Tone.Warning : Tone.Plain));
            foreach (var part in cluster.Unread)
            {
                page.Sentence(4, ("  not read: ", Tone.Warning), ($"{VisibleText.Of(part.What)}: {VisibleText.Of(part.Why)}", Tone.Plain));
            }
        }

        foreach (var part in report.NotChecked)
        {
            page.Sentence(2, ("not used: ", Tone.Warning), ($"{VisibleText.Of(part.What)}: {VisibleText.Of(part.Why)}", Tone.Plain));
        }

        page.Line();
        if (report.Written is { } written)
        {
            page.Line((written, Tone.Plain));
        }

        page.Line((HealthOverviewWording.Sum(report), report.Services.Any(s => s.HasFailed) ? Tone.Error
            : report.Clusters.Any(c => c.IsUnknown) || report.Services.Any(s => s.Problems.Count > 0) ? Tone.Warning : Tone.Well));
    }
}
