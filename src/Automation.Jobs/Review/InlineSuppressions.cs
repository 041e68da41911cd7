using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;
using Automation.Owners.Linting;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Review;

/// <summary>
/// Removes the findings that comments in their files accept. The verdict on a document does not change: its validity is decided
/// before, and does not depend on what is reported.
/// </summary>
/// <param name="wasChecked">
/// Whether the rule with that id was checked in this run. A comment is not reported as unused if its rule was not checked: refs
/// without a catalog, for example.
/// </param>
public sealed class InlineSuppressions(IEnumerable<Rule> knownRules, Predicate<string> wasChecked)
{
    private readonly HashSet<string> _known = knownRules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);

    // Findings about comments or the configuration cannot be accepted by a comment.
    private readonly ILookup<bool, string> _ofCodeowners = knownRules.Where(r => r.Category is not (SuppressionRules.Room or ConfigurationRules.Room))
        .OrderBy(r => r.Id, StringComparer.Ordinal).ToLookup(r => OwnersRules.All.Contains(r), r => r.Id);

    internal AcceptancePolicy Policy { get; init; } = AcceptancePolicy.Everything;

    /// <summary>Applies the comments of one file to its findings.</summary>
    /// <param name="findings">The findings about it, all of them.</param>
    /// <param name="limits">The limits it was read with; null for a file that is not YAML, in which a <c>#</c> cannot be quoted.</param>
    public AcceptedFindings Apply(SourceText source, IReadOnlyList<Finding> findings, YamlLimits? limits)
    {
        var comments = AcceptCommentReader.Read(source, limits);
        if (comments.Count == 0)
        {
            return new AcceptedFindings(findings, []);
        }

        var targets = comments.SelectMany(c => c.Rules.Select(r => (c.TargetLine, r.Id))).ToHashSet();
        var acceptances = Policy.In(source.Path);
        var accepting = new HashSet<(int Line, string Rule)>();
        var (kept, accepted, noted) = (new List<Finding>(), new List<Finding>(), new HashSet<(int Line, Rule Rule, Acceptance Acceptance)>());
        foreach (var finding in findings)
        {
            if (AcceptingLine(finding, targets) is { } line)
            {
                var acceptance = acceptances(finding);
                accepting.Add((line, finding.Rule.Id));
                noted.Add((line, finding.Rule, acceptance));
                (acceptance == Acceptance.NotInForce ? kept : accepted).Add(finding);
            }
            else
            {
                kept.Add(finding);
            }
        }

        // Most rules cannot check a document that cannot be read.
        var isWhole = findings.All(f => f.Rule.Consequence is not (Consequence.RejectsFile or Consequence.NotJudged));
        var review = new CommentReview(source, _known, id => isWhole && wasChecked(id))
        {
            Applicable = [.. _ofCodeowners[limits is null]],
            Broken = findings.SelectMany(f => LinesOf(f).Select(line => (Line: line, f.Rule.Id))).ToLookup(b => b.Line, b => b.Id),
        };
        kept.AddRange(review.Of(comments, accepting));
        kept.AddRange(review.Of(comments, noted));
        return new AcceptedFindings(kept, accepted);
    }

    private static int? AcceptingLine(Finding finding, HashSet<(int Line, string Rule)> targets)
    {
        foreach (var line in LinesOf(finding))
        {
            if (targets.Contains((line, finding.Rule.Id)))
            {
                return line;
            }
        }

        return null;
    }

    private static IEnumerable<int> LinesOf(Finding finding) => Enumerable.Range(finding.Span.Start.Line, finding.Span.End.Line - finding.Span.Start.Line + 1);
}
