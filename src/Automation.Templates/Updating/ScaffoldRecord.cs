using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Templates.Documents;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// Where a service comes from, so that it can be kept in step with its template: the content of <c>.automation/scaffold.yml</c>. It has no secrets.
/// </summary>
/// <param name="Origin">The template.</param>
/// <param name="Values">The values of its parameters.</param>
/// <param name="Steps">What the steps did in the workspace, with their evaluated inputs.</param>
/// <param name="Files">The files as they were rendered: mode and blob id, by path.</param>
public sealed record ScaffoldRecord(TemplateOrigin Origin, JsonObject Values, IReadOnlyList<RecordedStep> Steps, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The path of the file in a service.</summary>
    public const string FilePath = ".automation/scaffold.yml";

    private const int Format = 1;
    private const long LargestFile = 32L * 1024 * 1024;
    private const string Heading = "# Written by Automation: an update of the template starts from it. Change 'pin', 'once' and 'declined' alone.\n";

    /// <summary>Patterns of files that only the scaffold writes.</summary>
    public IReadOnlyList<string> Once { get; init; } = [];

    /// <summary>Patterns of files that the service does not take from the template.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    /// <summary>The versions of the template that the service takes, as a range of npm such as <c>1.x</c>; null for all.</summary>
    public string? Pin { get; init; }

    /// <summary>New paths of files that the service moved, by the path that the template has.</summary>
    public IReadOnlyDictionary<string, string> Moved { get; init; } = new Dictionary<string, string>();

    /// <summary>What a file is recorded as: its mode in git and the id of its content; null for a folder.</summary>
    public static string? Of(WorkspaceEntry entry) => entry switch
    {
        WorkspaceEntry.File file => $"{((file.Mode & UnixFileMode.UserExecute) == 0 ? "100644" : "100755")} {BlobId.Of(file.Bytes.Span)}",
        WorkspaceEntry.Link link => $"120000 {BlobId.Of(link.Target)}",
        _ => null,
    };

    /// <summary>What the files of a tree are recorded as, by path.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, WorkspaceEntry> tree) =>
        tree.Where(e => e.Value is not WorkspaceEntry.Folder).ToDictionary(e => e.Key, e => Of(e.Value)!, StringComparer.Ordinal);

    /// <summary>The record of a service; null where it has none, or one of a later format.</summary>
    public static ScaffoldRecord? In(FileTree service) =>
        service.Read(FilePath, LargestFile) is FileContent.Whole whole ? Read(Encoding.UTF8.GetString(whole.Bytes.Span)) : null;

    /// <summary>Reads a record; null where the file is none, or of a later format.</summary>
    public static ScaffoldRecord? Read(string text)
    {
        if (JsonAsYaml.Read(SourceText.Of(FilePath, text)) is not { } root
            || root["format"]?.ToString() != $"{Format}"
            || root["template"] is not JsonObject template)
        {
            return null;
        }

        var steps = (root["steps"] as JsonArray ?? []).OfType<JsonObject>().Select(
            s => new RecordedStep(TextOf(s["id"]), TextOf(s["action"]), s["input"]?.DeepClone() as JsonObject ?? []));
        var (repository, tag) = (template["repository"]?.ToString(), template["tag"]?.ToString());
        return new ScaffoldRecord(
            new TemplateOrigin(TextOf(template["ref"]), repository, TextOf(template["path"]), TextOf(template["commit"]), tag),
            root["values"]?.DeepClone() as JsonObject ?? [],
            [.. steps],
            Map(root["files"]))
        {
            Pin = root["pin"]?.ToString(),
            Once = Texts(root["once"]),
            Declined = Texts(root["declined"]),
            Moved = Map(root["moved"]),
        };
    }

    /// <summary>The content of the file.</summary>
    public byte[] Write()
    {
        var root = new JsonObject
        {
            ["format"] = Format,
            ["template"] = new JsonObject
            {
                ["ref"] = Origin.Ref,
                ["repository"] = Origin.Repository,
                ["path"] = Origin.Path,
                ["commit"] = Origin.Commit,
                ["tag"] = Origin.Tag,
            },
            ["pin"] = Pin,
            ["once"] = List(Once),
            ["declined"] = List(Declined),
            ["moved"] = Object(Moved),
            ["values"] = Values.DeepClone(),
            ["steps"] = new JsonArray([.. Steps.Select(s => new JsonObject { ["id"] = s.Id, ["action"] = s.Action, ["input"] = s.Input.DeepClone() })]),
            ["files"] = Object(Files),
        };
        return Encoding.UTF8.GetBytes(Heading + JsonAsYaml.Write(root));
    }

    private static string TextOf(JsonNode? node) => node?.ToString() ?? "";

    private static Dictionary<string, string> Map(JsonNode? node) =>
        (node as JsonObject ?? []).ToDictionary(f => f.Key, f => TextOf(f.Value), StringComparer.Ordinal);

    private static JsonObject Object(IReadOnlyDictionary<string, string> map) =>
        new(map.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)));

    private static string[] Texts(JsonNode? node) => [.. (node as JsonArray ?? []).Select(TextOf)];

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}

/// <summary>A template at a revision.</summary>
/// <param name="Ref">Its entity ref.</param>
/// <param name="Repository">Its repository, <c>host/owner/name</c>; null where it is not known.</param>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Tag">The tag of the commit; null where it has none.</param>
public sealed record TemplateOrigin(string Ref, string? Repository, string Path, string Commit, string? Tag);
