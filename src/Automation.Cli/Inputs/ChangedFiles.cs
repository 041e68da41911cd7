using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs.Descriptors;

namespace Automation.Cli.Inputs;

/// <summary><c>--changed REV</c>: only the files that differ from the merge base with a revision.</summary>
internal static class ChangedFiles
{
    /// <summary>The inputs that differ; all of them where no revision was named.</summary>
    public static IEnumerable<DescriptorInput> Only(IEnumerable<DescriptorInput> inputs, string? revision, string root)
    {
        if (RevisionOption.Base(revision) is null)
        {
            return inputs;
        }

        using var repository = GitRepository.Discover(root) ?? throw new UsageException("--changed compares with a git revision, and there is no git repository here.");
        var changed = repository.MergeBase(revision!) switch
        {
            MergeBaseOutcome.Found(var commit) => repository.ChangedPaths(commit),
            MergeBaseOutcome.BaseItself(var commit, _) => repository.ChangedPaths(commit),
            MergeBaseOutcome.NotFound(var reason) => throw new UsageException(reason),
            _ => throw new InvalidOperationException("An outcome was added without being handled."),
        };
        return [.. inputs.Where(i => changed.Contains(i.TreePath) || (new FollowedLinks(i.Tree).TargetOf(i.TreePath) is { } target && changed.Contains(target)))];
    }
}
