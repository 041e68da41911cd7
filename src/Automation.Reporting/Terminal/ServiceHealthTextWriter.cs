using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>health show --format text</c>: where a service runs, and who must act.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class ServiceHealthTextWriter(TerminalOptions options) : IWriter<ServiceHealthReport>
{
    /// <inheritdoc/>
    public void Write(ServiceHealthReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        page.Line((VisibleText.Of(report.Ref), Tone.Strong), (report.Owner is null ? "" : $"  owned by {VisibleText.Of(report.Owner)}", Tone.Faint));
        foreach (var place in report.Places)
        {
            Write(page, place);
        }

        foreach (var application in report.Applications)
        {
            page.Line(("  Argo CD     ", Tone.Faint), (VisibleText.Of(HealthOverviewWording.Of(application)), ToneOf(application)));
        }

        page.Line();
        var problems = new HealthTextWriter(options);
        foreach (var incident in report.Incidents)
        {
            HealthTextWriter.Write(page, incident);
        }

        foreach (var problem in report.Problems)
        {
            problems.Write(page, problem);
        }

        foreach (var part in report.NotChecked)
        {
            page.Sentence(2, ("not read: ", Tone.Warning), ($"{VisibleText.Of(part.What)}: {VisibleText.Of(part.Why)}", Tone.Plain));
        }

        page.Line((Sum(report), report.HasFailed ? Tone.Error
            : report.Places.Count == 0 || report.Problems.Count > 0 || report.Places.Any(p => p.UnknownSince is not null) ? Tone.Warning : Tone.Well));
    }

    private static void Write(TerminalPage page, ServicePlace place)
    {
        page.Line(
            (
                $"  {(place.UnknownSince is null ? place.Status ?? "no rule" : "unknown"),-12}",
                place.UnknownSince is null ? ToneOf(place.Status) : Tone.Warning
            ),
            ($"{VisibleText.Of(place.Workload)}", Tone.Plain),
            ($"  {VisibleText.Of(place.Namespace ?? "")}, cluster {VisibleText.Of(place.Cluster)}", Tone.Faint));
        page.Line(($"              {(place.UnknownSince is { } since ? HealthOverviewWording.Unknown(since) : Details(place))}", Tone.Faint));
    }

    private static Tone ToneOf(string? status) => status switch
    {
        "Healthy" => Tone.Well,
        "Degraded" or "Unknown" => Tone.Error,
        _ => Tone.Warning,
    };

    private static Tone ToneOf(ServiceApplication application) => application switch
    {
        { IsFine: true } => Tone.Plain,
        { UnknownSince: null, Status: "Degraded" } => Tone.Error,
        _ => Tone.Warning,
    };

    private static string Details(ServicePlace place) => string.Join(
        ", ",
        new[]
        {
            place.Version.Length > 0 ? $"version {VisibleText.Of(place.Version)}" : null,
            place.Revision.Length > 0 ? $"revision {place.Revision}" : null,
            place.Wanted is { } wanted ? $"{place.Serving} of {wanted} serve" : place.Serving > 0 ? $"{place.Serving} serve" : null,
            place.Since is { } since ? $"since {ShownTime.Of(since)}" : null,
        }.OfType<string>());

    private static string Sum(ServiceHealthReport report)
    {
        if (report.Places.Count == 0)
        {
            return $"No workload was found by {report.FoundBy}. Check the labels of its workloads and of their pods.";
        }

        var unknown = report.Places.Count(p => p.UnknownSince is not null);
        var known = ReportWording.Count(report.Places.Count - unknown, "workload");
        var found = report.Problems.Count == 0 ? $"No problems found in {known}"
            : $"{ReportWording.Count(report.Problems.Count, "problem")} in {known}: "
                + $"{ReportWording.Join([.. report.Problems.Select(p => RuleWords.Name(p.Responsible)).Distinct()])} must act";
        return unknown == 0 ? $"{found}."
            : report.Places.Count == unknown ? $"The state of {ReportWording.Count(unknown, "workload")} is not known: there is no fresh reading."
            : $"{found}; the state of {ReportWording.Count(unknown, "more workload")} is not known.";
    }
}
