using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Automation.Core.Text;
using Automation.Reporting.Markdown;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>
/// The proposals that the last run left as they were. The next one neither renders them nor reads them one by one, as long as it would propose the same and
/// GitHub's list shows the same pull request: a catalog changes all day, and most of its services do not. In memory: after a start everything is looked at
/// once.
/// </summary>
public sealed class SettledProposals
{
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Whether a change was proposed by a pull request that is as the last run left it.</summary>
    /// <param name="change">What is proposed now; not rendered yet.</param>
    /// <param name="commit">The commit of the GitOps repository that it is made from.</param>
    /// <param name="listed">Its open pull request.</param>
    internal bool IsSettled(PlannedChange change, string commit, JsonPart listed) =>
        _keys.TryGetValue(change.Branch, out var key) && key == KeyOf(change, commit, listed);

    /// <summary>Nothing was left to do for a change and the pull request that the list showed.</summary>
    internal void Settle(PlannedChange change, string commit, JsonPart listed) => _keys[change.Branch] = KeyOf(change, commit, listed);

    internal void Forget(string branch) => _keys.TryRemove(branch, out _);

    /// <summary>Forgets those that are no longer proposed.</summary>
    internal void Keep(IReadOnlySet<string> branches)
    {
        foreach (var gone in _keys.Keys.Where(b => !branches.Contains(b)))
        {
            Forget(gone);
        }
    }

    // By what was planned: what validation and rendering add follows from it and from the commit.
    private static string KeyOf(PlannedChange made, string commit, JsonPart listed)
    {
        var change = made.Planned ?? made;
        var text = new StringBuilder();
        var report = new ProposalPullRequest(change.Report);
        Add(commit, listed["head"]["sha"].Text, listed["updated_at"].Text, listed["title"].Text, listed["body"].Text);
        Add(report.Title, report.Text(isHeld: false).Body, string.Join('\0', change.Labels), $"{change.Merge}");
        foreach (var (path, content) in change.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Add(path, content);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(params string?[] parts)
        {
            foreach (var part in parts)
            {
                text.Append(part?.Length ?? -1).Append(' ').Append(part);
            }
        }
    }
}
