using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Review;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Checks;

/// <summary>Reports descriptors that a change makes template skeletons: otherwise they would disappear from the check and the catalog unnoticed.</summary>
internal sealed class TurnedSkeletons(AutomationSettings settings, Baseline baseline, AcceptancePolicy acceptances)
{
    private const string Message = "This file was a descriptor and is a template skeleton now, so nothing in it is checked "
        + "and the catalog keeps its last valid version. Write real values in place of the expressions, "
        + "or move the skeleton to its own folder. To remove the entities, delete the file.";

    /// <summary>The findings.</summary>
    /// <param name="head">The files after the fix.</param>
    /// <param name="descriptors">The descriptors at the base.</param>
    /// <param name="skeletons">The skeletons of the head.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IEnumerable<Finding> Of(RepositorySnapshot head, IEnumerable<string> descriptors, IEnumerable<string> skeletons, CancellationToken cancellationToken)
    {
        var review = new FindingReview(settings, baseline, rule => rule == SkeletonRules.Turned.Id) { Acceptances = acceptances };
        return skeletons.Intersect(descriptors, StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(path =>
            review.Of(TextOf(head, path, cancellationToken), path, [new Finding(SkeletonRules.Turned, Message, head.Show(path), SourceSpan.FileStart)])
                .Kept.Where(f => f.Rule == SkeletonRules.Turned || f.Rule == SuppressionRules.NotInForce || f.Rule == SuppressionRules.NewAcceptance));
    }

    private SourceText TextOf(RepositorySnapshot head, string path, CancellationToken cancellationToken) =>
        head.Tree.Read(path, settings.Descriptors.LimitsFor(path).FileBytes, cancellationToken) is FileContent.Whole { Bytes: var bytes }
            ? SourceText.Decode(head.Show(path), bytes.Span)
            : SourceText.Of(head.Show(path), "");
}
