using System.Text.Json.Serialization;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>Run a software template for the person who asks for it in an issue. What is asked for is as the person wrote it when the event was sent.</summary>
public sealed record ScaffoldItem : WorkItem
{
    /// <summary>Its name in the ledger.</summary>
    public const string Kind = "scaffold";

    /// <summary>The repository of the templates, and of the issue.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The installation of the App that can access the repository.</summary>
    public long? InstallationId { get; init; }

    /// <summary>The issue.</summary>
    public required int Number { get; init; }

    /// <summary>The template, as the person names it; null if the issue names none.</summary>
    public string? Template { get; init; }

    /// <summary>The values of its parameters, as YAML or JSON; null if there are none.</summary>
    public string? Values { get; init; }

    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Why: the event and action, such as <c>issues.opened</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>The login of the person who asks.</summary>
    public required string Actor { get; init; }

    /// <summary>The comment with the command; null if it is in the issue itself.</summary>
    public long? CommentId { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string KindName => Kind;

    // One run at a time: two issues can ask for the same repository, and the second one finds what the first one made.
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"{Kind} {Repository}".ToLowerInvariant();

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Author => Actor.ToLowerInvariant();

    // Each request is answered; none replaces another one.
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Topic => $"{Key}#{Number} {CommentId}".TrimEnd();
}
