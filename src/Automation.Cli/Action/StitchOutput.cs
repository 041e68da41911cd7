using System.Text;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Jobs.Publishing;

namespace Automation.Cli.Action;

/// <summary>Reports the result of a publish in a job: the log, the step's summary, outputs.</summary>
internal sealed class StitchOutput(Terminal terminal)
{
    private const int MostEntities = 20;

    /// <summary>Writes outputs and summary; the log is the command's own.</summary>
    public void Write(string branch, PublishOutcome outcome)
    {
        var (entities, findings) = (outcome.Summary.Entities.Values.Sum(), outcome.Summary.Findings.Values.Sum());

        var step = new StepOutput(terminal);
        step.Outputs(
        [
            ("commit", outcome.Commit?.Sha ?? ""),
            ("entities", $"{entities}"),
            ("findings", $"{findings}"),
            ("changed", outcome.Differs ? "true" : "false"),
        ]);
        step.Append("GITHUB_STEP_SUMMARY", Summary(branch, outcome, entities, findings));
    }

    private static string Summary(string branch, PublishOutcome outcome, int entities, int findings)
    {
        var what = !outcome.Differs ? "is up to date"
            : outcome.Commit is { } commit ? $"has a new commit, `{commit.Short}`: {outcome.Entities}"
            : $"would have a new commit: {outcome.Entities}";
        var text = new StringBuilder($"### Catalog\n\nThe branch {Code(branch)} {what}. It has {entities} entities with {findings} findings.\n");
        List(text, "Added", outcome.Entities.Added);
        List(text, "Removed", outcome.Entities.Removed);
        List(text, "Changed", outcome.Entities.Changed);
        return text.ToString();
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> refs)
    {
        if (refs.Count > 0)
        {
            var more = refs.Count > MostEntities ? $" and {refs.Count - MostEntities} more" : "";
            text.Append($"\n**{title}:** {string.Join(", ", refs.Take(MostEntities).Select(Code))}{more}\n");
        }
    }

    private static string Code(string text) => $"`{VisibleText.Of(text).Replace('`', '\'')}`";
}
