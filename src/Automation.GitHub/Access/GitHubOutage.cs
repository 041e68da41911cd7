using System.Net;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>Distinguishes an outage of GitHub, or an unreachable GitHub, from a response.</summary>
public static class GitHubOutage
{
    /// <summary>Whether the same call, unchanged, may succeed later.</summary>
    /// <remarks>401 is among them: the App's key or this machine's clock is wrong, and works again once that is corrected.</remarks>
    /// <param name="failure">The exception of a call.</param>
    public static bool Is(Exception failure) => failure switch
    {
        HttpRequestException or IOException or OperationCanceledException => true,
        ApiException answer => answer.StatusCode is HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError,
        GitHubCallException answer => answer.Status is HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError,
        _ => false,
    };

    /// <summary>Whether a call failed: GitHub did not answer, or refused it.</summary>
    /// <param name="failure">The exception of a call.</param>
    public static bool IsFailedCall(Exception failure) =>
        failure is HttpRequestException or IOException or ApiException or GitHubCallException or GitHubBusyException or GitHubRefusalException;
}
