using Automation.Jobs.Publishing;

namespace Automation.Jobs.Following;

/// <summary>What the commits of one run did together.</summary>
internal sealed class FollowSummary
{
    private readonly List<string> _commits = [];
    private int _added;
    private int _removed;
    private int _changed;

    /// <summary>Counts a publish in.</summary>
    public void Add(PublishOutcome outcome)
    {
        if (outcome.Commit is { } commit)
        {
            _commits.Add(commit.Short);
            (_added, _removed, _changed) = (_added + outcome.Entities.Added.Count, _removed + outcome.Entities.Removed.Count,
                _changed + outcome.Entities.Changed.Count);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _commits.Count == 0
        ? "the catalog is up to date"
        : $"entities: {_added} added, {_removed} removed, {_changed} changed, in "
            + $"{(_commits is [var one] ? $"commit {one}" : $"{_commits.Count} commits up to {_commits[^1]}")}";
}
