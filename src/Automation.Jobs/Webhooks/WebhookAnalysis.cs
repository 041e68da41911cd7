using System.Text.Json;
using Automation.Core.Text;
using Automation.GitHub;
using Octokit.Webhooks;

namespace Automation.Jobs.Webhooks;

/// <summary>Decides what work a delivery requires. Pure: the same delivery has the same outcome, and no delivery causes an exception.</summary>
/// <param name="appId">The App that the server acts as; null until one is configured.</param>
/// <param name="templates">The repository in whose issues people ask for a new service; null if there is none.</param>
/// <param name="gitOps">The repository that gets proposals; null if there is none.</param>
public sealed class WebhookAnalysis(long? appId, RepositoryName? templates = null, RepositoryName? gitOps = null)
{
    private readonly IssueEvent _issues = new(templates, appId);
    private readonly ProposalEvent _proposals = new(gitOps);

    /// <summary>The events that can require work, to which the App subscribes.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        WebhookEventType.PullRequest, WebhookEventType.MergeGroup, WebhookEventType.CheckRun, WebhookEventType.CheckSuite, WebhookEventType.IssueComment,
        WebhookEventType.Push, WebhookEventType.Repository, WebhookEventType.Team, WebhookEventType.Membership, WebhookEventType.Organization,
    ];

    /// <summary>The event of new issues, to which the App subscribes only where people ask for services on GitHub.</summary>
    public static IReadOnlyList<string> OptionalEvents { get; } = [WebhookEventType.Issues];

    /// <summary>Events that GitHub sends to every App, and that can require work, too.</summary>
    public static IReadOnlyList<string> UnaskedEvents { get; } = [WebhookEventType.Installation, WebhookEventType.InstallationRepositories];

    /// <param name="eventName">The header <c>X-GitHub-Event</c>.</param>
    /// <param name="body">The bytes as they were received.</param>
    public AnalysedDelivery Analyse(string eventName, ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return new(new DeliveryOutcome.Ignore("the payload is not JSON; set the webhook's content type to application/json"), null);
        }

        using (document)
        {
            try
            {
                var payload = new Payload(new JsonPart(document.RootElement));
                return new(Of(eventName, payload), payload.Repository);
            }
            catch (InvalidOperationException)
            {
                // Text with half of a surrogate pair, which JSON allows and a string cannot represent.
                return new(new DeliveryOutcome.Ignore("the payload contains text that is not Unicode"), null);
            }
        }
    }

    private DeliveryOutcome Of(string eventName, Payload payload) => eventName switch
    {
        WebhookEventType.PullRequest => _proposals.Analyse(payload) ?? PullRequestEvent.Analyse(payload),
        WebhookEventType.MergeGroup => MergeGroupEvent.Analyse(payload),
        WebhookEventType.CheckRun => CheckRunEvent.Analyse(payload, appId),
        WebhookEventType.CheckSuite => CheckSuiteEvent.Analyse(payload, appId),
        WebhookEventType.IssueComment => CommentEvent.Analyse(payload, appId, _issues),
        WebhookEventType.Issues => _issues.Analyse(payload),
        WebhookEventType.Push => PushEvent.Analyse(payload),
        WebhookEventType.Team or WebhookEventType.Membership or WebhookEventType.Organization => OrganisationEvent.Analyse(eventName, payload),
        WebhookEventType.Repository => RepositoryEvent.Analyse(payload),
        WebhookEventType.Installation or WebhookEventType.InstallationRepositories => InstallationEvent.Analyse(eventName, payload),
        _ => new DeliveryOutcome.Ignore(UnhandledEvent.Reason(eventName)),
    };
}

/// <param name="Outcome">What to do about it.</param>
/// <param name="Repository">The repository that it is about, for searches; null if it has none.</param>
public readonly record struct AnalysedDelivery(DeliveryOutcome Outcome, RepositoryName? Repository);

/// <summary>Why nothing is done about the other events.</summary>
internal static class UnhandledEvent
{
    public static string Reason(string eventName) => eventName switch
    {
        WebhookEventType.Ping => "the webhook is set up and its secret is correct",
        WebhookEventType.Public => "the catalog does not contain the visibility of repositories",
        WebhookEventType.Create or WebhookEventType.Delete => "pushes and pull requests have their own events",
        WebhookEventType.PullRequestReview or WebhookEventType.PullRequestReviewComment or WebhookEventType.PullRequestReviewThread =>
            "reviews do not affect the check; to run it again, comment '/automation recheck' on the pull request",
        WebhookEventType.TeamAdd or WebhookEventType.Member => "the permissions in a repository are read from GitHub when a pull request is checked",
        WebhookEventType.WorkflowRun or WebhookEventType.WorkflowJob or WebhookEventType.WorkflowDispatch or WebhookEventType.RepositoryDispatch =>
            "workflows do not affect the check",
        WebhookEventType.GithubAppAuthorization => "no user tokens are stored",
        _ => $"the event '{PayloadWord.Of(eventName)}' is not handled; the App need not subscribe to it",
    };
}
