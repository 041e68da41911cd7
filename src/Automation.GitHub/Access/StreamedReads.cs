using System.Net;
using System.Net.Http.Headers;
using Automation.GitHub.Budgets;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>
/// Reads whose responses are large and never change: trees and files by SHA. The library keeps such a response as text, twice as large as received, and then
/// as objects;
/// here it is read as it arrives, and no ETag of it is kept.
/// </summary>
/// <param name="http">Sends all calls.</param>
/// <param name="address">The API's address.</param>
/// <param name="longest">How long a call may take, with repetitions: the whole response has to arrive in that time.</param>
/// <param name="meter">Counts the calls; null without a budget.</param>
internal sealed class StreamedReads(HttpMessageInvoker http, Uri address, ICredentialStore credentials, TimeSpan longest, BudgetMeter? meter)
{
    /// <summary>Sends a request, and passes on the response while it arrives.</summary>
    /// <param name="path">The path below the API's address.</param>
    /// <param name="accept">The media type to request.</param>
    /// <param name="read">Reads the response, or only as much as it needs.</param>
    /// <exception cref="NotFoundException">GitHub has nothing at the path.</exception>
    public async Task<T> GetAsync<T>(string path, string accept, Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(longest);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await credentials.GetCredentials()).GetToken());
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("automation", null));
        request.Headers.Accept.ParseAdd(accept);
        meter?.Called();
        using var response = await http.SendAsync(request, timeout.Token);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await read(response.Content, timeout.Token),
            HttpStatusCode.NotFound => throw new NotFoundException($"GET {path}: 404", response.StatusCode),
            var status => throw new ApiException($"GET {path}: {(int)status} {response.ReasonPhrase}", status),
        };
    }
}
