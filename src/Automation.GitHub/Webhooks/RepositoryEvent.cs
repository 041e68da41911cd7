namespace Automation.GitHub.Webhooks;

/// <summary><c>repository</c>: one was created, renamed, archived, transferred or deleted. Which ones an owner has now is read from GitHub.</summary>
internal static class RepositoryEvent
{
    public static DeliveryOutcome Analyse(Payload payload)
    {
        if (payload.Repository is not { } repository)
        {
            return new DeliveryOutcome.Ignore("the payload names no repository");
        }

        return payload.Action switch
        {
            "created" or "deleted" or "archived" or "unarchived" or "renamed" or "transferred" => new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(repository.Owner, payload.InstallationId)),
            "edited" when payload["changes"]["default_branch"].Exists => new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(repository.Owner, payload.InstallationId)),
            "edited" => new DeliveryOutcome.Ignore("the repository was edited, but its default branch did not change"),
            "publicized" or "privatized" => new DeliveryOutcome.Ignore("the catalog does not contain the visibility of repositories"),
            _ => new DeliveryOutcome.Ignore($"the action '{Said.Of(payload.Action)}' does not affect the catalog"),
        };
    }
}
