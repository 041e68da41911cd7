using System.Net;
using Automation.GitHub.Access;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>A call to GitHub that failed, for people: GitHub's reason, and what to do about it.</summary>
internal static class GitHubFailure
{
    /// <param name="exception">The exception of the call.</param>
    /// <param name="again">How to repeat what called, such as <c>run the command again</c>.</param>
    public static string Explain(Exception exception, string again) => exception switch
    {
        GitHubCallException { Status: HttpStatusCode.Unauthorized } =>
            $"{exception.Message}. The token is invalid or has expired: set GITHUB_TOKEN to a valid one.",
        GitHubCallException { Status: HttpStatusCode.Forbidden } =>
            $"{exception.Message}. The token may not do this: give it the permission, or use another token.",
        GitHubBusyException => $"{exception.Message} Then {again}.",
        HttpRequestException => $"GitHub did not answer: {exception.Message}. {char.ToUpperInvariant(again[0])}{again[1..]}.",
        _ => exception.Message,
    };
}

/// <summary>One of many repositories: what fails there is its result, and does not keep the others from their turn.</summary>
internal static class OneOfMany
{
    private const string Again = "run the command again";

    /// <summary>Runs it.</summary>
    /// <param name="run">What is done with the repository.</param>
    /// <param name="failed">The result for a reason, in sentences.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> run, Func<string, T> failed, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (GitHubOutage.IsFailedCall(exception))
        {
            return failed(GitHubFailure.Explain(exception, Again));
        }
        catch (StepException exception)
        {
            return failed(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return failed("GitHub did not answer in time. Run it again.");
        }
#pragma warning disable CA1031 // An error in the program, or one unexpected repository, must not keep all others from their turn.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return failed($"An error in the program: {exception.GetType().Name}: {exception.Message}");
        }
    }
}
