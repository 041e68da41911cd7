using Automation.Core.Text;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary>The result of <c>catalog build</c>.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class BuildWriter(TerminalOptions options)
{
    private const int MostProblems = 10;

    /// <summary>For a person at a terminal.</summary>
    public void WriteText(BuildReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        var most = options.Quiet ? 0 : options.Verbose ? int.MaxValue : MostProblems;
        foreach (var (severity, message, place) in report.Problems.Take(most))
        {
            page.Line(
                (ReportWording.Name(severity), Tone.Of(severity)), ($": {VisibleText.Of(message)}", Tone.Plain), ($"  {VisibleText.Of(place)}", Tone.Faint));
        }

        if (report.Findings > most && most > 0)
        {
            page.Line(($"and {report.Findings - Math.Min(most, report.Problems.Count):N0} more in the folder 'findings' of the catalog.", Tone.Faint));
        }

        if (report.Skeletons > 0 && !options.Quiet)
        {
            page.Line(($"{ReportWording.LeftOut(report.Skeletons)}{(report.SkeletonFiles.Count > 0 ? ":" : ".")}", Tone.Faint));
            foreach (var file in report.SkeletonFiles)
            {
                page.Line(($"  {VisibleText.Of(file)}", Tone.Faint));
            }
        }

        var stale = report.Stale == 0 ? "" : $" {report.Stale:N0} of them {(report.Stale == 1 ? "is" : "are")} stale: kept in the last valid version.";
        page.Line((
            $"{report.Entities:N0} {(report.Entities == 1 ? "entity" : "entities")} and {ReportWording.Count(report.Relations, "relation")}, "
            + $"{ReportWording.Count(report.Findings, "finding")}.{stale} "
            + $"{ReportWording.Count(report.Written, "file")} written, {report.Deleted:N0} deleted, {report.Unchanged:N0} unchanged, in {report.Seconds:N1} s.",
            report.Errors == 0 ? Tone.Well : Tone.Warning));
        if (report.Documents is { } documents && !options.Quiet)
        {
            page.Line(($"Documentation: {ReportWording.Count(documents, "file")} changed.", Tone.Faint));
        }

        if (report.Site is { } site)
        {
            page.Line((
                $"Portal: {ReportWording.Count(site.Pages, "file")} of {site.Bytes / 1e6:N1} MB, {site.Part:P0} of what GitHub Pages publishes. "
                + $"{ReportWording.Count(site.Written, "file")} written, {site.Deleted:N0} deleted."
                + (site.LeavesOutTexts ? " Documentation and the definitions of APIs were left out, because the site would be too large." : "")
                + (site.IsLarge ? " The site will soon be too large for GitHub Pages." : ""),
                site.IsLarge ? Tone.Warning : Tone.Well));
        }
    }

    /// <summary><c>5 template files left out</c>.</summary>
    public static string LeftOut(int skeletons) => ReportWording.LeftOut(skeletons);

    /// <summary>For scripts: one line.</summary>
    public static void WriteJson(BuildReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        lines.Json.WriteStartObject();
        lines.Json.WriteNumber("entities", report.Entities);
        lines.Json.WriteNumber("relations", report.Relations);
        lines.Json.WriteNumber("findings", report.Findings);
        lines.Json.WriteNumber("stale", report.Stale);
        lines.Json.WriteNumber("skeletons", report.Skeletons);
        lines.Json.WriteNumber("written", report.Written);
        lines.Json.WriteNumber("bytesWritten", report.BytesWritten);
        lines.Json.WriteNumber("unchanged", report.Unchanged);
        lines.Json.WriteNumber("deleted", report.Deleted);
        if (report.Documents is { } documents)
        {
            lines.Json.WriteNumber("documents", documents);
        }

        lines.Json.WriteNumber("seconds", Math.Round(report.Seconds, 3));
        if (report.Site is { } site)
        {
            lines.Json.WriteStartObject("site");
            lines.Json.WriteNumber("files", site.Pages);
            lines.Json.WriteNumber("bytes", site.Bytes);
            lines.Json.WriteNumber("written", site.Written);
            lines.Json.WriteNumber("deleted", site.Deleted);
            lines.Json.WriteEndObject();
        }

        lines.Json.WriteEndObject();
        lines.EndLine();
    }
}
