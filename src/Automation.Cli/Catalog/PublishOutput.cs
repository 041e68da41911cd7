using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Text;
using Automation.Jobs.Publishing;
using Automation.Reporting.Json;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Catalog;

/// <summary>Reports the result of a publish.</summary>
/// <param name="options">The output options.</param>
internal sealed class PublishOutput(Terminal terminal, CommonOptions options)
{
    public void Write(string branch, PublishOutcome outcome, TimeSpan elapsed)
    {
        if (options.Format == OutputFormat.Json)
        {
            WriteJson(branch, outcome, elapsed);
        }
        else
        {
            WriteText(branch, outcome);
        }
    }

    private void WriteText(string branch, PublishOutcome outcome)
    {
        var shown = VisibleText.Of(branch);
        if (outcome.Summary.Skeletons > 0 && !options.Quiet)
        {
            terminal.Output.WriteLine($"{BuildWriter.LeftOut(outcome.Summary.Skeletons)}.");
        }

        if (!outcome.Differs)
        {
            terminal.Output.WriteLine($"The catalog on {shown} is up to date: {Total(outcome)} entities.");
            return;
        }

        terminal.Output.WriteLine(outcome.Commit is { } commit
            ? $"Published {commit.Short} to {shown}: {outcome.Entities}."
            : $"Would publish to {shown}: {outcome.Entities}.");
        if (outcome.Difference is { } difference && !options.Quiet)
        {
            terminal.Output.WriteLine();
            new CatalogChangeTextWriter(options.ForTerminal(terminal)).Write(difference, terminal.Output);
        }
    }

    private void WriteJson(string branch, PublishOutcome outcome, TimeSpan elapsed)
    {
        using var lines = new JsonOutput(terminal.Output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteBoolean("changed", outcome.Differs);
        json.WriteString("branch", branch);
        json.WriteString("commit", outcome.Commit?.Sha);
        json.WriteString("parent", outcome.Tip?.Sha);
        json.WriteString("message", outcome.Message);
        json.WriteNumber("added", outcome.Entities.Added.Count);
        json.WriteNumber("removed", outcome.Entities.Removed.Count);
        json.WriteNumber("updated", outcome.Entities.Changed.Count);
        json.WriteNumber("entities", Total(outcome));
        json.WriteNumber("relations", outcome.Summary.Relations);
        json.WriteNumber("findings", outcome.Summary.Findings.Values.Sum());
        json.WriteNumber("written", outcome.Changes.Count(c => c.Content is not null));
        json.WriteNumber("bytesWritten", outcome.Changes.Sum(c => (long)(c.Content?.Length ?? 0)));
        json.WriteNumber("deleted", outcome.Changes.Count(c => c.Content is null));
        json.WriteNumber("attempts", outcome.Attempts);
        if (outcome.Difference is { } difference)
        {
            json.WritePropertyName("catalogDiff");
            CatalogChangeJson.Write(lines, difference);
        }

        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteEndObject();
        lines.EndLine();
    }

    private static int Total(PublishOutcome outcome) => outcome.Summary.Entities.Values.Sum();
}
