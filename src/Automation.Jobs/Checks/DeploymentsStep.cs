using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Rules;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Jobs.Review;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>
/// What a change of a GitOps repository deploys: the applications that it touches, rendered on both sides. Differences inform; mistakes fail.
/// </summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="inputs">The tools, and what they use besides the files.</param>
internal sealed class DeploymentsStep(AutomationSettings settings, Baseline baseline, GitOpsInputs inputs)
{
    // A check of the App has a budget of time for everything together.
    private static readonly TimeSpan LongestOfApp = TimeSpan.FromSeconds(25);

    private const string What = "what this change deploys";
    private const long LargestFile = 5L << 20;

    /// <summary>Which comments that accept findings take effect.</summary>
    public AcceptancePolicy Acceptances { get; init; } = AcceptancePolicy.Everything;

    /// <summary>What was found in the files themselves, which is not reported again.</summary>
    public IReadOnlyList<Finding> Known { get; init; } = [];

    /// <summary>Compares the sides.</summary>
    public CheckedDeployments Run(RepositorySnapshot @base, RepositorySnapshot head, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (head.Reads is not null)
        {
            time.CancelAfter(LongestOfApp);
        }

        try
        {
            return FaultRules.Guard(
                () => Reviewed(inputs.Compare(@base, head, time.Token), head, cancellationToken),
                fault => CheckedDeployments.Not(new NotChecked(What, FaultRules.MessageOf(fault))));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckedDeployments.Not(new NotChecked(
                What, $"rendering it took longer than {LongestOfApp.TotalSeconds:0} seconds; 'automation check' in a workflow has no such limit"));
        }
    }

    private CheckedDeployments Reviewed(GitOpsDiff diff, RepositorySnapshot head, CancellationToken cancellationToken)
    {
        var review = new FindingReview(settings, baseline, _ => false) { Acceptances = Acceptances };
        var (kept, sources, suppressed) = (new List<Finding>(), new List<SourceText>(), 0);
        var known = Known.Select(f => (f.Rule.Id, f.File, f.Span)).ToHashSet();
        foreach (var file in diff.AllFindings.Where(f => !known.Contains((f.Rule.Id, f.File, f.Span))).GroupBy(f => f.File, StringComparer.Ordinal))
        {
            var source = head.Tree.Read(head.TreePathOf(file.Key), LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes }
                ? SourceText.Decode(file.Key, bytes.Span)
                : SourceText.Of(file.Key, "");
            var reviewed = review.Of(source, head.TreePathOf(file.Key), file);
            kept.AddRange(reviewed.Kept.Where(k => file.Any(f => f.Rule == k.Rule)).Select(f => SecretCover.Of(f, source)));
            suppressed += reviewed.Accepted.Count;
            sources.Add(source.Covered());
        }

        return new CheckedDeployments(diff, kept, sources, suppressed, diff.NotChecked);
    }
}

/// <summary>What a change deploys, and the mistakes in it.</summary>
/// <param name="Diff">The changes; null if they are not known.</param>
/// <param name="Findings">The mistakes to report, in file order.</param>
/// <param name="Sources">The files with mistakes.</param>
/// <param name="Suppressed">How many were accepted.</param>
/// <param name="NotChecked">What is not known.</param>
internal sealed record CheckedDeployments(
    GitOpsDiff? Diff, IReadOnlyList<Finding> Findings, IReadOnlyList<SourceText> Sources, int Suppressed, IReadOnlyList<NotChecked> NotChecked)
{
    public static CheckedDeployments None { get; } = new(null, [], [], 0, []);

    public static CheckedDeployments Not(NotChecked note) => None with { NotChecked = [note] };
}
