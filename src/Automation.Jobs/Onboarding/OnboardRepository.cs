using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Inference;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Model;

namespace Automation.Jobs.Onboarding;

/// <summary>Infers the descriptor of one repository, without a clone, and proposes it. Repeating it finds the same pull request.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="listed">The repository.</param>
/// <param name="pull">Its pull request.</param>
/// <param name="access">The same repository, for reading files.</param>
/// <param name="host">The name of this GitHub.</param>
internal sealed class OnboardRepository(OnboardingRequest request, ListedRepository listed, OnboardingPull pull, RepositoryAccess access, string host)
{
    private const long CacheOfOne = 64L << 20;

    private readonly BlobCache _cache = new(CacheOfOne);

    /// <param name="mayOpen">Whether another pull request may be opened now.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<OnboardedRepository> RunAsync(bool mayOpen, CancellationToken cancellationToken)
    {
        if (!pull.IsFound)
        {
            await pull.FindAsync(cancellationToken);
        }

        if (await pull.TipAsync(cancellationToken) is not { } tip)
        {
            return Row(OnboardingState.LeftOut, "The repository is empty.");
        }

        var tree = await GitHubTree.OpenAsync(access, tip.Commit, _cache, cancellationToken);
        if (tree.Unreadable is [var unlisted, ..])
        {
            // A descriptor could be among what is not listed.
            var where = unlisted.Path.Length == 0 ? "Its files are not all listed" : $"The files in '{unlisted.Path}' are not all listed";
            return Row(OnboardingState.Refused, $"{where}: {unlisted.Reason}. Run 'automation init' in a clone.");
        }

        await ReadAheadAsync(tree, ProbableReads.Includes, cancellationToken);
        var configured = Configured.Read(request.Inherited, tree, path => path, withBaseline: false, cancellationToken);
        if (configured.Findings.FirstOrDefault(f => f.Severity == Severity.Error) is { } error)
        {
            return Row(OnboardingState.Refused, $"{error.File}, line {error.Span.Start.Line}: {error.Message}");
        }

        if (!configured.Settings.Onboarding)
        {
            return await DoneAsync(OnboardingState.OptedOut, "Its configuration has 'onboarding: false'.", cancellationToken);
        }

        await ReadAheadAsync(tree, configured.Settings.Descriptors.Includes, cancellationToken);
        var inferred = Infer(tree, configured.Settings, cancellationToken);
        return inferred.Existing.Count > 0 ? await DoneAsync(OnboardingState.Described, "", cancellationToken)
            : pull.Ended is { } ended ? Row(OnboardingState.Declined, ended)
            : request.IsDryRun ? Row(pull.IsOpen ? OnboardingState.Open : OnboardingState.Planned, "") with
            {
                Inferred = inferred,
                Entities = Refs(inferred),
                Undecided = inferred.Undecided,
            }
            : !pull.IsOpen && !mayOpen ? Row(OnboardingState.Waiting, $"{request.MostOpen:N0} pull requests are open.")
            : await ProposeAsync(inferred, tip, cancellationToken);
    }

    private async Task<OnboardedRepository> ProposeAsync(InferenceReport inferred, BranchTip tip, CancellationToken cancellationToken)
    {
        var (state, detail) = await pull.WriteAsync(inferred, tip, cancellationToken);
        return Row(state, detail) with { Entities = Refs(inferred), Undecided = inferred.Undecided };
    }

    private InferenceReport Infer(GitHubTree tree, AutomationSettings settings, CancellationToken cancellationToken)
    {
        var slug = new RepositorySlug(host, listed.Name.Owner, listed.Name.Name);
        return new InferDescriptors(new RepositorySnapshot(tree, "", slug), settings)
        {
            FolderName = listed.Name.Name,
            Catalog = request.Catalog?.For(slug, path => DescriptorFolder.TreePathOf(path, slug)),
        }.Run(cancellationToken);
    }

    // Nothing is left to propose: what only this program wrote is closed.
    private async Task<OnboardedRepository> DoneAsync(OnboardingState state, string detail, CancellationToken cancellationToken)
    {
        if (pull.IsOpen && !request.IsDryRun)
        {
            await pull.CloseAsync(state, cancellationToken);
        }

        return Row(state, detail);
    }

    private Task ReadAheadAsync(GitHubTree tree, Func<string, bool> wanted, CancellationToken cancellationToken) =>
        new BlobBatches(access, _cache).FetchAsync(
            tree.Missing(f => wanted(f.Path), ProbableReads.Largest).Take(ProbableReads.Most), cancellationToken);

    private OnboardedRepository Row(OnboardingState state, string detail) =>
        new(listed.Name.ToString(), state) { Detail = detail, PullRequest = pull.Url };

    private static IReadOnlyList<string> Refs(InferenceReport inferred) => [.. inferred.Descriptors.SelectMany(d => d.Entities).Select(e => e.Ref)];
}
