using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Terminal;

/// <summary><c>template run --format text</c>: the steps, the files, what to know, and the links.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class ScaffoldTextWriter(TerminalOptions options) : IWriter<ScaffoldReport>
{
    private const int MostFiles = 200;

    /// <inheritdoc/>
    public void Write(ScaffoldReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        if (!options.Quiet)
        {
            WriteSteps(report, page);
            WriteFiles(report, page);
            WriteOutput(report, page);
        }

        foreach (var problem in report.Problems)
        {
            page.Sentence(
                2,
                (problem.Fails ? "error " : "note ", problem.Fails ? Tone.Error : Tone.Warning),
                (problem.Step.Length == 0 ? "" : $"{VisibleText.Of(problem.Step)}: ", Tone.Strong),
                (VisibleText.Of(problem.Message), Tone.Plain));
        }

        page.Sentence(0, Summary(report));
        if (report is { Error: not null, IsDryRun: false, Created.Count: > 0 })
        {
            WriteCreated(report, page);
        }
    }

    // A run is not undone: what it made so far is either finished or removed.
    private static void WriteCreated(ScaffoldReport report, TerminalPage page)
    {
        page.Line(("", Tone.Plain));
        page.Line(("Created so far:", Tone.Strong));
        foreach (var created in report.Created)
        {
            page.Line(($"  {created.Kind} {VisibleText.Of(created.Name)}", Tone.Plain), ($"  {VisibleText.Of(created.Url)}", Tone.Faint));
        }

        page.Sentence(0, ("Run the same command again to finish.", Tone.Plain));
        var removable = report.Created.Where(c => c.Remove is not null).ToList();
        if (removable.Count > 0)
        {
            page.Line(("To remove it instead:", Tone.Plain));
            foreach (var created in removable)
            {
                page.Line(($"  {VisibleText.Of(created.Remove!)}", Tone.Plain));
            }
        }
    }

    private static void WriteSteps(ScaffoldReport report, TerminalPage page)
    {
        foreach (var step in report.Steps)
        {
            var (mark, tone) = step.Status switch
            {
                "completed" => ("done    ", Tone.Well),
                "planned" => ("planned ", Tone.Faint),
                "failed" => ("failed  ", Tone.Error),
                _ => ("skipped ", Tone.Faint),
            };
            page.Line((mark, tone), (VisibleText.Of(step.Name), Tone.Plain), (step.Name == step.Action ? "" : $"  {VisibleText.Of(step.Action)}", Tone.Faint));
            if (step.Error is not null)
            {
                page.Sentence(8, ($"        {VisibleText.Of(step.Error)}", Tone.Error));
            }
        }
    }

    private static void WriteFiles(ScaffoldReport report, TerminalPage page)
    {
        var files = report.Files.Where(f => f.Kind != "folder").ToList();
        if (files.Count == 0)
        {
            return;
        }

        page.Line(("", Tone.Plain));
        foreach (var file in files.Take(MostFiles))
        {
            page.Line(($"  {VisibleText.Of(file.Path)}", Tone.Plain), (Remark(file), Tone.Faint));
        }

        if (files.Count > MostFiles)
        {
            page.Line(($"  and {files.Count - MostFiles:N0} more", Tone.Faint));
        }

        page.Line(("", Tone.Plain));
    }

    private static string Remark(ScaffoldFile file) => file switch
    {
        { Kind: "link" } => "  link",
        { Mode: "755" } => "  executable",
        _ => "",
    };

    private static void WriteOutput(ScaffoldReport report, TerminalPage page)
    {
        if (report.Output is not JsonObject output)
        {
            return;
        }

        foreach (var link in report.Links)
        {
            page.Line(
                ($"{VisibleText.Of(link.Title ?? "Link")}: ", Tone.Strong),
                link.Address is { } address ? (VisibleText.Of(address), Tone.Plain) : ("known after the run", Tone.Faint));
        }

        foreach (var text in (output["text"] as JsonArray ?? []).OfType<JsonObject>())
        {
            page.Sentence(2, ($"{Text(text["title"]) ?? "Note"}: ", Tone.Strong), (Text(text["content"]) ?? "", Tone.Plain));
        }
    }

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => VisibleText.Of(value.GetValue<string>()),
        _ => VisibleText.Of(node.ToJsonString()),
    };

    private static (string, Tone)[] Summary(ScaffoldReport report)
    {
        var files = report.Files.Count(f => f.Kind != "folder");
        var made = $"{files:N0} {(files == 1 ? "file" : "files")}{(report.Folder is null ? "" : $" in {VisibleText.Of(report.Folder)}")}";
        return report switch
        {
            { Error: { } error } => [("The run failed: ", Tone.Error), (VisibleText.Of(error), Tone.Plain)],
            { Fails: true } => [("The real run would fail. ", Tone.Error), ($"The dry run made {made}.", Tone.Plain)],
            { IsDryRun: true } => [("The dry run succeeded: ", Tone.Well), ($"{made}.", Tone.Plain)],
            _ => [("The run succeeded: ", Tone.Well), ($"{made}.", Tone.Plain)],
        };
    }
}
