using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Templates.Documents;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Updating;

/// <summary>
/// The origin of a service, so that it can be updated with its template: the content of <c>.automation/scaffold.yml</c>. It has no secrets.
/// </summary>
/// <param name="Values">The values of its parameters.</param>
/// <param name="Steps">What the steps did in the workspace, with their evaluated inputs.</param>
/// <param name="Files">The files as they were rendered: mode and blob id, by path.</param>
public sealed record ScaffoldRecord(TemplateOrigin Origin, JsonObject Values, IReadOnlyList<RecordedStep> Steps, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The path of the file in a service.</summary>
    public const string FilePath = ".automation/scaffold.yml";

    private const int Format = 1;
    private const int IdLength = 40;
    private const long LargestFile = 32L * 1024 * 1024;
    private const string Heading = "# Written by Automation: an update of the template starts from it. Change only 'pin', 'once' and 'declined'.\n";

    /// <summary>Patterns of files that only the scaffold writes.</summary>
    public IReadOnlyList<string> Once { get; init; } = [];

    /// <summary>Patterns of files that the service does not take from the template.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    /// <summary>The versions of the template that the service accepts, as an npm range such as <c>1.x</c>; null for all.</summary>
    public string? Pin { get; init; }

    /// <summary>The service's paths of files that it moved, by their paths in the template.</summary>
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

    /// <summary>The record of a service; null if there is none.</summary>
    /// <exception cref="StepException">The file cannot be used; the message says what is wrong.</exception>
    public static ScaffoldRecord? In(FileTree service) => service.Read(FilePath, LargestFile) switch
    {
        FileContent.Whole whole => Read(Encoding.UTF8.GetString(whole.Bytes.Span)),
        FileContent.Missing => null,
        _ => throw new StepException($"{FilePath} cannot be read: it must be a file of at most {LargestFile >> 20} MiB."),
    };

    /// <exception cref="StepException">The text is not a record; the message says what is wrong.</exception>
    public static ScaffoldRecord Read(string text)
    {
        var source = SourceText.Of(FilePath, text);
        if (YamlFile.Read(source, YamlLimits.Descriptor).Documents is [{ Problems: [var problem, ..] }, ..])
        {
            throw new StepException($"{FilePath}:{source.PositionAt(problem.Start).Line} cannot be read: {problem.Message}");
        }

        var root = JsonAsYaml.Read(source) ?? throw new StepException($"{FilePath} has no record: it must be an object.");
        if (root["format"]?.ToString() != $"{Format}")
        {
            throw new StepException(
                root["format"] is null
                    ? $"{FilePath} has no 'format'."
                    : $"{FilePath} was written by a later version of Automation (format {root["format"]}).");
        }

        var template = root["template"] as JsonObject ?? throw Wrong("template", "an object");
        var steps = List("steps").Select(s => s as JsonObject ?? throw Wrong("steps", "a list of objects"))
            .Select(s => new RecordedStep(TextOf(s["id"]), TextOf(s["action"]), s["input"]?.DeepClone() as JsonObject ?? []));
        var (repository, tag) = (template["repository"]?.ToString(), template["tag"]?.ToString());
        var commit = TextOf(template["commit"]);
        if (commit.Length != IdLength || !commit.All(char.IsAsciiHexDigitLower))
        {
            throw Wrong("template.commit", $"the {IdLength} digits of a commit");
        }

        return new ScaffoldRecord(
            new TemplateOrigin(TextOf(template["ref"]), repository, TextOf(template["path"]), commit, tag),
            Object("values").DeepClone().AsObject(),
            [.. steps],
            Texts("files"))
        {
            Pin = root["pin"] is null ? null : IsText(root["pin"]) ? root["pin"]!.ToString() : throw Wrong("pin", "a string: put it in quotes"),
            Once = Patterns("once"),
            Declined = Patterns("declined"),
            Moved = Texts("moved"),
        };

        JsonArray List(string name) => root[name] is null ? [] : root[name] as JsonArray ?? throw Wrong(name, "a list");

        JsonObject Object(string name) => root[name] is null ? [] : root[name] as JsonObject ?? throw Wrong(name, "an object");

        Dictionary<string, string> Texts(string name) => Object(name).All(m => IsText(m.Value))
            ? Object(name).ToDictionary(m => m.Key, m => m.Value!.ToString(), StringComparer.Ordinal)
            : throw Wrong(name, "an object of strings");

        string[] Patterns(string name) => List(name).All(IsText) ? [.. List(name).Select(i => i!.ToString())] : throw Wrong(name, "a list of strings");
    }

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

    private static StepException Wrong(string name, string type) => new($"'{name}' in {FilePath} must be {type}.");

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static string TextOf(JsonNode? node) => node?.ToString() ?? "";

    private static JsonObject Object(IReadOnlyDictionary<string, string> map) =>
        new(map.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)));

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}

/// <summary>A template at a revision.</summary>
/// <param name="Ref">The entity ref.</param>
/// <param name="Repository">The repository, <c>host/owner/name</c>; null if it is not known.</param>
/// <param name="Path">The path in the repository.</param>
/// <param name="Tag">The tag of the commit; null if there is none.</param>
public sealed record TemplateOrigin(string Ref, string? Repository, string Path, string Commit, string? Tag);
