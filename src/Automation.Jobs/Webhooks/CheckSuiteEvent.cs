using Octokit.Webhooks;
using Octokit.Webhooks.Events.CheckSuite;

namespace Automation.Jobs.Webhooks;

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
                new DeliveryOutcome.Ignore("check_suite.requested comes with every push; the pull request's own event asks for the check"),
            var action when OwnChecks.IsOwn(suite, appId) =>
                new DeliveryOutcome.Ignore($"check_suite.{PayloadWord.Of(action)} of our own check suite, caused by ourselves"),
            var action => new DeliveryOutcome.Ignore($"check_suite.{PayloadWord.Of(action)}: other checks do not matter here"),
        };
    }
}
