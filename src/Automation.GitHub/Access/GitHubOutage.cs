using System.Net;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>Tells a GitHub that is down, or cannot be reached, from one that has answered.</summary>
public static class GitHubOutage
{
    /// <summary>Whether the same call may succeed later without anybody changing what is asked.</summary>
    /// <remarks>401 is among them: the App's key or this machine's clock is wrong, and works again once that is corrected.</remarks>
    /// <param name="failure">What a call ended with.</param>
    public static bool Is(Exception failure) => failure switch
    {
        HttpRequestException or IOException or OperationCanceledException => true,
        ApiException answer => answer.StatusCode is HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError,
        _ => false,
    };
}
