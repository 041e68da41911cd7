namespace Automation.GitHub.Webhooks;

/// <summary><c>check_suite</c>: "Re-run all checks" requests our suite again.</summary>
internal static class CheckSuiteEvent
{
    public static DeliveryOutcome Analyse(Payload payload, long? appId)
    {
        var suite = payload["check_suite"];
        return payload.Action switch
        {
            "rerequested" => OwnChecks.Handle(payload, suite, appId, "check_suite.rerequested", Request.Check),
            "requested" => new DeliveryOutcome.Ignore("check_suite.requested comes with every push; the pull request's own event asks for the check"),
            var action when OwnChecks.IsOwn(suite, appId) => new DeliveryOutcome.Ignore($"check_suite.{Said.Of(action)} of our own check suite, caused by ourselves"),
            var action => new DeliveryOutcome.Ignore($"check_suite.{Said.Of(action)}: other checks do not matter here"),
        };
    }
}
