using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Descriptors;
using Automation.Templates.Steps;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>Validates the result of an update: nothing that was valid may become invalid.</summary>
/// <param name="repository">The files of the service's repository.</param>
/// <param name="folder">The folder of the service in it; empty for the root.</param>
internal sealed class ValidateUpdate(FileTree repository, string folder)
{
    private const int MostNamed = 3;
    private const string Workflows = ".github/workflows/";

    // What an expression of a skeleton is in a file that was not rendered.
    private static readonly string[] Leftovers = ["${{ values.", "${{values.", "${{ parameters.", "${{parameters."];

    /// <summary>Why the update is not possible; null if it is.</summary>
    /// <param name="changes">The files to write by path; null deletes one.</param>
    public string? Run(IReadOnlyDictionary<string, WorkspaceEntry?> changes, CancellationToken cancellationToken)
    {
        var texts = changes.Where(c => c.Value is WorkspaceEntry.File).Select(c => (Path: c.Key, File: (WorkspaceEntry.File)c.Value!));
        return texts.Select(t => Problem(t.Path, t.File)).FirstOrDefault(p => p is not null) ?? FromCheck(changes, cancellationToken);
    }

    private string? Problem(string path, WorkspaceEntry.File file)
    {
        if (path == ScaffoldRecord.FilePath)
        {
            return null;
        }

        var (text, before) = (Encoding.UTF8.GetString(file.Bytes.Span), TextOf(path));
        var isWorkflow = Whole(path).StartsWith(Workflows, StringComparison.Ordinal);
        return text.Contains(RecordedStep.SecretPrefix, StringComparison.Ordinal) && !before.Contains(RecordedStep.SecretPrefix, StringComparison.Ordinal)
                ? $"'{path}' gets a value from a secret, which an update does not have: edit the file by hand, or add it to 'declined'."
            : !isWorkflow && Array.Find(Leftovers, l => text.Contains(l, StringComparison.Ordinal) && !before.Contains(l, StringComparison.Ordinal)) is { } left
                ? $"'{path}' would contain an expression that was not rendered ({left} …): correct the template."
            : isWorkflow && IsBroken(path, text) && !IsBroken(path, before) ? $"The workflow '{path}' would not be valid YAML: correct the template."
            : null;
    }

    private static bool IsBroken(string path, string text) =>
        YamlFile.Read(SourceText.Of(path, text), YamlLimits.Descriptor).Documents.Any(d => d.Problems.Count > 0);

    // The checks of a pull request: descriptors, references in the repository, CODEOWNERS, as the service's configuration has them.
    private string? FromCheck(IReadOnlyDictionary<string, WorkspaceEntry?> changes, CancellationToken cancellationToken)
    {
        var after = new ChangedTree(repository, changes.Select(c => new TreeChange(Whole(c.Key), (c.Value as WorkspaceEntry.File)?.Bytes)));
        var check = new CheckChange(new RepositorySnapshot(after, "", null)) { Base = repository, Policy = repository };
        var errors = check.Run(cancellationToken).Report?.Findings.Where(f => f is { Severity: Severity.Error, PreExisting: false }).ToList() ?? [];
        return errors.Count == 0
            ? null
            : "The result would not be valid. "
                + string.Join(" ", errors.Take(MostNamed).Select(f => $"{f.File}:{f.Span.Start.Line}: {f.Message}"))
                + (errors.Count > MostNamed ? $" And {errors.Count - MostNamed} more." : "");
    }

    private string Whole(string path) => folder.Length == 0 ? path : $"{folder}/{path}";

    private string TextOf(string path) =>
        repository.Read(Whole(path), UpdateTemplate.LargestFile) is FileContent.Whole whole ? Encoding.UTF8.GetString(whole.Bytes.Span) : "";
}
