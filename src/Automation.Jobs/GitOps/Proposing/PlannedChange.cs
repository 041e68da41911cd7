using System.Text;
using Automation.Core.Trees;
using Automation.GitOps.Settings;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>A change of the GitOps repository that is proposed for one component.</summary>
/// <param name="Report">What people read about it.</param>
public sealed record PlannedChange(ProposalReport Report)
{
    /// <summary>The files that differ from the base branch by their paths; null deletes one.</summary>
    public IReadOnlyDictionary<string, string?> Files { get; init; } = new SortedDictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The files that declare its applications, changed or not.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>The branch of its pull request.</summary>
    public string Branch { get; init; } = "";

    /// <summary>How its pull request is merged.</summary>
    public MergePolicy Merge { get; init; } = MergePolicy.Review;

    /// <summary>The labels of its pull request.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether it is only a later rendering of a service that is deployed already: such changes go in waves.</summary>
    public bool IsRerendering { get; init; }

    /// <summary>Whether its pull request already is as it has to be, so that it was neither validated nor rendered.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The change before it was validated and rendered; null if it was not.</summary>
    public PlannedChange? Planned { get; init; }

    /// <summary>The files as changes of a tree.</summary>
    public IReadOnlyList<TreeChange> Changes() =>
        [.. Files.Select(f => new TreeChange(f.Key, f.Value is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(f.Value)))];
}
