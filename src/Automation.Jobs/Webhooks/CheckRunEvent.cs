using Automation.GitHub.PullRequests;

namespace Automation.Jobs.Webhooks;

/// <summary><c>check_run</c>: of our own check runs, people ask for another run, or for the fix that one offers.</summary>
internal static class CheckRunEvent
{
    public static DeliveryOutcome Analyse(Payload payload, long? appId)
    {
        var run = payload["check_run"];
        return payload.Action switch
        {
            "rerequested" => OwnChecks.Handle(payload, run, appId, "check_run.rerequested", Request.Check),
            "requested_action" when payload["requested_action"]["identifier"].Text == CheckRunStep.FixIdentifier =>
                OwnChecks.Handle(payload, run, appId, "check_run.requested_action", Request.Fix),
            "requested_action" => new DeliveryOutcome.Ignore($"no check run of ours offers the action '{PayloadWord.Of(payload["requested_action"]["identifier"].Text)}'"),
            var action when OwnChecks.IsOwn(run, appId) => new DeliveryOutcome.Ignore($"check_run.{PayloadWord.Of(action)} of our own check run, which we caused ourselves"),
            var action => new DeliveryOutcome.Ignore($"check_run.{PayloadWord.Of(action)}: what other checks do changes nothing here"),
        };
    }
}
