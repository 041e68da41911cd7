namespace Automation.GitHub;

/// <summary>Records each write to GitHub durably before it is done, so that it is known after a crash which writes may have happened.</summary>
/// <param name="write">What is written, and where.</param>
/// <returns>To be called after GitHub's response, or if there is none.</returns>
public delegate Task<WriteEnded> WriteIntent(GitHubWrite write, CancellationToken cancellationToken);

/// <summary>Records the result of a write.</summary>
/// <param name="failure">Why it was not done; null if it was.</param>
public delegate Task WriteEnded(string? failure);

/// <summary>A write to GitHub, as in the audit log.</summary>
/// <param name="Kind">The kind of write, such as <c>comment</c>.</param>
/// <param name="What">What is written; no text of a user is in it.</param>
public sealed record GitHubWrite(string Kind, RepositoryName Repository, string What)
{
    public int? Number { get; init; }

    public string? Ref { get; init; }
}

/// <summary>Performs writes, each between its two records.</summary>
public static class RecordedWrites
{
    /// <summary>Records a write, does it, and records its result.</summary>
    /// <param name="intent">Records the writes.</param>
    /// <param name="write">What is written.</param>
    /// <param name="perform">Writes it.</param>
    /// <param name="refusal">Why a response means that nothing was done; null if it was done.</param>
    public static async Task<T> RunAsync<T>(
        this WriteIntent intent,
        GitHubWrite write,
        Func<Task<T>> perform,
        CancellationToken cancellationToken,
        Func<T, string?>? refusal = null)
    {
        var ended = await intent(write, cancellationToken);
        T answer;
        try
        {
            answer = await perform();
        }
        catch (Exception e)
        {
            await ended($"{e.GetType().Name}: {e.Message}");
            throw;
        }

        await ended(refusal?.Invoke(answer));
        return answer;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(this WriteIntent intent, GitHubWrite write, Func<Task> perform, CancellationToken cancellationToken) => intent.RunAsync(
        write,
        async () =>
        {
            await perform();
            return true;
        },
        cancellationToken);
}
