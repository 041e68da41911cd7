using Automation.Core.Text;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

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
            return new DeliveryOutcome.Ignore("the payload names no repository or no commit");
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
