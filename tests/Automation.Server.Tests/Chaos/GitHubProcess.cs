using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Automation.Testing;

namespace Automation.Server.Tests.Chaos;

/// <summary>The fake GitHub as a process of its own, with people at work in it; what speaks to it may die as it likes.</summary>
internal sealed class GitHubProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;
    private int _told;

    private GitHubProcess(Process process, string api, string control) =>
        (_process, Api, _control) = (process, api, new HttpClient { BaseAddress = new Uri(control), Timeout = Driving.RunningServer.Patience });

    /// <summary>The address of its API.</summary>
    public string Api { get; }

    /// <summary>Starts it.</summary>
    public static async Task<GitHubProcess> StartAsync(int seed, int pulls, int repositories)
    {
        string[] arguments =
        [
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Automation.FakeGitHub.dll"),
            .. new[] { seed, pulls, repositories }.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        ];
        var start = ProgramProcess.Begin(Path.GetTempPath(), arguments);
        start.RedirectStandardError = false;
        start.StandardErrorEncoding = null;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The fake GitHub did not start.");
        var words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return new GitHubProcess(process, words[2], words[^1]);
    }

    /// <summary>The App's private key.</summary>
    public Task<string> KeyAsync() => _control.GetStringAsync("/key");

    /// <summary>People open the pull requests.</summary>
    public Task OpenAsync() => PostAsync("/open");

    /// <summary>People do this and that.</summary>
    public Task ActAsync(int times) => PostAsync($"/act?times={times}");

    /// <summary>The events that were not delivered yet: of people, and of the server's own writes.</summary>
    public async Task<IReadOnlyList<Event>> TellAsync()
    {
        var told = (await _control.GetFromJsonAsync<List<Event>>($"/deliveries?after={_told}"))!;
        _told += told.Count;
        return told;
    }

    /// <summary>What is not as it has to be in the end.</summary>
    public async Task<IReadOnlyList<string>> MistakesAsync() =>
        (await _control.GetFromJsonAsync<List<string>>($"/mistakes?marker={Uri.EscapeDataString(InChaos.ReportMarker)}"))!;

    /// <summary>Somebody opens a pull request that is to cost much (<see cref="Testing.GitHub.Workloads.Attack"/>); the event that tells of it.</summary>
    public async Task<Event> AttackAsync(string kind)
    {
        using var answer = await _control.PostAsync($"/attack?kind={kind}", null);
        return (await answer.Content.ReadFromJsonAsync<List<Event>>())!.Single();
    }

    /// <summary>What became of it.</summary>
    public async Task<Checked> ChecksAsync(string kind) => (await _control.GetFromJsonAsync<Checked>($"/checks?kind={kind}"))!;

    /// <summary>People open ordinary pull requests, in several repositories; before the first is delivered, because then everything is.</summary>
    public Task OpenLoadAsync(string name, int pulls, int repositories, int files) =>
        PostAsync($"/load/open?name={name}&pulls={pulls}&repositories={repositories}&files={files}");

    /// <summary>Delivers the openings to a server, so many at a time or in rounds; for each the milliseconds until its check run was completed.</summary>
    public async Task<IReadOnlyList<double>> RunLoadAsync(string name, Uri receiver, int atOnce, bool inRounds)
    {
        var query = $"name={name}&atOnce={atOnce}&inRounds={inRounds}&receiver={Uri.EscapeDataString(receiver.AbsoluteUri)}";
        using var answer = await _control.PostAsync($"/load/run?{query}", null);
        return (await answer.Content.ReadFromJsonAsync<List<double>>())!;
    }

    /// <summary>How long its threads have run.</summary>
    public TimeSpan ProcessorTime => Driving.ServerProcess.ProcessorTimeOf(_process);

    /// <summary>What is there, as JSON.</summary>
    public Task<string> CountsAsync() => _control.GetStringAsync("/counts");

    /// <inheritdoc/>
    public void Dispose()
    {
        _control.Dispose();
        ProgramProcess.Kill(_process);
        _process.Dispose();
    }

    private async Task PostAsync(string path)
    {
        using var answer = await _control.PostAsync(path, null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A check run.</summary>
    public sealed record Run(string? Conclusion, string? Title, string? Summary);

    /// <summary>The check runs of a repository, and how many calls were made about it.</summary>
    public sealed record Checked(IReadOnlyList<Run> Runs, int Calls);

    /// <summary>An event, as it is posted.</summary>
    public sealed record Event(string Id, [property: System.Text.Json.Serialization.JsonPropertyName("event")] string Name, byte[] Body);
}
