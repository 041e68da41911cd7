using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Review;

/// <summary>
/// Processes findings before they are reported: removes those that comments accept, applies the configured severities, then removes those of the baseline.
/// Comments are applied first, so that a comment is not unused because its rule is turned off.
/// </summary>
internal sealed class FindingReview(AutomationSettings settings, Baseline baseline, Predicate<string> wasChecked)
{
    public AcceptancePolicy Acceptances { get; init; } = AcceptancePolicy.Everything;

    /// <summary>Reviews the findings of one file.</summary>
    /// <param name="treePath">The path from the root of the repository.</param>
    /// <param name="findings">All findings in the file.</param>
    public AcceptedFindings Of(SourceText source, string treePath, IEnumerable<Finding> findings) =>
        Of(source, treePath, findings, settings.Descriptors.LimitsFor(treePath));

    /// <summary>Reviews the findings of one file that is not YAML.</summary>
    public AcceptedFindings OfPlain(SourceText source, string treePath, IEnumerable<Finding> findings) => Of(source, treePath, findings, null);

    private InlineSuppressions Comments => field ??= new(RuleReference.All, wasChecked) { Policy = Acceptances };

    private AcceptedFindings Of(SourceText source, string treePath, IEnumerable<Finding> findings, YamlLimits? limits)
    {
        var commented = Comments.Apply(source, [.. findings], limits);
        var weighed = CombinedFindings.OfEqualOwners(commented.Kept).Select(f => settings.Weigh(f, treePath)).OfType<Finding>();
        var based = baseline.Apply(weighed, _ => treePath);
        return new AcceptedFindings(based.Kept, [.. commented.Accepted, .. based.Accepted]) { ByComments = commented.Accepted, ByBaseline = based.Accepted };
    }
}
