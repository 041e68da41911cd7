using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;
using Automation.Jobs.GitOps.Settings;
using Automation.Jobs.RepositoryWrites;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Proposes what a catalog asks for to a GitOps repository on GitHub, without a clone: for the command, the action and the server.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="access">The same, for reading files.</param>
/// <param name="host">The name of this GitHub in addresses, such as github.com.</param>
public sealed class ProposeToRepository(RepositoryOnGitHub repository, RepositoryAccess access, string host)
{
    private const long CacheOfOne = 64L << 20;

    // Each takes a call.
    private const int MostObjects = 500;

    private int _objects;

    /// <summary>Files that were read before; a server keeps them.</summary>
    public BlobCache Files { get; init; } = new(CacheOfOne);

    /// <inheritdoc cref="ProposalInput.RequestedBy"/>
    public string RequestedBy { get; init; } = "";

    /// <summary>Whether nothing is changed.</summary>
    public bool IsDryRun { get; init; }

    /// <inheritdoc cref="ProposeDeployments.PassesOutages"/>
    public bool PassesOutages { get; init; }

    /// <inheritdoc cref="ProposalInput.Tools"/>
    public IRenderTools? Tools { get; init; }

    /// <inheritdoc cref="ProposeDeployments.Settled"/>
    public SettledProposals? Settled { get; init; }

    /// <summary>Receives the service that is next.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Reads the repository as it is now, and proposes.</summary>
    /// <exception cref="StepException">The repository does not exist, or its settings do not allow proposals.</exception>
    public async Task<ProposalsReport> RunAsync(StoredCatalog catalog, ProposalRequest request, CancellationToken cancellationToken)
    {
        var main = await repository.DefaultBranchAsync(cancellationToken)
            ?? throw new StepException($"GitHub has no repository {repository.Name}, or the token may not read it.");
        var tip = await repository.TipAsync(main, cancellationToken) ?? throw new StepException($"The repository {repository.Name} is empty.");
        var tree = await GitHubTree.OpenAsync(access, tip.Commit, Files, cancellationToken);
        var settings = SettingsOf(tree, cancellationToken);
        await tree.FetchAsync(f => IsRead(f.Path, settings), KnownDeployments.LargestFile, cancellationToken);
        var input = new ProposalInput(tree, settings, catalog)
        {
            Address = (settings.Repositories is [var first, ..] ? first : null) ?? $"https://{host}/{repository.Name}.git",
            Organisation = repository.Name.Owner,
            RequestedBy = RequestedBy,
            ObjectAt = id => Object(id, cancellationToken),
            Tools = Tools,
            Repository = new RepositorySlug(host, repository.Name.Owner, repository.Name.Name),
        };
        return await new ProposeDeployments(repository, main, tip, input, Progress) { IsDryRun = IsDryRun, PassesOutages = PassesOutages, Settled = Settled }
            .RunAsync(request, cancellationToken);
    }

    /// <summary>The settings of a GitOps repository.</summary>
    /// <exception cref="StepException">There are none, or they have errors.</exception>
    public static GitOpsSettings SettingsOf(FileTree tree, CancellationToken cancellationToken)
    {
        var reading = GitOpsSettingsReader.In(tree, path => path, cancellationToken);
        return reading.Source is null && !reading.IsBroken
            ? throw new StepException($"The GitOps repository has no {GitOpsSettings.Path}, which declares its environments and clusters.")
            : reading.Findings.FirstOrDefault(f => f.Severity == Severity.Error) is { } error
                ? throw new StepException($"{error.File}, line {error.Span.Start.Line}: {error.Message}")
                : reading.Settings;
    }

    // What all services share, and their records; the files of a service are read when it is its turn.
    private static bool IsRead(string path, GitOpsSettings settings) =>
        KnownDeployments.IsRecord(path, settings)
        || (settings.Template is { } template && RepositoryPath.Within(template.Trim('/'), path) is not null)
        || RepositoryPath.Within(settings.Applications, path) is not null
        || CodeownersLookup.Places(Dialect.GitHub).Contains(path, StringComparer.Ordinal);

    private string? Object(string id, CancellationToken cancellationToken) =>
        _objects++ < MostObjects ? repository.ObjectAsync(id, cancellationToken).GetAwaiter().GetResult() : null;
}
