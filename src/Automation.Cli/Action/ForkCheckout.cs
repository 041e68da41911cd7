using Automation.Cli.Hosting;
using Automation.Git.Repositories;

namespace Automation.Cli.Action;

/// <summary>Rejects a workflow that would give files from a fork access to this repository's secrets.</summary>
/// <remarks>
/// Under <c>pull_request_target</c> a job has the repository's secrets and, as a rule, a token with write access. This action runs nothing that
/// it reads and needs no checkout of the head, so it is safe there; a job that has a fork's files checked out is one build step away
/// from running them. Source: GitHub Docs, "Securely using pull_request_target".
/// </remarks>
internal static class ForkCheckout
{
    /// <summary>Throws if a fork's files are checked out and the inputs do not allow it.</summary>
    public static void Refuse(Terminal terminal, ActionInputs inputs, EventSides sides, GitRepository clone)
    {
        if (terminal.Variable("GITHUB_EVENT_NAME") != "pull_request_target" || !sides.IsFromFork || inputs.AllowForkCheckout)
        {
            return;
        }

        // The commit that the event runs on belongs to this repository: the base branch, or the default branch.
        if (clone.Head?.Sha is { } head && head != terminal.Variable("GITHUB_SHA") && head != sides.Base.Sha)
        {
            throw new UsageException(
                $"This job runs under pull_request_target, which has this repository's secrets, and has commit {clone.Head.Short} checked out, which may come "
                + "from a fork. "
                + "Remove the 'ref' of actions/checkout: the action fetches what it checks. Or use the event pull_request. "
                + "If nothing in this job runs the files of the checkout, set 'allow-fork-checkout: true'.");
        }
    }
}
