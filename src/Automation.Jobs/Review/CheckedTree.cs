using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.References;
using Automation.Reporting.Model;

namespace Automation.Jobs.Review;

/// <summary>The result of the check of one side of a change: its reviewed findings, and what the other side is compared with.</summary>
internal sealed record CheckedTree(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<DocumentVerdict> Documents,
    IReadOnlyDictionary<string, SourceText> Sources,
    int Files,
    int Suppressed,
    IReadOnlyList<NotChecked> NotChecked)
{
    public static CheckedTree Empty { get; } = new([], [], new Dictionary<string, SourceText>(), 0, 0, []);

    /// <summary>How the owners of its entities compare with CODEOWNERS.</summary>
    public IReadOnlyList<OwnershipVerdict> Ownership { get; init; } = [];

    public KnownEntities? Entities { get; init; }

    /// <summary>The findings that comments in its files accept.</summary>
    public IReadOnlyList<Finding> AcceptedByComments { get; init; } = [];

    public IReadOnlyList<Finding> AcceptedByBaseline { get; init; } = [];

    /// <summary>The descriptors, by their paths in the repository.</summary>
    public IReadOnlyList<string> Descriptors { get; init; } = [];

    /// <summary>Whether all files of manifests were read; null if it is not a GitOps repository.</summary>
    public bool? HasAllManifests { get; init; }

    /// <summary>Whether it, and what it is compared with, is a GitOps repository without a descriptor, which changes nothing in the catalog.</summary>
    public bool IsWithoutCatalog(CheckedTree other) =>
        HasAllManifests is not null && Descriptors.Count + Skeletons.Count + other.Descriptors.Count + other.Skeletons.Count == 0;

    /// <summary>Whether it has no descriptor: those that are not read because of the budget count as well.</summary>
    public bool LacksDescriptor { get; init; }

    /// <summary>The template skeletons, which were left out, by their paths in the repository.</summary>
    public IReadOnlyList<string> Skeletons { get; init; } = [];
}
