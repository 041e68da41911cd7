using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.Templates.Documents;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;
using Semver;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>The repository of a template: its revisions, and the one that a service is updated to.</summary>
/// <param name="repository">A clone with its history.</param>
public sealed class TemplateHistory(GitRepository repository)
{
    // A tree keeps the list of its files.
    private const int MostTrees = 8;

    // The services of a template have few revisions between them, and each asks for the same.
    private readonly Dictionary<string, FileTree?> _trees = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<(string Name, CommitId Commit)>> _tags = new(repository.Tags);

    /// <param name="path">The template in the repository.</param>
    /// <param name="to">The revision that is asked for; null for the newest version, or the checked-out commit if there are no versions.</param>
    /// <param name="pin">The versions that the service accepts, as an npm range; null for all.</param>
    /// <exception cref="StepException">There is no such revision.</exception>
    public TemplateOrigin Revision(string path, string? to, string? pin)
    {
        if (to is null && Newest(pin) is { } newest)
        {
            return Origin(path, newest.Commit, newest.Name);
        }

        if (pin is not null)
        {
            throw new StepException(to is null
                ? $"The service takes the versions '{pin}' of the template, and its repository has no tag that matches."
                : $"The service takes the versions '{pin}' of the template: remove 'pin' from {ScaffoldRecord.FilePath} to update it to '{to}'.");
        }

        return repository.Resolve(to ?? "HEAD") is RevisionOutcome.Found(var commit)
            ? Origin(path, commit, _tags.Value.Where(t => t.Commit == commit).Select(t => t.Name).Order(StringComparer.Ordinal).FirstOrDefault())
            : throw new StepException($"The template's repository has no revision '{to ?? "HEAD"}'.");
    }

    /// <summary>The files of a commit; null if the repository does not have it.</summary>
    public FileTree? TreeAt(string commit)
    {
        if (_trees.TryGetValue(commit, out var known))
        {
            return known;
        }

        if (_trees.Count == MostTrees)
        {
            _trees.Clear();
        }

        return _trees[commit] = repository.Resolve(commit) is RevisionOutcome.Found(var found) && repository.Has(found) ? repository.TreeAt(found) : null;
    }

    /// <summary>The template at a commit; null if it cannot be read.</summary>
    public TemplateDocument? TemplateAt(string commit, string path) => TreeAt(commit) is { } tree ? Read(tree, path) : null;

    /// <summary>Whether a commit comes after another one.</summary>
    public bool Follows(string commit, string earlier) => repository.Descends(new CommitId(commit), new CommitId(earlier));

    /// <summary>The commits that changed the template's folder, latest first.</summary>
    public IReadOnlyList<FolderCommit> Changes(string path, string? after, string upTo, int most) =>
        repository.ChangesOf(RepositoryPath.FolderOf(path), after is null ? null : new CommitId(after), new CommitId(upTo), most);

    /// <summary>The template of a tree; null if it cannot be read.</summary>
    public static TemplateDocument? Read(FileTree tree, string path)
    {
        _ = new TemplateReader(tree, path).TryRead(out var template);
        return template;
    }

    /// <summary>The files that a template may use.</summary>
    public static TreeTemplateFiles Files(FileTree tree, string path) => new(tree, RepositoryPath.FolderOf(path));

    private TemplateOrigin Origin(string path, CommitId commit, string? tag) => new("", repository.Remote()?.ToString(), path, commit.ToString(), tag);

    // The newest version by Semantic Versioning; a version before its release only where the range names one.
    private (string Name, CommitId Commit)? Newest(string? pin)
    {
        var range = pin is null ? SemVersionRange.AllRelease
            : SemVersionRange.TryParseNpm(pin, out var parsed) ? parsed
            : throw new StepException($"'{pin}' in {ScaffoldRecord.FilePath} is not a range of versions: write one such as 1.x or ~1.4.");
        return _tags.Value
            .Select(t => (t.Name, t.Commit, Version: SemVersion.TryParse(t.Name, SemVersionStyles.AllowV, out var version) ? version : null))
            .Where(t => t.Version is not null && range.Contains(t.Version))
            .OrderByDescending(t => t.Version!, SemVersion.PrecedenceComparer)
            .Select(t => ((string, CommitId)?)(t.Name, t.Commit))
            .FirstOrDefault();
    }
}
