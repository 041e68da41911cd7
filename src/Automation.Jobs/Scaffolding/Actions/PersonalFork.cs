using System.Net;
using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>The fork of a repository that belongs to the owner of the token. GitHub makes it on request, or gives the one there is.</summary>
/// <param name="step">The step; its repository is the one that is forked.</param>
internal sealed class PersonalFork(GitHubStep step)
{
    // GitHub copies a repository in the background (REST: "Create a fork": up to five minutes; usually seconds).
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int MostLooks = 60;

    /// <summary>Opens it, with the branch that the change is made to; null if the repository is the person's own, which has no fork.</summary>
    /// <param name="target">The branch; null for the default branch.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<GitHubStep?> OpenAsync(string? target, CancellationToken cancellationToken)
    {
        var login = await LoginAsync(cancellationToken);
        step.Host.Policy.Require(step.Context.Template, new RepositoryName(login, step.Repository.Name));
        if (login.Equals(step.Repository.Owner, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var made = await step.Rest.SendAsync(HttpMethod.Post, $"{step.Path}/forks", new JsonObject(), cancellationToken);
        var fork = RepositoryName.Parse(made["full_name"].Text) ?? throw new StepException("GitHub answered without the name of the fork.");
        var key = $"fork {fork}";
        if (step.Recorded(key) is null)
        {
            // There may have been one before: that is not this run's to remove.
            step.Record(key, null, new CreatedItem("fork", fork.ToString(), made["html_url"].Text ?? "", Remove: null));
        }

        var opened = step with { Repository = fork };
        for (var look = 1; await BranchTip.FindAsync(opened, target ?? made["default_branch"].Text ?? "", cancellationToken) is null; look++)
        {
            if (look == MostLooks)
            {
                throw new StepException($"GitHub has not copied {step.Repository} to {fork} yet. Run the template again.");
            }

            await Task.Delay(Pause, step.Host.Time, cancellationToken);
        }

        return opened;
    }

    private async Task<string> LoginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await step.Rest.GetAsync("user", cancellationToken))["login"].Text ?? throw new StepException("GitHub gives no login for the token.");
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.Forbidden)
        {
            throw new StepException("A fork belongs to a person, and the token belongs to an App: use a person's token, or remove the input 'forceFork'.", e);
        }
    }
}
