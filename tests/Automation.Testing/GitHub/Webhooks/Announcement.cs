using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary>Tells the app of an event, if it is to hear of it: notes the delivery, signed, and lets it be sent.</summary>
internal static class Announcement
{
    // These come to an app whether it subscribed to them or not.
    private static readonly string[] Always = ["installation", "installation_repositories"];

    /// <summary>An event of a repository.</summary>
    public static void Of(FakeGitHubState state, string @event, string? action, HostedRepository repository, Account sender, JsonObject payload)
    {
        payload["repository"] = RepositoryJson.Of(state.Urls, repository);
        if (repository.Owner.Kind == AccountKind.Organization)
        {
            payload["organization"] = AccountJson.Organisation(state.Urls, repository.Owner);
        }

        if (state.Installations.Find(i => i.App == state.Apps[0] && i.Reaches(repository)) is { SuspendedAt: null } installation)
        {
            Of(state, @event, action, installation, repository, sender, payload);
        }
    }

    /// <summary>An event of an installation, which need not be about a repository.</summary>
    public static void Of(
        FakeGitHubState state,
        string @event,
        string? action,
        Installation installation,
        HostedRepository? repository,
        Account sender,
        JsonObject payload)
    {
        var app = installation.App;
        if (!app.Events.Contains(@event) && !Always.Contains(@event))
        {
            return;
        }

        if (action is not null)
        {
            payload.Insert(0, "action", action);
        }

        payload["sender"] = AccountJson.Simple(state.Urls, sender);
        payload.TryAdd("installation", new JsonObject { ["id"] = installation.Id, ["node_id"] = $"INST_{installation.Id}" });
        state.Validated(@event, action, payload);
        var body = Encoding.UTF8.GetBytes(payload.ToJsonString());
        var guid = NewGuid(state);
        var delivery = new Delivery(
            state.NextId(), guid, @event, action, body, HeadersOf(app, @event, guid, body), installation, repository, IsRedelivery: false);
        state.Deliveries = state.Deliveries.Add(delivery);
        state.Signal();
        state.Announced(delivery);
    }

    /// <summary>The headers of a delivery, the signature over its bytes among them.</summary>
    public static ImmutableList<KeyValuePair<string, string>> HeadersOf(GitHubApp app, string @event, Guid guid, byte[] body)
    {
        var secret = Encoding.UTF8.GetBytes(app.WebhookSecret);
        return
        [
            new("Accept", "*/*"),
            new("Content-Type", "application/json"),
            new("User-Agent", "GitHub-Hookshot/b8c71d8"),
            new("X-GitHub-Delivery", guid.ToString()),
            new("X-GitHub-Event", @event),
            new("X-GitHub-Hook-ID", (app.Id + 1_000_000).ToString(CultureInfo.InvariantCulture)),
            new("X-GitHub-Hook-Installation-Target-ID", app.Id.ToString(CultureInfo.InvariantCulture)),
            new("X-GitHub-Hook-Installation-Target-Type", "integration"),
#pragma warning disable CA5350 // GitHub still sends the old signature beside the new one.
            new("X-Hub-Signature", $"sha1={Convert.ToHexStringLower(HMACSHA1.HashData(secret, body))}"),
#pragma warning restore CA5350
            new("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(secret, body))}"),
        ];
    }

    private static Guid NewGuid(FakeGitHubState state)
    {
        Span<byte> bytes = stackalloc byte[16];
        state.Chance.NextBytes(bytes);
        return new Guid(bytes);
    }
}
