using Automation.Core.Text;
using Automation.GitHub.PullRequests;
using Octokit.Webhooks;
using Octokit.Webhooks.Events.CheckRun;
using Octokit.Webhooks.Events.CheckSuite;

namespace Automation.Jobs.Webhooks;

/// <summary><c>check_run</c>: for our own check runs, people request another run, or the fixes that it offers.</summary>
internal static class CheckRunEvent
{
    public static DeliveryOutcome Analyse(Payload payload, long? appId)
    {
        var run = payload["check_run"];
        return payload.Action switch
        {
            CheckRunActionValue.Rerequested =>
                OwnChecks.Handle(payload, run, appId, $"{WebhookEventType.CheckRun}.{CheckRunActionValue.Rerequested}", Request.Check),
            CheckRunActionValue.RequestedAction when payload["requested_action"]["identifier"].Text == CheckRunStep.FixIdentifier =>
                OwnChecks.Handle(payload, run, appId, $"{WebhookEventType.CheckRun}.{CheckRunActionValue.RequestedAction}", Request.Fix),
            CheckRunActionValue.RequestedAction =>
                new DeliveryOutcome.Ignore($"our check runs do not offer the action '{PayloadWord.Of(payload["requested_action"]["identifier"].Text)}'"),
            var action when OwnChecks.IsOwn(run, appId) =>
                new DeliveryOutcome.Ignore($"check_run.{PayloadWord.Of(action)} of our own check run, triggered by this App"),
            var action => new DeliveryOutcome.Ignore($"check_run.{PayloadWord.Of(action)}: checks of other Apps are ignored"),
        };
    }
}

/// <summary><c>check_suite</c>: "Re-run all checks" requests our suite again.</summary>
internal static class CheckSuiteEvent
{
    public static DeliveryOutcome Analyse(Payload payload, long? appId)
    {
        var suite = payload["check_suite"];
        return payload.Action switch
        {
            CheckSuiteActionValue.Rerequested =>
                OwnChecks.Handle(payload, suite, appId, $"{WebhookEventType.CheckSuite}.{CheckSuiteActionValue.Rerequested}", Request.Check),
            CheckSuiteActionValue.Requested =>
                new DeliveryOutcome.Ignore("check_suite.requested comes with every push; the pull request's own event requests the check"),
            var action when OwnChecks.IsOwn(suite, appId) =>
                new DeliveryOutcome.Ignore($"check_suite.{PayloadWord.Of(action)} of our own check suite, triggered by this App"),
            var action => new DeliveryOutcome.Ignore($"check_suite.{PayloadWord.Of(action)}: checks of other Apps are ignored"),
        };
    }
}

/// <summary>A request about a check run or check suite that our own App made.</summary>
internal static class OwnChecks
{
    public static bool IsOwn(JsonPart check, long? appId) => appId is not null && check["app"]["id"].Number == appId;

    public static DeliveryOutcome Handle(Payload payload, JsonPart check, long? appId, string trigger, Request request)
    {
        if (appId is null)
        {
            return new DeliveryOutcome.Ignore($"{trigger}: GitHub__AppId is not set, so our own checks cannot be distinguished from others");
        }

        if (!IsOwn(check, appId))
        {
            return new DeliveryOutcome.Ignore($"{trigger} of another App's check");
        }

        if (payload.Repository is not { } repository || check["head_sha"].Text is not { } head)
        {
            return new DeliveryOutcome.Ignore("the payload has no repository or no commit");
        }

        // Pull requests from forks are not listed, and a commit may be the head of several: then the commit alone is known.
        // Those of other repositories with the same commit are listed, too; they are not checked here.
        var own = check["pull_requests"].Items.Where(p => payload.RepositoryId is { } id && p["base"]["repo"]["id"].Number == id).ToList();
        var only = own is [var one] && one["number"].Number is { } number and > 0 and <= int.MaxValue ? one : default;
        return new DeliveryOutcome.Handle(new PullRequestItem
        {
            Repository = repository,
            RepositoryId = payload.RepositoryId,
            InstallationId = payload.InstallationId,
            Number = (int?)only["number"].Number,
            HeadSha = head,
            BaseRef = only["base"]["ref"].Text,
            Request = request,
            Trigger = trigger,
            Actor = payload.Actor,
        });
    }
}
