using Automation.Core.Text;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// Finds a renamed file: the one with the same content, or else the only one that shares at least half of its lines, as in git.
/// </summary>
public static class FileSimilarity
{
    private const double LeastShare = 0.5;

    // A comparison of many files with many files would take long, and is a guess.
    private const int MostCandidates = 200;

    /// <summary>The path of the most similar candidate; null if none or several are similar.</summary>
    public static string? Find(WorkspaceEntry file, IReadOnlyDictionary<string, WorkspaceEntry> candidates)
    {
        var recorded = ScaffoldRecord.Of(file)?.Split(' ')[1];
        var same = candidates.Where(c => ScaffoldRecord.Of(c.Value)?.Split(' ')[1] == recorded).Select(c => c.Key).ToList();
        if (same.Count > 0 || candidates.Count > MostCandidates
            || file is not WorkspaceEntry.File text || FileText.Of(text) is not { Content.Length: > 0 } content)
        {
            return same is [var only] ? only : null;
        }

        var lines = content.Content.Split('\n');
        var alike = candidates.Where(c => c.Value is WorkspaceEntry.File other && Share(lines, FileText.Of(other)) >= LeastShare).Select(c => c.Key).ToList();
        return alike is [var place] ? place : null;
    }

    private static double Share(string[] lines, FileText? other)
    {
        if (other is null)
        {
            return 0;
        }

        var others = other.Content.Split('\n');
        var most = Math.Max(lines.Length, others.Length);
        return Math.Min(lines.Length, others.Length) < most * LeastShare || LineDifference.Of(lines, others) is not { } matches
            ? 0
            : (double)matches.Count(m => m >= 0) / most;
    }
}
