using System.Text.Json.Nodes;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>Records the effects of one run outside its workspace, so that an interrupted run can be finished.</summary>
public interface ICheckpoints
{
    /// <summary>All that is recorded, oldest first.</summary>
    IReadOnlyList<Checkpoint> All { get; }

    /// <summary>Records an effect durably, before the next one begins.</summary>
    void Add(Checkpoint checkpoint);
}

/// <summary>An effect of a run.</summary>
/// <param name="Step">The id of the step.</param>
/// <param name="Key">The effect in the step. No secret is in it.</param>
/// <param name="Value">What the step needs of it later. No secret is in it.</param>
public sealed record Checkpoint(string Step, string Key, JsonNode? Value)
{
    /// <summary>What the effect created; null if there is nothing to remove.</summary>
    public CreatedItem? Created { get; init; }
}

/// <summary>Something that a run created outside its workspace.</summary>
/// <param name="Kind">What it is, such as <c>repository</c>.</param>
/// <param name="Remove">The command that removes it; null if nothing needs to be removed.</param>
public sealed record CreatedItem(string Kind, string Name, string Url, string? Remove);

/// <summary>Effects in memory, for a run that is not resumed.</summary>
public sealed class MemoryCheckpoints : ICheckpoints
{
    private readonly List<Checkpoint> _all = [];

    /// <inheritdoc/>
    public IReadOnlyList<Checkpoint> All => _all;

    /// <inheritdoc/>
    public void Add(Checkpoint checkpoint) => _all.Add(checkpoint);
}
