namespace Automation.Jobs.Webhooks;

/// <summary><c>push</c>: a branch moved. Only the default branch is a source of the catalog.</summary>
internal static class PushEvent
{
    public static DeliveryOutcome Analyse(Payload payload)
    {
        if (payload.Repository is not { } repository || payload["ref"].Text is not { } reference)
        {
            return new DeliveryOutcome.Ignore("the payload has no repository or no ref");
        }

        if (PushedBranch.Of(reference) is not { } branch)
        {
            return new DeliveryOutcome.Ignore("a tag was pushed; the catalog follows default branches");
        }

        if (branch != payload["repository"]["default_branch"].Text)
        {
            return new DeliveryOutcome.Ignore("a push to a branch other than the default branch; pull requests have their own events");
        }

        if (payload["deleted"].IsTrue)
        {
            return new DeliveryOutcome.Ignore("the default branch was deleted; the catalog keeps the last version until there is another default branch");
        }

        return new DeliveryOutcome.MarkDirty(new DirtyRepository(repository, payload.RepositoryId, payload.InstallationId, branch, payload["after"].Text));
    }
}
