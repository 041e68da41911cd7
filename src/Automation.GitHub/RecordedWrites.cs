namespace Automation.GitHub;

/// <summary>Does writes between their two notes.</summary>
public static class RecordedWrites
{
    /// <summary>Records a write, does it, and records its result.</summary>
    /// <param name="intent">Takes the notes.</param>
    /// <param name="write">What is written.</param>
    /// <param name="perform">Writes it.</param>
    /// <param name="cancellationToken">Ends the wait for the first note.</param>
    /// <param name="refusal">Why an answer means that nothing was done; null if it was done.</param>
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
