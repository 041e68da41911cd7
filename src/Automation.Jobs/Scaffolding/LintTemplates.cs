using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Reporting.Model;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Linting;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Scaffolding;

/// <summary>Lints the templates of a repository, or those that are named.</summary>
/// <param name="tree">The files of the repository.</param>
/// <param name="actions">The actions there are.</param>
/// <param name="show">How a path of the repository is shown.</param>
public sealed class LintTemplates(FileTree tree, ActionRegistry actions, Func<string, string> show)
{
    private const long LargestTemplate = 1024 * 1024;

    /// <summary>The templates of a folder: YAML files with a document of that kind, without those that another template fills in first.</summary>
    public IReadOnlyList<string> In(string folder, CancellationToken cancellationToken)
    {
        List<string> all =
        [
            .. tree.List(cancellationToken)
                .Where(f => f.Kind == FileKind.File && f.Size <= LargestTemplate && IsYaml(f.Path) && !TemplateExpression.IsIn(f.Path))
                .Where(f => folder.Length == 0 || RepositoryPath.Within(folder, f.Path) is not null)
                .Where(f => IsTemplate(f.Path, cancellationToken))
                .Select(f => f.Path),
        ];
        var fetched = FetchedPaths.Of(all.SelectMany(p => TemplateFetches.In(tree, p, repository: null, cancellationToken)));
        return [.. all.Where(p => !(fetched.Contains(p) && IsSkeleton(p, cancellationToken)))];
    }

    public Report Run(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var findings = files.SelectMany(f => new TemplateLint(tree, f, actions).Run(cancellationToken)).ToList();
        var sources = findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Select(p => Source(p, cancellationToken)).OfType<SourceText>();
        var shown = findings.Select(f => WithChoice(f with { File = show(f.File) })).OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Span.Start);
        return new Report(files.Count == 1 ? "1 template" : $"{files.Count:N0} templates", [.. shown])
        {
            Files = files.Count,
            Sources = sources.ToDictionary(s => s.Path, StringComparer.Ordinal),
        };
    }

    // A person chooses what may not be meant.
    private static Finding WithChoice(Finding finding) => finding.Fix is not { IsGuess: true } fix ? finding
        : finding with { Fix = null, Suggestions = [new Suggestion(fix.Title, finding.File, fix.Edits)] };

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);

    private bool IsTemplate(string path, CancellationToken cancellationToken) =>
        tree.Read(path, LargestTemplate, cancellationToken) is FileContent.Whole whole
        && SourceText.Decode(path, whole.Bytes.Span).Content is var text
        && text.Contains(TemplateDocument.ApiVersion, StringComparison.Ordinal)
        && text.Contains(TemplateDocument.Kind, StringComparison.Ordinal);

    // A complete template beside or below another one is a template all the same.
    private bool IsSkeleton(string path, CancellationToken cancellationToken) =>
        Source(path, cancellationToken) is { } source && Skeleton.Is(source, YamlLimits.Descriptor, cancellationToken);

    private SourceText? Source(string path, CancellationToken cancellationToken) =>
        tree.Read(path, LargestTemplate, cancellationToken) is FileContent.Whole whole ? SourceText.Decode(show(path), whole.Bytes.Span) : null;
}
