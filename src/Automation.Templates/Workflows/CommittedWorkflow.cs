using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Documents;

namespace Automation.Templates.Workflows;

/// <summary>A workflow as it is committed, compared with what its template gives now.</summary>
public sealed class CommittedWorkflow
{
    private const string Uses = "uses: ";

    private readonly JsonObject? _inputs;

    private CommittedWorkflow(string text) =>
        (Text, _inputs) = (text, JsonAsYaml.Read(SourceText.Of("", text))?["on"]?["workflow_dispatch"]?["inputs"] as JsonObject);

    public string Text { get; }

    /// <summary>Reads it. Line ends do not matter: git changes them at checkout.</summary>
    public static CommittedWorkflow Read(string text) => new(text.ReplaceLineEndings("\n"));

    /// <summary>The entities that it offers; what came from a catalog then cannot differ.</summary>
    /// <param name="input">The id of the input.</param>
    public IReadOnlyList<string>? Offered(string input) =>
        (_inputs?[input] as JsonObject)?["options"] is JsonArray options ? [.. options.Select(o => $"{o}").Where(o => o != WorkflowInput.None)] : null;

    /// <summary>The action of this repository that the workflow runs, at the chosen commit; null if it runs none.</summary>
    public string? Action => Text.Split('\n').Select(l => l.Trim())
        .Where(l => l.StartsWith(Uses, StringComparison.Ordinal) && l.Contains(TemplateWorkflow.ActionName, StringComparison.Ordinal))
        .Select(l => l[Uses.Length..])
        .FirstOrDefault(WorkflowText.IsAction);

    /// <summary>The edits that bring it up to date; none if it is.</summary>
    public IReadOnlyList<TextEdit> EditsTo(string current)
    {
        var (before, after) = (Lines(Text), Lines(current));
        if (LineDifference.Of(before, after) is not { } matches)
        {
            return [new TextEdit(0, Text.Length, current)];
        }

        var edits = new List<TextEdit>();
        var (offset, next, removed) = (0, 0, 0);
        for (var i = 0; i <= before.Length; i++)
        {
            var match = i < before.Length ? matches[i] : after.Length;
            if (match < 0)
            {
                removed += before[i].Length;
                continue;
            }

            if (removed > 0 || match > next)
            {
                edits.Add(new TextEdit(offset, offset + removed, string.Concat(after[next..match])));
            }

            offset += removed + (i < before.Length ? before[i].Length : 0);
            (next, removed) = (match + 1, 0);
        }

        return edits;
    }

    // Each with its line feed.
    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return [.. lines[..^1].Select(l => l + '\n'), .. lines[^1].Length > 0 ? [lines[^1]] : (string[])[]];
    }
}
