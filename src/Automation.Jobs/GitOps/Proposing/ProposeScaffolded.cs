using Automation.Catalog.Artifact;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitOps.Proposals;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Ends the run of a software template with the proposal to deploy what it made. A proposal that fails is a note: the run has succeeded.</summary>
/// <param name="propose">Proposes to the GitOps repository.</param>
/// <param name="catalog">The catalog, which has the owners.</param>
/// <param name="gitOps">The GitOps repository.</param>
public sealed class ProposeScaffolded(ProposeToRepository propose, StoredCatalog catalog, RepositoryName gitOps)
{
    /// <summary>The report of the run, with its proposal.</summary>
    public async Task<ScaffoldReport> RunAsync(ScaffoldReport report, DeployedService service, CancellationToken cancellationToken)
    {
        try
        {
            var proposed = await propose.RunAsync(catalog, new ProposalRequest.One(service.Ref) { Declared = service }, cancellationToken);
            return proposed.Proposals is [var proposal] ? With(report, proposal) : report;
        }
        catch (Exception e) when (e is StepException || (GitHubOutage.IsFailedCall(e) && !(propose.PassesOutages && ProposeDeployments.IsOver(e))))
        {
            return report.WithNote($"Its deployment could not be proposed to {gitOps}: {e.Message}");
        }
    }

    private ScaffoldReport With(ScaffoldReport report, ProposalReport proposal) => proposal switch
    {
        { State: ProposalState.Opened or ProposalState.Updated or ProposalState.Open, PullRequest: { } page } => report.WithNote(
            $"{proposal.Service} will be deployed when this pull request is merged: {page}") with
        {
            Created = [.. report.Created, new ScaffoldCreated(ScaffoldCreated.PullRequestKind, $"{gitOps}#{page[(page.LastIndexOf('/') + 1)..]}", page, null)],
        },
        { State: ProposalState.Current } => report,
        _ => report.WithNote($"Its deployment is not proposed to {gitOps}: {proposal.Detail}"),
    };
}
