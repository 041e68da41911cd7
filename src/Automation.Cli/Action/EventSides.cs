using System.Text.Json;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Text;
using Automation.Git.Repositories;

namespace Automation.Cli.Action;

/// <summary>The two commits of the event that started the job.</summary>
/// <param name="Base">The tip of the base branch.</param>
/// <param name="Head">The commit to merge.</param>
/// <param name="IsFromFork">Whether the head comes from a repository that may have other owners.</param>
/// <remarks>The author of a pull request controls parts of the payload, such as the names of branches: it is not trusted.</remarks>
internal sealed record EventSides(WantedCommit Base, WantedCommit Head, bool IsFromFork)
{
    /// <summary>The number of the pull request; null if the event has none.</summary>
    public int? PullRequest { get; init; }

    // GitHub caps payloads at 25 MB.
    private const long LargestPayload = 25L << 20;

    /// <summary>Reads them from the event's payload; null if the event does not have two sides, such as a push.</summary>
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
            return Of(new JsonPart(payload.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is for text that is not UTF-8, or half a surrogate pair.
            throw new UsageException($"The event's payload is not JSON: {e.Message}");
        }
    }

    private static EventSides? Of(JsonPart payload)
    {
        if (payload["pull_request"] is { Exists: true } pullRequest)
        {
            var (@base, head) = (pullRequest["base"], pullRequest["head"]);
            int? number = pullRequest["number"].Number is > 0 and <= int.MaxValue and var given ? (int)given : null;
            return Of(
                Wanted(@base["sha"].Text, @base["ref"].Text is { } branch ? $"refs/heads/{branch}" : null),
                Wanted(head["sha"].Text, number is null ? null : $"refs/pull/{number}/head"),
                !string.Equals(head["repo"]["full_name"].Text, @base["repo"]["full_name"].Text, StringComparison.OrdinalIgnoreCase)) is { } sides
                ? sides with { PullRequest = number } : null;
        }

        var group = payload["merge_group"];
        return Of(Wanted(group["base_sha"].Text, group["base_ref"].Text), Wanted(group["head_sha"].Text, group["head_ref"].Text), isFromFork: false);
    }

    private static EventSides? Of(WantedCommit? @base, WantedCommit? head, bool isFromFork) =>
        @base is not null && head is not null ? new EventSides(@base, head, isFromFork) : null;

    private static WantedCommit? Wanted(string? sha, string? @ref) =>
        CommitName.Is(sha) ? new WantedCommit(sha!, GitRepository.IsRef(@ref) ? @ref : null) : null;
}
