using System.Globalization;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Cli.Action;

/// <summary>Reports a site in a job: the log, the step's summary, outputs.</summary>
internal sealed class PortalOutput(Terminal terminal)
{
    public void Write(SiteRequest site, SiteReport report)
    {
        var size = $"{report.Pages:N0} files, {report.Bytes / 1e6:N1} MB, {report.Part:P0} of what GitHub Pages publishes";
        var left = report.LeavesOutTexts ? " Documentation and the definitions of APIs were left out, because the site would be too large." : "";
        terminal.Output.WriteLine($"The portal is in {VisibleText.Of(site.Site)}: {size}.{left}");
        if (report.IsLarge)
        {
            terminal.Output.WriteLine("::warning title=Portal::The site will soon be too large for GitHub Pages.");
        }

        var step = new StepOutput(terminal);
        step.Outputs(
        [
            ("files", report.Pages.ToString(CultureInfo.InvariantCulture)),
            ("bytes", report.Bytes.ToString(CultureInfo.InvariantCulture)),
        ]);
        step.Append("GITHUB_STEP_SUMMARY", $"### Portal\n\n{size}.{left}\n");
    }
}
