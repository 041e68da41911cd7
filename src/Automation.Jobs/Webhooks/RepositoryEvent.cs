using Octokit.Webhooks.Events.Repository;

namespace Automation.Jobs.Webhooks;

/// <summary><c>repository</c>: one was created, renamed, archived, transferred or deleted. The current list is read from GitHub.</summary>
internal static class RepositoryEvent
{
    public static DeliveryOutcome Analyse(Payload payload)
    {
        if (payload.Repository is not { } repository)
        {
            return new DeliveryOutcome.Ignore("the payload has no repository");
        }

        return payload.Action switch
        {
            RepositoryActionValue.Created or RepositoryActionValue.Deleted or RepositoryActionValue.Archived or RepositoryActionValue.Unarchived
                or RepositoryActionValue.Renamed or RepositoryActionValue.Transferred =>
                new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(repository.Owner, payload.InstallationId)),
            RepositoryActionValue.Edited when payload["changes"]["default_branch"].Exists =>
                new DeliveryOutcome.MarkDirty(new DirtyRepositoryList(repository.Owner, payload.InstallationId)),
            RepositoryActionValue.Edited => new DeliveryOutcome.Ignore("the repository was edited, but its default branch did not change"),
            RepositoryActionValue.Publicized or RepositoryActionValue.Privatized =>
                new DeliveryOutcome.Ignore("the catalog does not contain the visibility of repositories"),
            _ => new DeliveryOutcome.Ignore($"the action '{PayloadWord.Of(payload.Action)}' does not affect the catalog"),
        };
    }
}
