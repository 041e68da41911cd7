using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Model;

/// <summary>A source of an Application: a typed view of its content.</summary>
public sealed record ApplicationSource(JsonObject Json)
{
    public string RepoUrl => Json.Text("repoURL") ?? "";

    /// <summary>The folder in the repository; null for a chart of a chart repository, and for a source that only has a ref.</summary>
    public string? Path => Json.Text("path");

    /// <summary>The chart of a chart repository; null for a folder of a git repository.</summary>
    public string? Chart => Json.Text("chart");

    /// <summary>The revision of the repository, or the version of the chart; empty is HEAD.</summary>
    public string TargetRevision => Json.Text("targetRevision") ?? "";

    /// <summary>The name with which value files of other sources refer to this one, as <c>$name/path</c>.</summary>
    public string? Ref => Json.Text("ref");

    /// <summary>The settings for Helm; null if there is none.</summary>
    public JsonObject? Helm => Json.Object("helm");

    /// <summary>The settings for Kustomize; null if there is none.</summary>
    public JsonObject? Kustomize => Json.Object("kustomize");

    /// <summary>The settings for a folder of manifests; null if there is none.</summary>
    public JsonObject? Directory => Json.Object("directory");

    /// <summary>The settings for a plugin; null if there is none.</summary>
    public JsonObject? Plugin => Json.Object("plugin");
}
