using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Descriptors;

namespace Automation.Cli.Validate;

/// <summary><c>--changed REV</c>: only the files that differ from the merge base with a revision.</summary>
internal static class ChangedFiles
{
    private const int MostNamed = 3;

    /// <summary>
    /// The inputs that differ; all of them without the option. Those of other repositories, which have no such revision, are left out.
    /// </summary>
    public static IEnumerable<DescriptorInput> Only(IEnumerable<DescriptorInput> inputs, string? revision, string root, Terminal terminal)
    {
        if (RevisionOption.Base(revision) is null)
        {
            return inputs;
        }

        using var repository = GitRepository.Discover(root)
            ?? throw new UsageException("--changed compares with a git revision, and there is no git repository here.");
        var changed = repository.MergeBase(revision!) switch
        {
            MergeBaseOutcome.Found(var commit) => repository.ChangedPaths(commit),
            MergeBaseOutcome.BaseItself(var commit, _) => repository.ChangedPaths(commit),
            MergeBaseOutcome.NotFound(var reason) => throw new UsageException(reason),
            _ => throw new InvalidOperationException("An outcome was added without being handled."),
        };
        var inputsOfOthers = inputs.ToLookup(i => i.Tree is DirectoryTree tree && tree.Root != root);
        List<string> leftOut = [.. inputsOfOthers[true].Select(i => i.File)];
        if (leftOut.Count > 0)
        {
            var named = $"{string.Join(", ", leftOut.Take(MostNamed))}{(leftOut.Count > MostNamed ? ", …" : "")}";
            terminal.Warn($"files of other repositories were skipped, because --changed compares with a revision of one repository: {named}");
        }

        return [.. inputsOfOthers[false].Where(i => changed.Contains(i.TreePath) || (TargetOf(i) is { } target && changed.Contains(target)))];
    }

    private static string? TargetOf(DescriptorInput input) => new FollowedLinks(input.Tree).TargetOf(input.TreePath);
}
