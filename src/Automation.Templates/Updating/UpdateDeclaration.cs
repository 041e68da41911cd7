using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Templates.Documents;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// What a template declares about updates, in <c>.automation/template.yml</c> beside it: data, no commands.
/// </summary>
/// <param name="Moves">The new paths of files in services, by their old ones.</param>
/// <param name="Required">Patterns of files that come back where a service deleted them.</param>
/// <param name="Once">Patterns of files that only the scaffold writes.</param>
/// <param name="Parameters">What parameters were called before, and which values have other names now, by the present name.</param>
public sealed record UpdateDeclaration(
    IReadOnlyDictionary<string, string> Moves,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Once,
    IReadOnlyDictionary<string, RenamedParameter> Parameters)
{
    /// <summary>The path of the file, from the folder of the template.</summary>
    public const string FilePath = ".automation/template.yml";

    private const long LargestFile = 1024 * 1024;

    public static UpdateDeclaration None { get; } = new(
        new Dictionary<string, string>(), [], [], new Dictionary<string, RenamedParameter>());

    /// <param name="tree">The files of its repository.</param>
    /// <param name="folder">The folder; empty for the root.</param>
    /// <exception cref="StepException">The file cannot be used.</exception>
    public static UpdateDeclaration In(FileTree tree, string folder)
    {
        var path = folder.Length == 0 ? FilePath : $"{folder}/{FilePath}";
        if (tree.Read(path, LargestFile) is not FileContent.Whole whole)
        {
            return tree.Find(path) is null ? None : throw new StepException($"'{path}' of the template cannot be read: it must be a file of at most 1 MiB.");
        }

        var root = JsonAsYaml.Read(SourceText.Of(path, Encoding.UTF8.GetString(whole.Bytes.Span)))
            ?? throw new StepException($"'{path}' of the template is not an object in YAML.");
        string[] known = ["moves", "required", "once", "parameters"];
        if (root.Select(m => m.Key).FirstOrDefault(k => !known.Contains(k, StringComparer.Ordinal)) is { } other)
        {
            throw new StepException($"'{path}' of the template has the unknown key '{other}': the allowed keys are {string.Join(", ", known)}.");
        }

        return new UpdateDeclaration(
            Texts(root["moves"]),
            List(root["required"]),
            List(root["once"]),
            (root["parameters"] as JsonObject ?? []).Where(p => p.Value is JsonObject)
                .ToDictionary(p => p.Key, p => new RenamedParameter(p.Value!["was"]?.ToString(), Texts(p.Value["values"])), StringComparer.Ordinal));
    }

    /// <summary>Recorded values under their present names.</summary>
    public JsonObject Renamed(JsonObject values)
    {
        var result = values.DeepClone().AsObject();
        foreach (var (name, parameter) in Parameters)
        {
            if (parameter.Was is { } was && !result.ContainsKey(name) && result.TryGetPropertyValue(was, out var old))
            {
                result.Remove(was);
                result[name] = old?.DeepClone();
            }

            if (result[name]?.ToString() is { } value && parameter.Values.TryGetValue(value, out var renamed))
            {
                result[name] = renamed;
            }
        }

        return result;
    }

    private static Dictionary<string, string> Texts(JsonNode? node) =>
        (node as JsonObject ?? []).ToDictionary(m => m.Key, m => m.Value?.ToString() ?? "", StringComparer.Ordinal);

    private static string[] List(JsonNode? node) => [.. (node as JsonArray ?? []).Select(i => i?.ToString() ?? "")];
}

/// <summary>The previous name and values of a parameter.</summary>
/// <param name="Was">The earlier name; null if it had the same.</param>
/// <param name="Values">Present values by earlier ones.</param>
public sealed record RenamedParameter(string? Was, IReadOnlyDictionary<string, string> Values);
