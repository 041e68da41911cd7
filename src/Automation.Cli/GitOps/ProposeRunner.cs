using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitOps.Settings;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Waves;
using Automation.Rendering.Tools;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Cli.GitOps;

/// <summary>The options of the command, or the inputs of the action, for <see cref="ProposeRunner"/>.</summary>
/// <param name="Catalog">The folder of the stitched catalog.</param>
internal sealed record ProposeInput(string Catalog)
{
    /// <summary>The component; null for all.</summary>
    public string? Entity { get; init; }

    /// <summary>The GitOps repository: a folder, or <c>OWNER/REPO</c> for pull requests.</summary>
    public string Repository { get; init; } = ".";

    /// <summary>Whether pull requests are opened.</summary>
    public bool IsPullRequest { get; init; }

    /// <summary>The folder that gets the changed files; null for the repository itself.</summary>
    public string? Out { get; init; }

    /// <summary>Whether versions are copied.</summary>
    public bool IsPromotion { get; init; }

    /// <summary>The environment whose versions are copied.</summary>
    public string? From { get; init; }

    /// <summary>The environment that gets them.</summary>
    public string? To { get; init; }

    /// <summary>Whether the component is removed from the GitOps repository.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>The selectors of the waves.</summary>
    public IReadOnlyList<string> Waves { get; init; } = [];

    /// <summary>Whether nothing is changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Who requests the proposals, as their pull requests name it; empty if it is not known.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>Receives the name of the service that is next; null if it is not reported.</summary>
    public Action<string>? Progress { get; init; }
}

/// <summary>Proposes deployments, for the command and for the action.</summary>
internal sealed class ProposeRunner(Terminal terminal, ProposeInput input)
{
    private const long LargestObject = 1024 * 1024;

    /// <summary>Opens pull requests or writes files, as requested. Options that contradict each other are a usage error.</summary>
    public async Task<ProposalsReport> RunAsync()
    {
        var request = Request();
        try
        {
            return input.IsPullRequest ? await ProposeAsync(request) : Write(request);
        }
        catch (StepException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private ProposalRequest Request()
    {
        var waves = input.Waves.Select(
            w => WaveSelector.Parse(w) ?? throw new UsageException($"'{w}' is not a wave: write NAME=VALUE, such as tier=3."));
        if (input.Entity is not { } named)
        {
            return input.IsPromotion || input.IsRemoval ? throw new UsageException("Name the component, such as component:default/orders.")
                : new ProposalRequest.Everything { Waves = [.. waves] };
        }

        var entity = EntityRef.TryParse(named, "Component", EntityRef.DefaultNamespace, out var reference, out _) ? reference!
            : throw new UsageException($"'{named}' is not an entity ref: write one such as component:default/orders.");
        return !input.IsPromotion ? new ProposalRequest.One(entity, input.IsRemoval)
            : input.From is { } from && input.To is { } to ? new ProposalRequest.Promotion(entity, from, to)
            : throw new UsageException("A promotion needs --from and --to, the names of two environments.");
    }

    private async Task<ProposalsReport> ProposeAsync(ProposalRequest request)
    {
        var name = RepositoryName.Parse(input.Repository) ?? Remote()
            ?? throw new UsageException($"'{input.Repository}' is not a clone of a repository on GitHub: name one with --repository OWNER/REPO.");
        using var host = new GitHubHost(GitHubApi.Of(terminal) ?? throw new UsageException($"{GitHubApi.Unsafe}."), input.Token, TimeProvider.System);
        using var access = host.Access(name);
        using var tools = new RenderTools(RenderToolPaths.Find(terminal.Variable));
        var propose = new ProposeToRepository(new RepositoryOnGitHub(name, host.Connect(null)), access.Repository, host.Names[0])
        {
            RequestedBy = input.RequestedBy,
            IsDryRun = input.IsDryRun,
            Progress = input.Progress,
            Tools = tools,
        };
        return await propose.RunAsync(ArtifactInput.Open(terminal, input.Catalog), request, terminal.Cancelled);
    }

    private RepositoryName? Remote() => Directory.Exists(terminal.FullPath(input.Repository))
        && GitFolder.FindRoot(terminal.FullPath(input.Repository)) is { } root && GitFolder.Remote(root) is { } slug
            ? RepositoryName.Parse($"{slug.Owner}/{slug.Name}")
            : null;

    // Into the checkout, or a folder of its own: for people who open pull requests themselves.
    private ProposalsReport Write(ProposalRequest request)
    {
        var root = terminal.FullPath(input.Repository);
        if (!Directory.Exists(root))
        {
            throw new UsageException($"There is no folder '{input.Repository}': name a checkout of the GitOps repository, or use --pull-request.");
        }

        var tree = new DirectoryTree(root);
        var settings = ProposeToRepository.SettingsOf(tree, terminal.Cancelled);
        using var repository = GitFolder.FindRoot(root) is null ? null : GitRepository.Discover(root);
        var remote = Remote();
        var plan = new PlanDeployments(new ProposalInput(tree, settings, ArtifactInput.Open(terminal, input.Catalog))
        {
            Address = (settings.Repositories is [var first, ..] ? first : null) ?? (remote is null ? null : $"https://{GitHubHost.PublicName}/{remote}.git")
                ?? throw new UsageException($"The address of the GitOps repository is not known: add 'repositories' to {GitOpsSettings.Path}."),
            Organisation = remote?.Owner,
            RequestedBy = input.RequestedBy,
            ObjectAt = id => IsObject(id) && repository?.Blob(id, LargestObject) is { } content ? System.Text.Encoding.UTF8.GetString(content.Span) : null,
        });
        if (plan.Incomplete is { } incomplete)
        {
            throw new UsageException($"{GitOpsSettings.Path} does not say how to deploy: {incomplete}.");
        }

        var reports = Changes(plan, request, tree, root);
        return new ProposalsReport(input.Repository, reports)
        {
            Current = plan.Current,
            Notes = plan.Notes,
            WrittenTo = input.Out,
            IsDryRun = input.IsDryRun,
        };
    }

    // One after the other, on top of what the ones before wrote: several services share a project.
    private List<ProposalReport> Changes(PlanDeployments plan, ProposalRequest request, DirectoryTree tree, string root)
    {
        var reports = new List<ProposalReport>();
        var planned = request switch
        {
            ProposalRequest.One one => [plan.One(one.Entity, one.IsRemoval, terminal.Cancelled)],
            ProposalRequest.Promotion promotion => [plan.Promotion(promotion.Entity, promotion.From, promotion.To, terminal.Cancelled)],
            _ => plan.AllOnTop(terminal.Cancelled),
        };
        foreach (var change in planned)
        {
            var isWritten = change.Report.State == ProposalState.Planned && !input.IsDryRun;
            if (isWritten)
            {
                FolderWriter.Apply(input.Out is null ? root : OutFolder(), change.Changes(), terminal.Cancelled);
            }

            reports.Add(change.Report with { State = isWritten ? ProposalState.Written : change.Report.State });
        }

        return reports;
    }

    private string OutFolder()
    {
        var folder = terminal.FullPath(input.Out!);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static bool IsObject(string id) => id.Length == 40 && id.All(char.IsAsciiHexDigitLower);
}
