using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitHub.Access;
using Automation.GitHub.Secrets;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:environment:create</c>: creates a deployment environment.</summary>
internal sealed class CreateEnvironment(ScaffoldHost host) : GitHubAction(host)
{
    private static readonly (string Input, string Name)[] Settings =
    [
        ("deploymentBranchPolicy", "deployment_branch_policy"), ("waitTimer", "wait_timer"), ("preventSelfReview", "prevent_self_review"),
    ];

    /// <inheritdoc/>
    public override string Id => "github:environment:create";

    /// <inheritdoc/>
    public override string Description => "Creates or updates a deployment environment of a repository.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        RepositoryInputs.Url,
        ("name", ActionSchema.Text("The name of the environment.")),
        ("deploymentBranchPolicy?", RepositoryInputs.Described(
            ActionSchema.Object(
                ("protected_branches", ActionSchema.Switch("Only protected branches can deploy.")),
                ("custom_branch_policies", ActionSchema.Switch("Only named branches and tags can deploy."))),
            "The branches that can deploy (default: all).")),
        ("customBranchPolicyNames?", ActionSchema.Texts("Patterns for the branches that can deploy.")),
        ("customTagPolicyNames?", ActionSchema.Texts("Patterns for the tags that can deploy.")),
        ("environmentVariables?", ActionSchema.MapOf(new JsonObject { ["type"] = "string" }, "The variables of the environment.")),
        ("secrets?", ActionSchema.MapOf(
            new JsonObject { ["type"] = "string" }, "Its secrets. They are encrypted before they are sent.")),
        ("waitTimer?", ActionSchema.Number("The minutes that a deployment waits.")),
        ("preventSelfReview?", ActionSchema.Switch("Whether a person cannot approve their own deployment.")),
        ("reviewers?", ActionSchema.Texts("Users and groups who approve deployments, as entity refs.")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var context = step.Context;
        var body = new JsonObject();
        foreach (var (input, name) in Settings)
        {
            if (context.Input[input] is { } value)
            {
                body[name] = value.DeepClone();
            }
        }

        if (await ReviewersAsync(step, cancellationToken) is { Count: > 0 } reviewers)
        {
            body["reviewers"] = reviewers;
        }

        var path = $"{step.Path}/environments/{GitHubRest.Path($"{context.Required("name")}")}";
        await step.Rest.SendAsync(HttpMethod.Put, path, body, cancellationToken);
        await AllowAsync(step, path, cancellationToken);
        foreach (var (name, value) in context.Input["environmentVariables"] as JsonObject ?? [])
        {
            await RepositorySettings.SetVariableAsync(step, $"{path}/variables", name, value, cancellationToken);
        }

        await new ActionsSecrets(step.Rest, $"{path}/secrets").SetAsync(RepositorySettings.SecretsOf(context), cancellationToken);
        context.Log($"Created the environment {context.Required("name")} of {step.Repository}.");
    }

    private static async Task AllowAsync(GitHubStep step, string path, CancellationToken cancellationToken)
    {
        var policies = $"{path}/deployment-branch-policies";
        var asked = Policies(step, "branch", "customBranchPolicyNames").Concat(Policies(step, "tag", "customTagPolicyNames")).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var present = (await step.Rest.GetAsync($"{policies}?per_page=100", cancellationToken))["branch_policies"].Items
            .Select(p => (p["type"].Text ?? "branch", p["name"].Text)).ToHashSet();
        foreach (var (type, name) in asked.Where(p => !present.Contains(p)))
        {
            await step.Rest.SendAsync(HttpMethod.Post, policies, new JsonObject { ["name"] = name, ["type"] = type }, cancellationToken);
        }
    }

    private static IEnumerable<(string Type, string? Name)> Policies(GitHubStep step, string type, string input) =>
        (step.Context.Texts(input) ?? []).Select(n => (type, (string?)n));

    // As in Backstage, a name in the catalog is one on GitHub; who is not found there is left out.
    private static async Task<JsonArray> ReviewersAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var reviewers = new JsonArray();
        foreach (var written in step.Context.Texts("reviewers") ?? [])
        {
            var isRef = EntityRef.TryParse(written, "user", EntityRef.DefaultNamespace, out var reference, out _);
            var (type, path) = reference?.Kind == "group"
                ? ("Team", GitHubRest.Path($"orgs/{step.Repository.Owner}/teams/{reference.Name}"))
                : ("User", GitHubRest.Path($"users/{reference?.Name ?? written}"));
            if (isRef && await step.Rest.FindAsync(path, cancellationToken) is { } found)
            {
                reviewers.Add((JsonNode)new JsonObject { ["type"] = type, ["id"] = found["id"].Number });
            }
            else
            {
                step.Context.Note($"'{written}' was not added as a reviewer: GitHub has no such {type.ToLowerInvariant()}.");
            }
        }

        return reviewers;
    }
}
