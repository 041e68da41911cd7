namespace Automation.GitHub.Webhooks;

/// <summary><c>check_run</c>: for our own check runs, people request another run, or the fix that one offers.</summary>
internal static class CheckRunEvent
{
    /// <summary>The identifier of the button that our check runs show.</summary>
    public const string FixIdentifier = "fix";

    public static DeliveryOutcome Analyse(Payload payload, long? appId)
    {
        var run = payload["check_run"];
        return payload.Action switch
        {
            "rerequested" => OwnChecks.Handle(payload, run, appId, "check_run.rerequested", Request.Check),
            "requested_action" when payload["requested_action"]["identifier"].Text == FixIdentifier =>
                OwnChecks.Handle(payload, run, appId, "check_run.requested_action", Request.Fix),
            "requested_action" => new DeliveryOutcome.Ignore($"our check runs do not offer the action '{Said.Of(payload["requested_action"]["identifier"].Text)}'"),
            var action when OwnChecks.IsOwn(run, appId) => new DeliveryOutcome.Ignore($"check_run.{Said.Of(action)} of our own check run, caused by ourselves"),
            var action => new DeliveryOutcome.Ignore($"check_run.{Said.Of(action)}: other checks do not matter here"),
        };
    }
}
