using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.Health.Stored;

namespace Automation.Jobs.Health.Delivery;

/// <summary>
/// Shows deployments on GitHub, in the repository of the service. A deployment is made once for each revision that was deployed to an environment, which is
/// found again by its payload; a status is added when it differs from the latest one.
/// </summary>
/// <param name="gitHub">GitHub, with a token that may write deployments.</param>
internal sealed class ShowDeployments(GitHubRest gitHub)
{
    // Among the deployments of others.
    private const string Task = "deploy:gitops";

    /// <exception cref="GitHubCallException">GitHub refuses it.</exception>
    public async Task RunAsync(RepositoryName repository, ShownDeployment deployment, CancellationToken cancellationToken)
    {
        var root = GitHubRest.Path($"repos/{repository.Owner}/{repository.Name}");
        var query = GitHubRest.Path($"environment={deployment.Environment}&task={Task}");
        var latest = (await gitHub.GetAsync($"{root}/deployments?{query}&per_page=1", cancellationToken)).First;
        var id = latest["payload"]["revision"].Text == deployment.Revision ? latest["id"].Number : await CreateAsync(root, deployment, cancellationToken);
        var status = (await gitHub.GetAsync($"{root}/deployments/{id}/statuses?per_page=1", cancellationToken)).First;
        if (status["state"].Text != deployment.State || (status["description"].Text ?? "") != deployment.Description)
        {
            var body = new JsonObject { ["state"] = deployment.State, ["description"] = deployment.Description, ["auto_inactive"] = true };
            await gitHub.SendAsync(HttpMethod.Post, $"{root}/deployments/{id}/statuses", body, cancellationToken);
        }
    }

    private async Task<long?> CreateAsync(string root, ShownDeployment deployment, CancellationToken cancellationToken)
    {
        var branch = (await gitHub.GetAsync(root, cancellationToken))["default_branch"].Text ?? "main";
        var made = await gitHub.SendAsync(
            HttpMethod.Post,
            $"{root}/deployments",
            new JsonObject
            {
                ["ref"] = branch,
                ["task"] = Task,
                ["environment"] = deployment.Environment,
                ["description"] = $"GitOps revision {deployment.Revision[..Math.Min(8, deployment.Revision.Length)]}",
                ["payload"] = new JsonObject { ["revision"] = deployment.Revision },
                ["auto_merge"] = false,

                // What is deployed is deployed: no check can hold it back any more.
                ["required_contexts"] = new JsonArray(),
            },
            cancellationToken);
        return made["id"].Number;
    }
}
