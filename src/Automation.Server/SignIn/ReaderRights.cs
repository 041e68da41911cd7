using System.Collections.Concurrent;
using System.Text.Json;

namespace Automation.Server.SignIn;

/// <summary>Which repositories each person can read. It is asked again after some minutes; a failure is not kept.</summary>
internal sealed partial class ReaderRights(UserRepositories repositories, TimeProvider clock, ILogger<ReaderRights> logger)
{
    /// <summary>How long a right that was taken away on GitHub is still one here.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const int MostPeople = 10_000;

    // Listing 20,000 repositories.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rights of a person. Requests at the same time share one answer.</summary>
    public async Task<ReadRights> OfAsync(string login, string token)
    {
        if (_known.Count > MostPeople)
        {
            _known.Clear();
        }

        var now = clock.GetTimestamp();
        var known = _known.AddOrUpdate(
            login,
            _ => new Known(now, new(() => AskAsync(token))),
            (_, before) => clock.GetElapsedTime(before.At, now) < Life ? before : new Known(now, new(() => AskAsync(token))));
        var rights = await known.Rights.Value;
        if (rights is not ReadRights.Of)
        {
            _known.TryRemove(KeyValuePair.Create(login, known));
        }

        return rights;
    }

    /// <summary>Asks again the next time.</summary>
    public void Forget(string login) => _known.TryRemove(login, out _);

    private async Task<ReadRights> AskAsync(string token)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            return await repositories.ReadAsync(token, patience.Token) is { } names ? new ReadRights.Of(names) : new ReadRights.Ended();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            LogUnknown(e.GetType().Name, e.Message);
            return new ReadRights.Unknown();
        }
    }

    [LoggerMessage(63, LogLevel.Warning, "What a person can read could not be read from GitHub, so they see no pages: {Kind}: {Why}")]
    private partial void LogUnknown(string kind, string why);

    private sealed record Known(long At, Lazy<Task<ReadRights>> Rights);
}

/// <summary>What is known of the rights of a person.</summary>
internal abstract record ReadRights
{
    private ReadRights()
    {
    }

    /// <param name="Repositories">The repositories that they can read, as <c>OWNER/NAME</c>.</param>
    public sealed record Of(IReadOnlySet<string> Repositories) : ReadRights;

    /// <summary>GitHub does not accept their token any more.</summary>
    public sealed record Ended : ReadRights;

    /// <summary>GitHub did not answer.</summary>
    public sealed record Unknown : ReadRights;
}
