using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Automation.Testing.GitHub.Contract;

/// <summary>
/// GitHub's OpenAPI description of its REST API and events, from the npm package <c>@octokit/openapi</c> in the version that
/// <c>tests/contract</c> pins. It is fetched once, to <c>artifacts</c>.
/// </summary>
public sealed class GitHubDescription
{
    private const string File = "api.github.com.json";
    private static readonly TimeSpan LongestInstallation = TimeSpan.FromMinutes(3);
    private static readonly Lazy<(GitHubDescription? Description, string? Absent)> Known = new(Fetch);

    private readonly Lazy<JsonElement> _root;

    private GitHubDescription(string path) => _root = new Lazy<JsonElement>(() => JsonDocument.Parse(System.IO.File.ReadAllBytes(path)).RootElement);

    /// <summary>Why it is not available; null if it is.</summary>
    public static string? Absent => Known.Value.Absent;

    /// <summary>The description; null if it is not available.</summary>
    internal static GitHubDescription? Find() => Known.Value.Description;

    /// <summary>An operation, by the path's template and the method; null where none is described.</summary>
    internal JsonElement? Operation(string template, string method) => At(_root.Value, "paths", template, method.ToLowerInvariant());

    /// <summary>The schema of an event's payload; null where none is described.</summary>
    internal JsonElement? Event(string @event, string? action)
    {
        var name = (action is null ? @event : $"{@event}-{action}").Replace('_', '-');
        return At(_root.Value, "x-webhooks", name, "post", "requestBody", "content", "application/json", "schema");
    }

    /// <summary>What a reference such as <c>#/components/schemas/issue</c> leads to; anything else is itself.</summary>
    internal JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
        {
            element = At(_root.Value, reference.GetString()![2..].Split('/')) ?? throw new InvalidDataException($"{reference} leads nowhere.");
        }

        return element;
    }

    internal static JsonElement? At(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static (GitHubDescription?, string?) Fetch()
    {
        var source = Path.Combine(Repository.Root, "tests", "contract");
        using var package = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(source, "package.json")));
        var version = package.RootElement.GetProperty("dependencies").GetProperty("@octokit/openapi").GetString()!;
        var folder = Path.Combine(Repository.Root, "artifacts", "github-openapi", version);
        var path = Path.Combine(folder, File);
        if (System.IO.File.Exists(path))
        {
            return (new GitHubDescription(path), null);
        }

        // Each test program that comes here at the same time fetches into a folder of its own; the last to move its file wins, and all files are the same.
        var own = Path.Combine(folder, $"npm-{Environment.ProcessId}");
        Directory.CreateDirectory(own);
        try
        {
            foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
            {
                System.IO.File.Copy(Path.Combine(source, name), Path.Combine(own, name), overwrite: true);
            }

            if (Install(own) is { } problem)
            {
                return (null, problem);
            }

            System.IO.File.Move(Path.Combine(own, "node_modules", "@octokit", "openapi", "generated", File), path, overwrite: true);
            return (new GitHubDescription(path), null);
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    private static string? Install(string folder)
    {
        try
        {
            using var npm =
                Process.Start(new ProcessStartInfo(
                    OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                    ["ci", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=30000", "--no-audit", "--no-fund", "--silent"])
                {
                    WorkingDirectory = folder,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                })!;
            var (output, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            if (!npm.WaitForExit(LongestInstallation))
            {
                npm.Kill(entireProcessTree: true);
                return "GitHub's OpenAPI description is not at hand: npm did not end in time.";
            }

            return npm.ExitCode == 0 ? null : $"GitHub's OpenAPI description is not at hand: npm ended with {npm.ExitCode}. {output.Result}{errors.Result}";
        }
        catch (Win32Exception)
        {
            return "GitHub's OpenAPI description is not at hand: npm is not installed.";
        }
    }
}
