using Automation.Core.Trees;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>
/// Renders what a change does to the objects in the clusters. Applications are looked for only in the files of the change and of its service: of a repository
/// with thousands, these are the ones that it touches.
/// </summary>
/// <param name="input">What the plans are made from.</param>
internal sealed class RenderProposal(ProposalInput input)
{
    /// <summary>The differences; null without tools.</summary>
    public GitOpsDiff? Run(PlannedChange change, CancellationToken cancellationToken)
    {
        if (input.Tools is not { } tools)
        {
            return null;
        }

        var declaring = change.Files.Keys.Concat(change.Manifests).ToHashSet(StringComparer.Ordinal);
        var folder = $"{input.Settings.Services}/{change.Report.Service}";
        return new DiffRepository(Snapshot(input.Tree), Snapshot(new ChangedTree(input.Tree, change.Changes())), tools)
        {
            Declaring = path => declaring.Contains(path) || RepositoryPath.Within(folder, path) is not null,
        }.Run(cancellationToken);
    }

    private RepositorySnapshot Snapshot(FileTree tree) => new(tree, "", input.Repository);
}
