using System.Text.Json;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Repositories;

namespace Automation.Cli.Action;

/// <summary>The two commits of the event that started the job.</summary>
/// <param name="Base">The tip of the base branch.</param>
/// <param name="Head">The commit to merge.</param>
/// <param name="IsFromFork">Whether the head comes from a repository that may have other owners.</param>
/// <remarks>The author of a pull request controls parts of the payload, such as the names of branches: it is not trusted.</remarks>
internal sealed record EventSides(WantedCommit Base, WantedCommit Head, bool IsFromFork)
{
    /// <summary>The number of the pull request; null if the event is of none.</summary>
    public int? PullRequest { get; init; }

    // GitHub caps payloads at 25 MB.
    private const long LargestPayload = 25L << 20;

    /// <summary>Reads them from the event's payload; null if the event has no two sides, as a push has not.</summary>
    public static EventSides? Read(Terminal terminal)
    {
        if (terminal.Variable("GITHUB_EVENT_PATH") is not { } path || !File.Exists(path))
        {
            return null;
        }

        if (new FileInfo(path).Length > LargestPayload)
        {
            throw new UsageException($"The event's payload has more than {LargestPayload >> 20} MiB.");
        }

        try
        {
            using var payload = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(payload.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is for text that is not UTF-8, or half a surrogate pair.
            throw new UsageException($"The event's payload is not JSON: {e.Message}");
        }
    }

    private static EventSides? Of(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (payload.TryGetProperty("pull_request", out var pullRequest))
        {
            return Of(
                Wanted(Text(pullRequest, "base", "sha"), Text(pullRequest, "base", "ref") is { } branch ? $"refs/heads/{branch}" : null),
                Wanted(Text(pullRequest, "head", "sha"), Number(pullRequest) is { } number ? $"refs/pull/{number}/head" : null),
                !string.Equals(
                    Text(pullRequest, "head", "repo", "full_name"), Text(pullRequest, "base", "repo",
                        "full_name"), StringComparison.OrdinalIgnoreCase)) is { } sides
                ? sides with { PullRequest = Number(pullRequest) } : null;
        }

        return payload.TryGetProperty("merge_group", out var group)
            ? Of(Wanted(Text(group, "base_sha"), Text(group, "base_ref")), Wanted(Text(group, "head_sha"), Text(group, "head_ref")), isFromFork: false)
            : null;
    }

    private static EventSides? Of(WantedCommit? @base, WantedCommit? head, bool isFromFork) =>
        @base is not null && head is not null ? new EventSides(@base, head, isFromFork) : null;

    private static WantedCommit? Wanted(string? sha, string? @ref) =>
        CommitName.Is(sha) ? new WantedCommit(sha!, GitRepository.IsRef(@ref) ? @ref : null) : null;

    private static int? Number(JsonElement pullRequest) =>
        pullRequest.ValueKind == JsonValueKind.Object && pullRequest.TryGetProperty("number", out var number)
        && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value > 0 ? value : null;

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
