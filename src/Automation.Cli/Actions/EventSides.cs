using System.Text.Json;
using Automation.Cli.Hosting;

namespace Automation.Cli.Actions;

/// <summary>The two commits of the event that started the job.</summary>
/// <param name="Base">The tip of the base branch.</param>
/// <param name="Head">The commit that is to be merged.</param>
internal sealed record EventSides(string Base, string Head)
{
    // GitHub caps payloads at 25 MB.
    private const long LargestPayload = 25L << 20;

    /// <summary>Reads them from the event's payload; null where the event has no two sides, as a push has not.</summary>
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
            // The second stands for text that is not UTF-8, or half a surrogate pair.
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
            return Of(Text(pullRequest, "base", "sha"), Text(pullRequest, "head", "sha"));
        }

        return payload.TryGetProperty("merge_group", out var group) ? Of(Text(group, "base_sha"), Text(group, "head_sha")) : null;
    }

    private static EventSides? Of(string? @base, string? head) => IsCommit(@base) && IsCommit(head) ? new EventSides(@base!, head!) : null;

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

    private static bool IsCommit(string? sha) => sha is { Length: 40 or 64 } && sha.All(char.IsAsciiHexDigit);
}
