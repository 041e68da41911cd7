using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Proposals;

/// <summary>
/// What was generated for a service, beside its files: with it, changes by people are recognised, and a removal knows what to delete.
/// </summary>
/// <param name="Entity">The ref of the component.</param>
public sealed record DeploymentRecord(EntityRef Entity)
{
    /// <summary>The file, from the folder of the service.</summary>
    public const string FileName = ".automation/deployment.yml";

    // A service has tens of files.
    private const int MostFiles = 2000;

    /// <summary>The catalog's source that defines the component; empty where it was not known.</summary>
    public string Source { get; init; } = "";

    /// <summary>The owner; null where there was none.</summary>
    public string? Owner { get; init; }

    /// <summary>The system; null where there was none.</summary>
    public string? System { get; init; }

    /// <summary>The state of the deployment template.</summary>
    public string Template { get; init; } = "";

    /// <summary>The applications.</summary>
    public IReadOnlyList<RecordedApplication> Applications { get; init; } = [];

    /// <summary>The generated files by their paths from the root, and the ids of their contents as generated.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads one; null where it is none.</summary>
    public static DeploymentRecord? Read(string text)
    {
        var documents = YamlFile.Read(SourceText.Of(FileName, text), YamlLimits.Descriptor, YamlDialect.Kubernetes).Documents;
        if (documents is not [{ Problems: [], Root: YamlMapping root }] || JsonFields.Of(root) is not JsonObject json
            || !EntityRef.TryParse(json.Text("entity") ?? "", null, EntityRef.DefaultNamespace, out var entity, out _))
        {
            return null;
        }

        return new DeploymentRecord(entity!)
        {
            Source = json.Text("source") ?? "",
            Owner = json.Text("owner"),
            System = json.Text("system"),
            Template = json.Text("template") ?? "",
            Applications = [.. json.Objects("applications").Select(RecordedApplication.Read)],
            Files = new SortedDictionary<string, string>(json.TextMap("files").Take(MostFiles).ToDictionary(), StringComparer.Ordinal),
        };
    }

    /// <summary>Its text.</summary>
    public string Write()
    {
        var json = new JsonObject { ["entity"] = Entity.ToString() };
        Add("owner", Owner);
        Add("system", System);
        Add("source", Source.Length == 0 ? null : Source);
        json["template"] = Template;
        json["applications"] = new JsonArray([.. Applications.Select(a => (JsonNode)a.Write())]);
        json["files"] = new JsonObject(Files.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)));
        return "# Written by automation: what was generated for this service. Do not edit.\n" + ApplicationFile.Written(json);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }
}

/// <summary>An application in the record of a service.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Cluster">The cluster.</param>
public sealed record RecordedApplication(string Name, string Environment, string Cluster)
{
    /// <summary>The project.</summary>
    public string Project { get; init; } = "";

    /// <summary>The file of the project.</summary>
    public string ProjectFile { get; init; } = "";

    /// <summary>The file that declares the application.</summary>
    public string File { get; init; } = "";

    /// <summary>The name of its ApplicationSet; null where it has a file of its own.</summary>
    public string? Set { get; init; }

    /// <summary>The folder that it deploys.</summary>
    public string Path { get; init; } = "";

    /// <summary>The namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Whether the workload is deleted with it.</summary>
    public bool DeletesWorkload { get; init; }

    /// <summary>The field and value that name its cluster.</summary>
    public (string Field, string Value) Target { get; init; } = ("name", "");

    /// <summary>Its destination.</summary>
    public JsonObject Destination() => new() { [Target.Field] = Target.Value, ["namespace"] = Namespace };

    /// <summary>A planned one.</summary>
    internal static RecordedApplication Of(PlannedApplication planned, bool isInSet) => new(planned.Name, planned.Environment.Name, planned.Cluster)
    {
        Project = planned.Project,
        ProjectFile = planned.ProjectFile,
        File = planned.File,
        Set = isInSet ? ApplicationSetFile.NameOf(planned) : null,
        Path = planned.Path,
        Namespace = planned.Namespace,
        DeletesWorkload = planned.Environment.Prune && !isInSet,
        Target = planned.Target,
    };

    internal static RecordedApplication Read(JsonObject json) => new(json.Text("name") ?? "", json.Text("environment") ?? "", json.Text("cluster") ?? "")
    {
        Project = json.Text("project") ?? "",
        ProjectFile = json.Text("projectFile") ?? "",
        File = json.Text("file") ?? "",
        Set = json.Text("set"),
        Path = json.Text("path") ?? "",
        Namespace = json.Object("destination").Text("namespace") ?? "",
        DeletesWorkload = json.IsTrue("deletesWorkload"),
        Target = json.Object("destination").Text("server") is { } server ? ("server", server) : ("name", json.Object("destination").Text("name") ?? ""),
    };

    internal JsonObject Write()
    {
        var json = new JsonObject { ["name"] = Name, ["environment"] = Environment, ["cluster"] = Cluster };
        json["project"] = Project;
        json["projectFile"] = ProjectFile;
        json["file"] = File;
        if (Set is not null)
        {
            json["set"] = Set;
        }

        json["path"] = Path;
        json["destination"] = Destination();
        json["deletesWorkload"] = DeletesWorkload;
        return json;
    }
}
