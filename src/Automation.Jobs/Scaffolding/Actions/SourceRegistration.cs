using System.Text;
using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Sources.Declaring;
using Automation.Templates.Workspaces;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>
/// Adds a repository to the file that declares the sources of a catalog, by a pull request. Repeating it for the same repository adds nothing.
/// </summary>
/// <param name="step">The step; its repository is that of the catalog.</param>
internal sealed class SourceRegistration(GitHubStep step, string path)
{
    /// <summary>Opens the pull request; null if the file has the repository already.</summary>
    /// <param name="descriptor">The address of its descriptor.</param>
    public async Task<PullRequestState?> RunAsync(RepositoryName repository, string descriptor, CancellationToken cancellationToken)
    {
        var file = await step.Rest.FindAsync($"{step.Path}/contents/{GitHubRest.Path($"{path}")}", cancellationToken)
            ?? throw new StepException($"{step.Repository} has no file {path} that declares the sources of the catalog.");
        var source = SourceText.Decode(path, Convert.FromBase64String((file["content"].Text ?? "").ReplaceLineEndings("")));
        if (Covers(source, repository))
        {
            step.Context.Log($"{path} of {step.Repository} already lists {repository}.");
            return null;
        }

        var added = Add(source, repository)
            ?? throw new StepException($"{path} of {step.Repository} cannot be changed automatically. Add '- github: {repository}' to its sources.");
        var change = new ProposedChange(
            $"register-{repository.Owner}-{repository.Name}".ToLowerInvariant(),
            $"Register {repository}",
            $"Adds `{repository}` to the sources of the catalog. Its descriptor: {descriptor}\n",
            new Dictionary<string, GitFile?> { [path] = new GitFile(GitFile.Ordinary, source.Encode(added)) });
        return await new ProposedPullRequest(step, change).RunAsync(cancellationToken);
    }

    /// <summary>Whether a file of sources has a repository, by its name or by a pattern.</summary>
    internal static bool Covers(SourceText source, RepositoryName repository) =>
        SourcesReader.Declared(source).List.Sources.Any(s => s.Github is { } pattern
            && new Glob(pattern.ToLowerInvariant()).Matches(repository.ToString().ToLowerInvariant()));

    /// <summary>The file with the repository as its last source; null if it is not a plain list.</summary>
    internal static string? Add(SourceText source, RepositoryName repository)
    {
        if (YamlFile.Read(source, YamlLimits.Source).Documents is not [{ Problems: [], Root: YamlMapping root }]
            || root["sources"] is not YamlSequence { Items: [.., var last] })
        {
            return null;
        }

        var content = source.Content;
        var line = content.LastIndexOf('\n', last.Start) + 1;
        var indentation = content[line..last.Start].TakeWhile(c => c == ' ').Count();
        var end = content.IndexOf('\n', content[..last.End].TrimEnd().Length);
        var (before, after) = end < 0 ? (content, "") : (content[..end].TrimEnd('\r'), content[end..]);
        var lineEnd = content.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var added = new StringBuilder(before).Append(lineEnd).Append(' ', indentation).Append("- github: ").Append(repository)
            .Append(after.Length == 0 ? lineEnd : lineEnd == "\n" ? after : $"\r{after}").ToString();

        // What was written is read again: a list in another form would have become something else.
        var (was, now) = (SourcesReader.Declared(source), SourcesReader.Declared(SourceText.Of(source.Path, added)));
        return now.Findings.Count == 0 && now.List.Sources.Count == was.List.Sources.Count + 1 && now.List.Sources[^1].Github == repository.ToString()
            ? added
            : null;
    }
}
