using System.Globalization;
using System.Net;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>Why the App cannot be used, from GitHub's response to its first call: the id, the key, the clock, or the connection to GitHub.</summary>
public static class AppProblem
{
    // The App's tokens begin a minute early; a clock that differs by more is reported.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    /// <param name="failure">The exception of the call.</param>
    /// <param name="address">The address of the API.</param>
    /// <param name="now">The time of this machine.</param>
    public static string Of(Exception failure, Uri address, DateTimeOffset now) => failure switch
    {
        ApiException { StatusCode: HttpStatusCode.Unauthorized } answer when Ahead(answer, now) is { } ahead && ahead.Duration() > Tolerated =>
            $"this machine's clock is {ahead.Duration().TotalSeconds:N0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} GitHub's. "
            + $"Correct it, preferably with NTP. {answer.Message}",
        ApiException { StatusCode: HttpStatusCode.Unauthorized } answer =>
            $"GitHub does not accept the key: GitHub__PrivateKeyPath must be the path of a private key of the App in GitHub__AppId. {answer.Message}",
        NotFoundException answer => $"GitHub does not have this App: GitHub__AppId must be the number in the App's settings. {answer.Message}",
        HttpRequestException or OperationCanceledException =>
            $"GitHub cannot be reached at {address}. Check the network, the proxy and GitHub__ApiUrl. {failure.Message}",
        _ => failure.Message,
    };

    private static TimeSpan? Ahead(ApiException answer, DateTimeOffset now) =>
        answer.HttpResponse?.Headers.TryGetValue("Date", out var date) == true
        && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? now - time : null;
}
