using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Markdown;

/// <summary><c>template run --format markdown</c>, and the summary of the step: the outcome, where it leads, and what to do; then steps and files.</summary>
public sealed class ScaffoldMarkdownWriter : IWriter<ScaffoldReport>
{
    private const int MostFiles = 200;

    /// <inheritdoc/>
    public void Write(ScaffoldReport report, TextWriter output)
    {
        output.Write($"### {Title(report)}\n\n{Outcome(report)}\n");
        WriteLinks(report, output);
        WriteProblems(report, output);
        WriteCreated(report, output);
        WriteSteps(report, output);
        WriteFiles(report, output);
    }

    private static string Title(ScaffoldReport report) => report.Template.Length == 0 ? "Software template" : MarkdownText.Code(report.Template);

    private static string Outcome(ScaffoldReport report) => report switch
    {
        { Error: { } error } => $"❌ **The run failed:** {MarkdownText.Plain(error)}",
        { Fails: true } => "❌ **The real run would fail.** Nothing was changed.",
        { IsDryRun: true } => "✅ **The dry run succeeded.** Nothing was changed.",
        _ => "✅ **The run succeeded.**",
    };

    private static void WriteLinks(ScaffoldReport report, TextWriter output)
    {
        foreach (var (i, link) in report.Links.Index())
        {
            var title = link.Title ?? "Link";
            var target = link.Address is not { } address ? $"{MarkdownText.Plain(title)}: known after the run"
                : IsPage(address) ? MarkdownText.Link(MarkdownText.Plain(title), address)
                : $"{MarkdownText.Plain(title)}: {MarkdownText.Code(address)}";
            output.Write($"{(i == 0 ? "\n" : "")}- {target}\n");
        }
    }

    private static bool IsPage(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    private static void WriteProblems(ScaffoldReport report, TextWriter output)
    {
        foreach (var (i, problem) in report.Problems.Index())
        {
            var step = problem.Step.Length == 0 ? "" : $"{MarkdownText.Code(problem.Step)}: ";
            output.Write($"{(i == 0 ? "\n" : "")}- {(problem.Fails ? "❌" : "⚠️")} {step}{MarkdownText.Plain(problem.Message)}\n");
        }
    }

    // A run is not undone: what it made so far is either finished or removed.
    private static void WriteCreated(ScaffoldReport report, TextWriter output)
    {
        if (report.IsDryRun || report.Created.Count == 0)
        {
            return;
        }

        output.Write(report.Error is null
            ? "\n**Created**\n\n"
            : "\n**Created so far.** Run the template again with the same values to finish, or remove what was created:\n\n");
        foreach (var created in report.Created)
        {
            var name = MarkdownText.Link(MarkdownText.Code(created.Name), created.Url);
            var remove = report.Error is not null && created.Remove is { } command ? $": {MarkdownText.Code(command)}" : "";
            output.Write($"- {MarkdownText.Plain(created.Kind)} {name}{remove}\n");
        }
    }

    private static void WriteSteps(ScaffoldReport report, TextWriter output)
    {
        if (report.Steps.Count == 0)
        {
            return;
        }

        output.Write("\n| Step | Action | |\n|:--|:--|:--|\n");
        foreach (var step in report.Steps)
        {
            var error = step.Error is null || step.Error == report.Error ? "" : $": {MarkdownText.Plain(step.Error, inTable: true)}";
            output.Write($"| {MarkdownText.Plain(step.Name, inTable: true)} | {MarkdownText.Code(step.Action, inTable: true)} | {step.Status}{error} |\n");
        }
    }

    private static void WriteFiles(ScaffoldReport report, TextWriter output)
    {
        var files = report.Files.Where(f => f.Kind != "folder").Select(f => VisibleText.Of(f.Path)).ToList();
        if (files.Count == 0)
        {
            return;
        }

        var shown = files.Take(MostFiles).ToList();
        var fence = MarkdownText.FenceFor(shown);
        var count = files.Count == 1 ? "1 file" : $"{files.Count:N0} files";
        output.Write($"\n<details>\n<summary>{count}</summary>\n\n{fence}text\n{string.Join('\n', shown)}\n{fence}\n");
        output.Write($"{(files.Count > MostFiles ? $"\nand {files.Count - MostFiles:N0} more\n" : "")}\n</details>\n");
    }
}
