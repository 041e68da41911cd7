using Automation.Core.Trees;
using Automation.GitOps.Rendering;
using Automation.GitOps.Schemas;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps;

/// <summary>What a check of a GitOps repository uses besides its files.</summary>
/// <param name="Tools">The tools that render applications.</param>
public sealed record GitOpsInputs(IRenderTools Tools)
{
    /// <summary>The branch that is compared; null if it is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>A folder with charts of chart repositories; null if there is none.</summary>
    public FileTree? Charts { get; init; }

    /// <summary>Definitions of kinds that neither Kubernetes nor the repository has.</summary>
    public IReadOnlyList<KindSchema> Definitions { get; init; } = [];

    /// <summary>The schemas of the cluster, with which rendered objects are validated; null if they are not known.</summary>
    public IReadOnlyList<KindSchema>? Schemas { get; init; }

    /// <summary>What the change between two revisions deploys.</summary>
    public GitOpsDiff Compare(RepositorySnapshot before, RepositorySnapshot after, CancellationToken cancellationToken)
    {
        // Applications are rendered side by side, and a tree of git is for one reader at a time.
        var shared = new Lock();
        return new DiffRepository(
            before with { Tree = new LockedTree(before.Tree, shared) }, after with { Tree = new LockedTree(after.Tree, shared) }, Tools)
        {
            Branch = Branch,
            Charts = Charts,
            Definitions = Definitions,
            Schemas = Schemas,
        }.Run(cancellationToken);
    }
}
