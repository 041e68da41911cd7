using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Reporting.Model;

/// <summary>The result of running a software template.</summary>
/// <param name="Template">The ref of the template.</param>
/// <param name="IsDryRun">Whether nothing was changed outside.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Files">The files of the workspace, in ordinal path order.</param>
/// <param name="Output">The template's output; null if a step failed.</param>
/// <param name="Error">The first error; null if there is none.</param>
/// <param name="Problems">What a person should know.</param>
public sealed record ScaffoldReport(
    string Template,
    bool IsDryRun,
    IReadOnlyList<ScaffoldStep> Steps,
    IReadOnlyList<ScaffoldFile> Files,
    JsonNode? Output,
    string? Error,
    IReadOnlyList<ScaffoldProblem> Problems)
{
    /// <summary>Where the files were written to, as the user named it; null if nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>What this run, and earlier runs of the same request, created outside the workspace.</summary>
    public IReadOnlyList<ScaffoldCreated> Created { get; init; } = [];

    /// <summary>The links of the output. After a run, those without an address are left out: what they lead to was not made.</summary>
    public IEnumerable<ScaffoldLink> Links => ((Output as JsonObject)?["links"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(l => new ScaffoldLink(TextOf(l["title"]), Address(TextOf(l["url"])) ?? Address(TextOf(l["entityRef"]))))
        .Where(l => IsDryRun || l.Address is not null);

    /// <summary>The repository that the run made or filled, as <c>OWNER/REPO</c>; null if there is none.</summary>
    public string? Repository => Created.FirstOrDefault(c => c.Kind == ScaffoldCreated.RepositoryKind)?.Name
        ?? NameIn(OutputOf("remoteUrl", "publish:github", "github:repo:create", "github:repo:push"));

    /// <summary>The page of the first pull request: the proposed change, else the registration in the catalog; null if there is none.</summary>
    public string? PullRequest => OutputOf("remoteUrl", "publish:github:pull-request")
        ?? Created.FirstOrDefault(c => c.Kind == ScaffoldCreated.PullRequestKind)?.Url;

    /// <summary>The ref of the registered entity; null if there is none.</summary>
    public string? Entity => OutputOf("entityRef", "catalog:register");

    /// <summary>Whether the run failed, or a dry run found that the real one would.</summary>
    public bool Fails => Error is not null || Problems.Any(p => p.Fails);

    /// <summary>The report with something that a person should know about the run as a whole.</summary>
    public ScaffoldReport WithNote(string message) => this with { Problems = [.. Problems, new ScaffoldProblem("", message, Fails: false)] };

    // The address to clone from ends with .git.
    private static string? NameIn(string? address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var url) ? null
        : url.AbsolutePath.Trim('/') is var path && path.EndsWith(".git", StringComparison.Ordinal) ? path[..^".git".Length]
        : path;

    private string? OutputOf(string name, params ReadOnlySpan<string> actions)
    {
        foreach (var step in IsDryRun ? [] : Steps)
        {
            if (actions.Contains(step.Action) && step.Output?[name] is { } value)
            {
                return TextOf(value);
            }
        }

        return null;
    }

    // Of a dry run, an address can have an example in it.
    private string? Address(string? text) =>
        text is { Length: > 0 } && !(IsDryRun && text.Contains(ScaffoldLink.Example, StringComparison.Ordinal)) ? text : null;

    private static string? TextOf(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}

/// <summary>A link of a template's output.</summary>
/// <param name="Title">The title; null if the template names none.</param>
/// <param name="Address">An address, or the ref of an entity; null if only a real run gives it.</param>
public sealed record ScaffoldLink(string? Title, string? Address)
{
    /// <summary>The text that a dry run uses for a value that only the real run has, as in Backstage.</summary>
    public const string Example = "<example>";
}

/// <summary>Something that a run created outside its files.</summary>
/// <param name="Kind">What it is, such as <c>repository</c>.</param>
/// <param name="Remove">The command that removes it; null if the run did not create it alone.</param>
public sealed record ScaffoldCreated(string Kind, string Name, string Url, string? Remove)
{
    public const string RepositoryKind = "repository";

    public const string PullRequestKind = "pull request";
}

/// <summary>A step of a run.</summary>
/// <param name="Action">The id of its action.</param>
/// <param name="Status"><c>completed</c>, <c>planned</c> (a dry run did not run it), <c>skipped</c> or <c>failed</c>.</param>
/// <param name="Output">What it gave; null if it did not run.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
public sealed record ScaffoldStep(string Id, string Name, string Action, string Status, JsonObject? Output, string? Error);

/// <summary>A file, folder or link of the workspace.</summary>
/// <param name="Path">The path from the workspace's root.</param>
/// <param name="Kind"><c>file</c>, <c>folder</c> or <c>link</c>.</param>
/// <param name="Size">The size of a file in bytes.</param>
/// <param name="Mode">The permission bits of a file as octal digits; null for anything else.</param>
public sealed record ScaffoldFile(string Path, string Kind, long Size, string? Mode);

/// <summary>A note about a step, for people.</summary>
/// <param name="Step">The id of the step; empty for the run as a whole.</param>
/// <param name="Message">What it is, and what to do.</param>
/// <param name="Fails">Whether the real run would fail.</param>
public sealed record ScaffoldProblem(string Step, string Message, bool Fails);
