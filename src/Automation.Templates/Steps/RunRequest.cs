using System.Text.Json.Nodes;
using Automation.Templates.Documents;

namespace Automation.Templates.Steps;

/// <summary>The input of a run.</summary>
/// <param name="Parameters">The values of its parameters, defaults applied.</param>
public sealed record RunRequest(TemplateDocument Template, JsonObject Parameters)
{
    public string TaskId { get; init; } = "task";

    /// <summary>The user who runs it: <c>{"ref": …, "entity": …}</c>; null if the user is not known.</summary>
    public JsonObject? User { get; init; }

    /// <summary>The secrets by name. They reach inputs and nothing else.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>The parameters whose values are secrets: they are never recorded.</summary>
    public IReadOnlySet<string> SecretParameters { get; init; } = new HashSet<string>();

    /// <summary>The platform's own parameters, which every template can read.</summary>
    public JsonObject EnvironmentParameters { get; init; } = [];

    public IReadOnlyDictionary<string, string> EnvironmentSecrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether actions only report what they would do.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether an expression with an error ends the step. Backstage passes its text on.</summary>
    public bool IsStrict { get; init; }
}
