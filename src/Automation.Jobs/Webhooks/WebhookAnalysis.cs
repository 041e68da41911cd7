using System.Text.Json;
using Automation.Core.Text;
using Automation.GitHub;
using Octokit.Webhooks;

namespace Automation.Jobs.Webhooks;

/// <summary>Decides what work a delivery requires. Pure: the same delivery has the same outcome, and no delivery causes an exception.</summary>
/// <param name="appId">The App that the server acts as; null until one is configured.</param>
public sealed class WebhookAnalysis(long? appId)
{
    /// <summary>The events that can require work, to which the App subscribes.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        WebhookEventType.PullRequest, WebhookEventType.MergeGroup, WebhookEventType.CheckRun, WebhookEventType.CheckSuite, WebhookEventType.IssueComment,
        WebhookEventType.Push, WebhookEventType.Repository, WebhookEventType.Team, WebhookEventType.Membership, WebhookEventType.Organization,
    ];

    /// <summary>Events that GitHub sends to every App, and that can require work, too.</summary>
    public static IReadOnlyList<string> UnaskedEvents { get; } = [WebhookEventType.Installation, WebhookEventType.InstallationRepositories];

    /// <summary>The outcome of one delivery.</summary>
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
        WebhookEventType.PullRequest => PullRequestEvent.Analyse(payload),
        WebhookEventType.MergeGroup => MergeGroupEvent.Analyse(payload),
        WebhookEventType.CheckRun => CheckRunEvent.Analyse(payload, appId),
        WebhookEventType.CheckSuite => CheckSuiteEvent.Analyse(payload, appId),
        WebhookEventType.IssueComment => CommentEvent.Analyse(payload, appId),
        WebhookEventType.Push => PushEvent.Analyse(payload),
        WebhookEventType.Team or WebhookEventType.Membership or WebhookEventType.Organization => OrganisationEvent.Analyse(eventName, payload),
        WebhookEventType.Repository => RepositoryEvent.Analyse(payload),
        WebhookEventType.Installation or WebhookEventType.InstallationRepositories => InstallationEvent.Analyse(eventName, payload),
        _ => new DeliveryOutcome.Ignore(UnhandledEvent.Reason(eventName)),
    };
}
