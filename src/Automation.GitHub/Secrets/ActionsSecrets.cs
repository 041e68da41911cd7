using System.Text.Json.Nodes;
using Automation.GitHub.Access;

namespace Automation.GitHub.Secrets;

/// <summary>The secrets that workflows of a repository, or jobs of an environment, can read.</summary>
/// <param name="rest">GitHub.</param>
/// <param name="path">Their path in the API, such as <c>repos/acme/orders/actions/secrets</c>.</param>
public sealed class ActionsSecrets(GitHubRest rest, string path)
{
    /// <summary>Creates secrets, or replaces them. No value is in a message or in the log.</summary>
    public async Task SetAsync(IReadOnlyCollection<KeyValuePair<string, string>> secrets, CancellationToken cancellationToken)
    {
        if (secrets.Count == 0)
        {
            return;
        }

        var key = await rest.GetAsync($"{path}/public-key", cancellationToken);
        foreach (var (name, value) in secrets)
        {
            var body = new JsonObject { ["encrypted_value"] = SealedSecret.Create(value, key["key"].Text ?? ""), ["key_id"] = key["key_id"].Text };
            await rest.SendAsync(HttpMethod.Put, $"{path}/{GitHubRest.Path($"{name}")}", body, cancellationToken);
        }
    }
}
