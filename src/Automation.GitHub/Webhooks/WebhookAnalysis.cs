using System.Text.Json;

namespace Automation.GitHub.Webhooks;

/// <summary>Decides what work a delivery requires. Pure: the same delivery has the same outcome, and no delivery causes an exception.</summary>
/// <param name="appId">The App that the server acts as; null until one is configured.</param>
public sealed class WebhookAnalysis(long? appId)
{
    /// <summary>The events that can require work, to which the App subscribes.</summary>
    public static IReadOnlyList<string> Events { get; } = ["pull_request", "merge_group", "check_run", "check_suite", "issue_comment", "push", "repository", "team", "membership", "organization"];

    /// <summary>Events that GitHub sends to every App, and that can require work, too.</summary>
    public static IReadOnlyList<string> UnaskedEvents { get; } = ["installation", "installation_repositories"];

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
        "pull_request" => PullRequestEvent.Analyse(payload),
        "merge_group" => MergeGroupEvent.Analyse(payload),
        "check_run" => CheckRunEvent.Analyse(payload, appId),
        "check_suite" => CheckSuiteEvent.Analyse(payload, appId),
        "issue_comment" => CommentEvent.Analyse(payload, appId),
        "push" => PushEvent.Analyse(payload),
        "team" or "membership" or "organization" => OrganisationEvent.Analyse(eventName, payload),
        "repository" => RepositoryEvent.Analyse(payload),
        "installation" or "installation_repositories" => InstallationEvent.Analyse(eventName, payload),
        _ => new DeliveryOutcome.Ignore(UnhandledEvent.Reason(eventName)),
    };
}
