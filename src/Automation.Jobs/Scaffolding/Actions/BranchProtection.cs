using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitHub.Access;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>Protects a branch as the inputs of a step require. Repeating it changes nothing.</summary>
/// <param name="enforceAdmins">The name of the input that protects it from administrators.</param>
internal sealed class BranchProtection(GitHubStep step, string enforceAdmins)
{
    // GitHub's reason where the plan of the owner has no branch protection for private repositories.
    private const string PlanReason = "Upgrade to GitHub Pro";

    public async Task RunAsync(string branch, CancellationToken cancellationToken)
    {
        var path = $"{step.Path}/branches/{GitHubRest.Path($"{branch}")}/protection";
        try
        {
            await step.Rest.SendAsync(HttpMethod.Put, path, Body(), cancellationToken);
            if (step.Context.Is("requiredCommitSigning"))
            {
                await step.Rest.SendAsync(HttpMethod.Post, $"{path}/required_signatures", null, cancellationToken);
            }

            step.Context.Log($"Protected {branch} of {step.Repository}.");
        }
        catch (GitHubCallException exception) when (exception.Message.Contains(PlanReason, StringComparison.Ordinal))
        {
            step.Context.Note(
                $"{branch} of {step.Repository} is not protected: "
                + $"the GitHub plan of {step.Repository.Owner} does not include branch protection for private repositories.");
        }
    }

    private JsonObject Body()
    {
        var reviews = new JsonObject
        {
            ["required_approving_review_count"] = Input("requiredApprovingReviewCount") ?? 1,
            ["require_code_owner_reviews"] = step.Context.Is("requireCodeOwnerReviews"),
            ["dismiss_stale_reviews"] = step.Context.Is("dismissStaleReviews"),
            ["require_last_push_approval"] = step.Context.Is("requireLastPushApproval"),
        };
        if (Input("bypassPullRequestAllowances") is { } bypass)
        {
            reviews["bypass_pull_request_allowances"] = bypass;
        }

        return new JsonObject
        {
            ["required_status_checks"] = new JsonObject
            {
                ["strict"] = IsOn("requireBranchesToBeUpToDate"),
                ["contexts"] = Input("requiredStatusCheckContexts") ?? new JsonArray(),
            },
            ["restrictions"] = Input("restrictions"),
            ["enforce_admins"] = IsOn(enforceAdmins),
            ["required_pull_request_reviews"] = reviews,
            ["required_conversation_resolution"] = step.Context.Is("requiredConversationResolution"),
            ["required_linear_history"] = step.Context.Is("requiredLinearHistory"),
            ["block_creations"] = step.Context.Is("blockCreations"),
        };
    }

    private JsonNode? Input(string name) => step.Context.Input[name]?.DeepClone();

    // True if absent.
    private bool IsOn(string name) => step.Context.Input[name]?.GetValueKind() != JsonValueKind.False;
}
