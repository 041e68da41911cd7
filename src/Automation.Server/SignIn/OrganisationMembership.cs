using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Automation.Core.Text;

namespace Automation.Server.SignIn;

/// <summary>Reads a person's login from GitHub, and whether they are a member of an organisation.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="api">The address of the API, with a slash at its end.</param>
internal sealed class OrganisationMembership(HttpClient http, Uri api)
{
    private const int LongestAnswer = 256 * 1024;

    /// <summary>The login of the owner of a token.</summary>
    public async Task<string> LoginAsync(string token, CancellationToken cancellationToken)
    {
        using var response = await AskAsync("user", token, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await TextAsync(response, "login", cancellationToken);
    }

    /// <summary>Whether they are an active member; an invitation that is not accepted yet does not count.</summary>
    /// <remarks>REST: "Get an organization membership for the authenticated user". 403 is the answer if the App is not installed, 404 if there is no
    /// membership.</remarks>
    public async Task<bool> IsMemberAsync(string organization, string token, CancellationToken cancellationToken)
    {
        using var response = await AskAsync($"user/memberships/orgs/{Uri.EscapeDataString(organization)}", token, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return await TextAsync(response, "state", cancellationToken) == "active";
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("automation", null));
        return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, string member, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new JsonPart(json.RootElement)[member].Text ?? throw new JsonException($"GitHub's response has no {member}.");
    }
}
