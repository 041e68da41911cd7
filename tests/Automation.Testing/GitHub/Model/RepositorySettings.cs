using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sodium;

namespace Automation.Testing.GitHub.Model;

/// <summary>What a repository has besides its content, as it was sent.</summary>
public sealed class RepositorySettings
{
    internal const string KeyId = "568250167242549743";

    /// <summary>What its secrets are encrypted with.</summary>
    internal KeyPair Key { get; } = PublicKeyBox.GenerateKeyPair();

    /// <summary>The body of its creation; null where a test made it.</summary>
    public JsonObject? Creation { get; internal set; }

    /// <summary>Its topics.</summary>
    public ImmutableList<string> Topics { get; internal set; } = [];

    /// <summary>Variables of its workflows.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; internal set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Secrets of its workflows, as GitHub decrypts them; those of an environment have its name before theirs.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; internal set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Protections by branch.</summary>
    public ImmutableSortedDictionary<string, JsonObject> Protections { get; internal set; } = ImmutableSortedDictionary<string, JsonObject>.Empty;

    /// <summary>Environments by name.</summary>
    public ImmutableSortedDictionary<string, JsonObject> Environments { get; internal set; } = ImmutableSortedDictionary<string, JsonObject>.Empty;

    /// <summary>Patterns of branches and tags that can deploy, such as <c>production branch release/*</c>.</summary>
    public ImmutableList<string> DeploymentPolicies { get; internal set; } = [];

    /// <summary>Deployments, oldest first.</summary>
    public ImmutableList<HostedDeployment> Deployments { get; internal set; } = [];

    /// <summary>Webhooks.</summary>
    public ImmutableList<JsonObject> Hooks { get; internal set; } = [];

    /// <summary>Issues.</summary>
    public ImmutableList<HostedIssue> Issues { get; internal set; } = [];

    /// <summary>Statuses of commits, in the order in which they were set.</summary>
    public ImmutableList<CommitStatus> Statuses { get; internal set; } = [];

    /// <summary>Labels by the number of an issue or pull request.</summary>
    public ImmutableDictionary<int, ImmutableList<string>> Labels { get; internal set; } = ImmutableDictionary<int, ImmutableList<string>>.Empty;

    /// <summary>Who is asked to review, and who is assigned, by the number of a pull request.</summary>
    public ImmutableDictionary<int, ImmutableList<string>> People { get; internal set; } = ImmutableDictionary<int, ImmutableList<string>>.Empty;

    /// <summary>Runs of workflows that were started by a call, oldest first.</summary>
    public ImmutableList<WorkflowRun> Runs { get; internal set; } = [];

    /// <summary>The result of the runs that are started; null while they go on.</summary>
    public string? Conclusion { get; set; } = "success";
}

/// <summary>An issue.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text.</param>
/// <param name="Author">Who opened it.</param>
public sealed record HostedIssue(int Number, string Title, string? Body, Account Author)
{
    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>A run of a workflow.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Workflow">The file.</param>
/// <param name="Ref">The branch or tag.</param>
/// <param name="Inputs">The inputs.</param>
public sealed record WorkflowRun(long Id, string Workflow, string Ref, JsonObject Inputs);

/// <summary>A status of a commit.</summary>
public sealed record CommitStatus(string Sha, string Context, string State, string? Description, Account Author);

/// <summary>A deployment with its statuses, oldest first.</summary>
public sealed record HostedDeployment(int Id, string Ref, string Task, string Environment, string Description, JsonObject Payload)
{
    /// <summary>Who made it.</summary>
    public required Account Creator { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its statuses.</summary>
    public ImmutableList<JsonObject> Statuses { get; internal set; } = [];
}
