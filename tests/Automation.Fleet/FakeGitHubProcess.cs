using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Automation.Fleet;

/// <summary>The fake GitHub as a process of its own, with an organisation at work in it.</summary>
public sealed class FakeGitHubProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _control;
    private int _told;

    private FakeGitHubProcess(FleetProcess process, Uri api, Uri control) =>
        (Process, Api, _control) = (process, api, new HttpClient { BaseAddress = control, Timeout = Patience });

    /// <summary>The process.</summary>
    public FleetProcess Process { get; }

    /// <summary>The address of its API.</summary>
    public Uri Api { get; }

    /// <summary>Starts it.</summary>
    public static async Task<FakeGitHubProcess> StartAsync(string folder, int seed, CancellationToken cancellationToken)
    {
        var log = Path.Combine(folder, "github.log");
        await File.WriteAllTextAsync(log, "", cancellationToken);
        var process = FleetProcess.Start(
            "github", log, [.. Programs.GitHub, seed.ToString(), "0", "0"], new Dictionary<string, string>());
        while (true)
        {
            if (File.ReadLines(log).FirstOrDefault(l => l.Contains("control at ", StringComparison.Ordinal)) is { } line)
            {
                var words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
                return new FakeGitHubProcess(process, new Uri(words[2]), new Uri(words[^1]));
            }

            if (process.HasExited)
            {
                throw new FleetException($"The fake GitHub did not start: {process.Tail}");
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>The private key of the App.</summary>
    public Task<string> KeyAsync(CancellationToken cancellationToken) => _control.GetStringAsync("/key", cancellationToken);

    /// <summary>A token that reads the organisation, of another App.</summary>
    public Task<string> TokenAsync(string organisation, CancellationToken cancellationToken) =>
        _control.GetStringAsync($"/token?organisation={organisation}", cancellationToken);

    /// <summary>Creates the organisation's repositories.</summary>
    public Task FoundAsync(int repositories, CancellationToken cancellationToken) =>
        PostAsync($"/organisation/found?repositories={repositories}", cancellationToken);

    /// <summary>People do this and that.</summary>
    public Task ActAsync(int times, CancellationToken cancellationToken) => PostAsync($"/organisation/act?times={times}", cancellationToken);

    /// <summary>Somebody opens a pull request.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => PostAsync("/organisation/open", cancellationToken);

    /// <summary>Somebody pushes to a default branch.</summary>
    public Task PushAsync(CancellationToken cancellationToken) => PostAsync("/organisation/push", cancellationToken);

    /// <summary>Somebody pushes to a pull request that is open.</summary>
    public Task PushToPullRequestAsync(CancellationToken cancellationToken) => PostAsync("/organisation/push-to-pull-request", cancellationToken);

    /// <summary>From here on calls go wrong by chance.</summary>
    /// <param name="kind">How: <c>502</c>, <c>503</c>, <c>403</c>, <c>429</c>, <c>reset</c>, <c>lost-answer</c>, <c>stale</c> or <c>slow</c>.</param>
    /// <param name="percent">How many of a hundred.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task BreakAsync(string kind, int percent, CancellationToken cancellationToken) =>
        PostAsync($"/faults?kind={kind}&percent={percent}", cancellationToken);

    /// <summary>Nothing goes wrong from here on.</summary>
    public Task RepairAsync(CancellationToken cancellationToken) => PostAsync("/faults/clear", cancellationToken);

    /// <summary>The events that were not returned before: of people, and of the server's own writes.</summary>
    public async Task<IReadOnlyList<GitHubEvent>> EventsAsync(CancellationToken cancellationToken)
    {
        var told = (await _control.GetFromJsonAsync<List<GitHubEvent>>($"/deliveries?after={_told}", cancellationToken))!;
        _told += told.Count;
        return told;
    }

    /// <summary>How many requests came.</summary>
    public async Task<int> RequestsAsync(CancellationToken cancellationToken) =>
        int.Parse(await _control.GetStringAsync("/requests", cancellationToken), CultureInfo.InvariantCulture);

    /// <summary>How many of them wrote something; tokens do not count.</summary>
    public async Task<int> WritesAsync(CancellationToken cancellationToken) =>
        int.Parse(await _control.GetStringAsync("/writes", cancellationToken), CultureInfo.InvariantCulture);

    /// <summary>When check runs were completed, as it was told, from a request on.</summary>
    public async Task<Completions> CompletionsAsync(int after, CancellationToken cancellationToken) =>
        (await _control.GetFromJsonAsync<Completions>($"/completions?after={after}", cancellationToken))!;

    /// <summary>Posts to the control port what only a long run needs.</summary>
    public Task ControlAsync(string path, CancellationToken cancellationToken) => PostAsync(path, cancellationToken);

    /// <summary>Reads JSON from the control port.</summary>
    public async Task<JsonElement> ReadAsync(string path, CancellationToken cancellationToken) =>
        await _control.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _control.Dispose();
        Process.Dispose();
    }

    private async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsync(path, null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>An event as it is posted.</summary>
/// <param name="Id">Its id, which a redelivery keeps.</param>
/// <param name="Name">The kind of event.</param>
/// <param name="Body">The payload.</param>
public sealed record GitHubEvent(string Id, [property: JsonPropertyName("event")] string Name, byte[] Body);

/// <summary>Check runs that were completed.</summary>
/// <param name="Next">The request to go on from.</param>
/// <param name="Runs">The runs.</param>
public sealed record Completions(int Next, IReadOnlyList<Completion> Runs);

/// <summary>A check run that was completed.</summary>
/// <param name="HeadSha">The commit.</param>
/// <param name="At">When.</param>
public sealed record Completion(string HeadSha, DateTimeOffset At);
