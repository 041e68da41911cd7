using Automation.Catalog.Artifact;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.GitOps.Proposals;
using Automation.GitOps.Rendering;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.PullRequests;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Webhooks;
using Automation.Reporting.Model;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Workflows;

namespace Automation.Jobs.SelfService;

/// <summary>
/// Runs a software template for the person who asks for it in an issue of the repository with the templates, and answers there in one comment. Template and
/// rules are those of the default branches; the person is the sender of the event, as a User of the catalog.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="api">The address of its API.</param>
/// <param name="server">The address of its pages.</param>
/// <param name="catalog">The repository of the catalog.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="clock">The time.</param>
public sealed class ScaffoldFromIssue(GitHubAccess access, Uri api, Uri server, RepositoryName catalog, BlobCache cache, TimeProvider clock) : IDisposable
{
    // A dry run uses no token.
    private const string Unused = "none";

    /// <summary>The GitOps repository, where a run that registers a component ends with a proposal; null if there is none.</summary>
    public RepositoryName? GitOps { get; init; }

    /// <summary>The tools that render what a proposal changes in clusters; null if that is not compared.</summary>
    public IRenderTools? Tools { get; init; }

    private readonly CatalogFiles _catalog = new(access, catalog, cache);

    /// <param name="item">The request.</param>
    /// <param name="records">Opens the records of a run; it may be one that was interrupted.</param>
    /// <param name="intent">Records each write before it is done.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<ScaffoldOutcome> RunAsync(
        ScaffoldItem item, Func<string, ICheckpoints> records, WriteIntent intent, CancellationToken cancellationToken)
    {
        if ((item.InstallationId ?? await access.InstallationOfAsync(item.Repository)) is not { } installation)
        {
            return new ScaffoldOutcome.Mistake($"the App is not installed for {item.Repository}");
        }

        var comment = Comment(item, installation, intent);
        var read = await new ReadRequest(access, server.Host, _catalog, cache, clock).RunAsync(item, installation, cancellationToken);
        if (read is RequestReading.Refused(var refusal))
        {
            return await RefusedAsync([refusal]);
        }

        var allowed = (RequestReading.Allowed)read;
        var template = allowed.Template;
        var written = item.IsDryRun ? [] : StepPermissions.OnGitHub(template);
        var token = written.Count == 0 ? null : await access.TokenForRunAsync(installation, written);
        if (written.Count > 0 && token is null)
        {
            return await RefusedAsync(
            [
                $"The steps of the template need permissions to write that the App does not have: {string.Join(", ", written)}. "
                + "An owner of the organisation adds the missing ones to the App.",
            ]);
        }

        if (!item.IsDryRun)
        {
            await comment.StartAsync(template.Ref, cancellationToken);
        }

        using var gitHub = new GitHubHost(api, token, clock) { Recorded = new RecordedRun(intent, item.Repository) };
        var request = allowed.Request with
        {
            Secrets = Credentials(template, token ?? Unused),
            Hidden = token is null ? [] : [token],
            OpenCheckpoints = records,
        };
        var host = new ScaffoldHost(gitHub) { Sources = allowed.Sources, Catalog = request.Catalog!.Find, Time = clock, PassesOutages = true };
        var run = new RunTemplate(request, host);
        var report = await run.RunAsync(cancellationToken);
        if (report is { Error: { } error, Steps.Count: 0 })
        {
            return await RefusedAsync([error, .. report.Problems.Select(p => p.Message)]);
        }

        if (GitOps is not null && ScaffoldedService.Find(report, run.Workspace, server.Host) is { } service)
        {
            report = await ProposeAsync(report, service, item, allowed.Catalog, intent, cancellationToken);
        }

        await comment.EndAsync(report, cancellationToken);
        return new ScaffoldOutcome.Answered($"{template.Ref} for {item.Actor}: {Summary(report)}");

        async Task<ScaffoldOutcome> RefusedAsync(IReadOnlyList<string> reasons)
        {
            await comment.RefuseAsync(reasons, cancellationToken);
            return new ScaffoldOutcome.Answered($"nothing was run for {item.Actor}: {reasons[0]}");
        }
    }

    /// <summary>Says in the issue that a request was given up.</summary>
    /// <param name="item">The request.</param>
    /// <param name="reason">Why; without secrets.</param>
    /// <param name="intent">Records each write before it is done.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task GiveUpAsync(ScaffoldItem item, string reason, WriteIntent intent, CancellationToken cancellationToken)
    {
        if ((item.InstallationId ?? await access.InstallationOfAsync(item.Repository)) is { } installation)
        {
            await Comment(item, installation, intent).GiveUpAsync(reason, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _catalog.Dispose();

    private async Task<ScaffoldReport> ProposeAsync(
        ScaffoldReport report, DeployedService service, ScaffoldItem item, StoredCatalog stored, WriteIntent intent, CancellationToken cancellationToken)
    {
        if (await access.InstallationOfAsync(GitOps!) is not { } installation)
        {
            return report.WithNote($"The App is not installed for {GitOps}, so nothing is proposed there.");
        }

        var token = await access.TokenForRunAsync(installation, GitOps!, TokenPermissions.ProposeChanges);
        using var gitHub = new GitHubHost(api, token, clock)
        {
            Recorded = new RecordedRun(intent, GitOps!) { Kind = ProposeFromCatalog.WriteKind },
            Usage = access.Usage,
        };
        var propose = new ProposeToRepository(
            new RepositoryOnGitHub(GitOps!, gitHub.Connect(null)), access.As(installation, GitOps!, TokenPermissions.ReadFiles), server.Host)
        {
            Files = cache,
            Tools = Tools,
            RequestedBy = $"@{item.Actor}",
            PassesOutages = true,
        };
        return await new ProposeScaffolded(propose, stored, GitOps!).RunAsync(report, service, cancellationToken);
    }

    private RequestComment Comment(ScaffoldItem item, long installation, WriteIntent intent) => new(
        access.As(installation, item.Repository, TokenPermissions.CommentOnIssue), access.LoginAsync, intent, item);

    // A picker that asks for the person's own token gets that of the run, which may do no more than the steps need.
    private static Dictionary<string, string> Credentials(TemplateDocument template, string token) =>
        ParameterForm.Read(template.Parameters).Fields.Select(f => f.SecretsKey).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(k => k, _ => token);

    private static string Summary(ScaffoldReport report) => report switch
    {
        { Error: { } error } => $"failed: {error}",
        { Fails: true } => "the dry run found that it would fail",
        { IsDryRun: true } => "the dry run succeeded",
        { Repository: { } repository } => $"succeeded: {repository}",
        _ => "succeeded",
    };
}
