using Automation.GitHub.PullRequests;
using Octokit.Webhooks;
using Octokit.Webhooks.Events.CheckRun;

namespace Automation.Jobs.Webhooks;

/// <summary><c>check_run</c>: for our own check runs, people request another run, or the fix that one offers.</summary>
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
                new DeliveryOutcome.Ignore($"check_run.{PayloadWord.Of(action)} of our own check run, caused by ourselves"),
            var action => new DeliveryOutcome.Ignore($"check_run.{PayloadWord.Of(action)}: other checks do not matter here"),
        };
    }
}
