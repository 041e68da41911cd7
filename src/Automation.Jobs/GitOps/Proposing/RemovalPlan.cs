using Automation.Catalog.Artifact;
using Automation.Core.Markdown;
using Automation.GitOps.Proposals;
using Automation.GitOps.Settings;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Takes a service out of the GitOps repository, because the catalog no longer has it.</summary>
/// <param name="run">The run.</param>
/// <param name="service">The name of its folder.</param>
/// <param name="record">What was generated for it.</param>
/// <param name="source">The source that no longer defines it; null where a person asks for the removal.</param>
internal sealed class RemovalPlan(ProposalRun run, string service, DeploymentRecord record, SourceRecord? source)
{
    private const int ShownCommit = 10;

    /// <summary>The change.</summary>
    public PlannedChange Make(CancellationToken cancellationToken)
    {
        var changes = new SortedDictionary<string, string?>(StringComparer.Ordinal);

        // What people added to the folder belongs to the service, too.
        foreach (var path in run.Known.FilesOf(service).Concat(record.Files.Keys.Where(run.Known.Has)))
        {
            changes[path] = null;
        }

        foreach (var (path, text) in GenerateDeployment.Unshare(record.Applications, [.. ServicePlan.OthersOf(run, service)], run.Known.Text))
        {
            changes[path] = text;
        }

        if (CodeownersEntry.Change(run.Input.Tree, run.Generate.FolderOf(service), owner: null, cancellationToken) is var (codeowners, without))
        {
            changes[codeowners] = without;
        }

        return new PlannedChange(new ProposalReport(record.Entity.ToString(), service, ProposalAction.Remove)
        {
            State = ProposalState.Planned,
            Owner = record.Owner,
            System = record.System,
            RequestedBy = run.Input.RequestedBy,
            Request = source is null ? "removal" : "",
            Topology = run.Arrangement(),
            Why = Why(),
            Applications = [.. record.Applications.Select(Row)],
            Files = [.. ServicePlan.Listed(changes, run)],
            Deletions = [.. record.Applications.Select(Effect)],
            Merge = "A person merges it after a review, because it deletes something.",
            Rollback = "Revert the merge: Argo CD then deploys the service again. Data that was deleted with a namespace does not come back.",
            Intent = ProposalRun.IntentOf(ProposalAction.Remove, [new(service, record.Write())]),
        })
        {
            Files = changes,
            Manifests = [.. record.Applications.Select(a => a.File).Distinct(StringComparer.Ordinal)],
            Branch = ProposalRun.BranchOf(service),
            Merge = MergePolicy.Review,
            Labels = ["gitops", "gitops/remove", .. record.Applications.Select(a => $"env/{a.Environment}").Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>An application that is taken away.</summary>
    public static ProposedApplication Row(RecordedApplication application) =>
        new(application.Name, application.Environment, application.Cluster, application.Namespace, application.Project) { Before = "HEAD" };

    /// <summary>What its removal does in the cluster: a sentence in Markdown.</summary>
    public static string Effect(RecordedApplication application)
    {
        var name = MarkdownText.Code(application.Name);
        var place = $"{MarkdownText.Code(application.Cluster)}, namespace {MarkdownText.Code(application.Namespace)}";
        return application.Set is { } set
            ? $"{name}: the ApplicationSet {MarkdownText.Code(set)} no longer generates it. Argo CD keeps the application and its workload in {place}, "
                + "because the set has `applicationsSync: create-update`: delete it by hand."
            : application.DeletesWorkload
                ? $"{name}: Argo CD **deletes the workload** in {place}, with the namespace if the application made it."
                : $"{name}: the application is deleted, and **the workload stays** in {place}, because the application has no finalizer: delete it by hand.";
    }

    private string Why() => source is { Commit: { } commit }
        ? $"The catalog no longer has {MarkdownText.Code(record.Entity.ToString())}: {MarkdownText.Code(source.Name)} does not define it at "
            + $"{MarkdownText.Code(commit[..Math.Min(ShownCommit, commit.Length)])}."
        : $"A person asked for the removal of {MarkdownText.Code(record.Entity.ToString())}.";
}
