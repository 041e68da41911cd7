using System.Text.Json;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Inference.Projects;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Inference;

/// <summary>A definition of an API.</summary>
/// <param name="Path">The file, from the root of the repository.</param>
/// <param name="Type">The type as Backstage names it: <c>openapi</c>, <c>asyncapi</c>, <c>graphql</c> or <c>grpc</c>.</param>
internal sealed record FoundApi(string Path, string Type)
{
    public string? Title { get; init; }

    public string? Description { get; init; }
}

/// <summary>Finds API definitions by the names of files, and by what they contain.</summary>
internal static class FindApis
{
    private const int MostRead = 200;
    private const int MostApis = 10;

    // Many protocol files are the inside of a program, or one API in pieces: which of them others use, only a person knows.
    private const int MostProtocols = 5;
    private const int MostNodes = 20_000;

    private static readonly string[] Words = ["openapi", "swagger", "asyncapi", "api-docs", "apispec", "api-spec"];

    // Definitions are often among the documents, but not those of tests or of others.
    private static readonly HashSet<string> Aside = new(
        [
            "vendor", "node_modules", "third_party", "third-party", "external", "testdata", "test", "tests", "__tests__", "e2e", "fixtures", "examples",
            "example", "samples", "sample", "demo", "demos", "templates", "template", "mocks", "dist", "build", "target", "googleapis", "proto_vendor",
            "testing", "spec", "skeleton", "skeletons", "internal", "generated", "gen",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static (IReadOnlyList<FoundApi> Apis, IReadOnlyList<string> Notes) In(RepositoryContents contents)
    {
        var all = contents.All.ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<FoundApi> apis =
        [
            .. contents.All.Where(p => IsNamed(p) && !IsAside(p) && !IsMadeFrom(p, all))
                .OrderBy(p => p.AsSpan().Count('/')).ThenBy(p => p, StringComparer.Ordinal)
                .Take(MostRead)
                .Select(p => (Path: p, Text: contents.Text(p)))
                .Where(f => f.Text is not null && seen.Add(IsProtocol(f.Path) ? ProjectFiles.NameOf(f.Path) : f.Text.Content))   // A copy is no other API.
                .DistinctBy(f => IsData(f.Path) ? f.Path[..f.Path.LastIndexOf('.')] : f.Path, StringComparer.Ordinal)            // Nor is the same as JSON.
                .Select(f => Read(f.Path, f.Text!)).OfType<FoundApi>(),
        ];
        var protocols = apis.Count(a => IsProtocol(a.Path));
        return protocols > MostProtocols
                ? ([.. apis.Where(a => !IsProtocol(a.Path)).Take(MostApis)],
                    [$"The repository has {protocols:N0} .proto files with services; none was written. Add an API for those that others use."])
            : apis.Count <= MostApis ? (apis, [])
            : ([.. apis.Take(MostApis)], [$"The repository has {apis.Count:N0} API definitions; the first {MostApis} were written."]);
    }

    private static bool IsProtocol(string path) => path.EndsWith(".proto", StringComparison.Ordinal);

    // Written from a protocol beside it: x.swagger.json from x.proto.
    private static bool IsMadeFrom(string path, HashSet<string> all) =>
        IsData(path) && all.Contains($"{RepositoryPath.FolderOf(path)}/{ProjectFiles.NameOf(path).Split('.')[0]}.proto");

    private static bool IsNamed(string path)
    {
        var name = ProjectFiles.NameOf(path);
        return IsData(name) ? Words.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase))
            : name.EndsWith(".graphqls", StringComparison.Ordinal) || name is "schema.graphql" or "schema.gql" || IsProtocol(path);
    }

    private static bool IsData(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static bool IsAside(string path) => RepositoryPath.FolderOf(path).Split('/').Any(n => Aside.Contains(n) || RepositoryContents.IsAsideByEnd(n)
        || (n.Length > 1 && n[0] == '.'));

    private static FoundApi? Read(string path, SourceText text) =>
        IsProtocol(path) ? IsOwnService(text.Content) ? new FoundApi(path, "grpc") : null
        : !IsData(path) ? text.Content.Contains("type ", StringComparison.Ordinal) ? new FoundApi(path, "graphql") : null
        : path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? OfJson(path, text.Content)
        : OfYaml(path, text);

    // Definitions of Google and of gRPC itself are copied into many repositories.
    private static bool IsOwnService(string text) =>
        text.Contains("\nservice ", StringComparison.Ordinal) && !text.Contains("\npackage google.", StringComparison.Ordinal)
        && !text.Contains("\npackage grpc.", StringComparison.Ordinal);

    private static FoundApi? OfJson(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = new JsonPart(document.RootElement);
            return TypeOf(name => root[name].Exists, hasPaths: root["paths"].Exists) is { } type
                ? new FoundApi(path, type) { Title = root["info"]["title"].Text, Description = root["info"]["description"].Text }
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;   // Not JSON, or half of a surrogate pair in its text.
        }
    }

    private static FoundApi? OfYaml(string path, SourceText text)
    {
        var documents = YamlDocuments.Of(text, YamlLimits.Descriptor with { NodesOfDocument = MostNodes });
        if (documents.Count == 0 || documents.Read(0).Root is not YamlMapping root
            || TypeOf(name => root[name] is not null, root["paths"] is not null) is not { } type)
        {
            return null;
        }

        var info = root["info"] as YamlMapping;
        return new FoundApi(path, type) { Title = Text(info?["title"]), Description = Text(info?["description"]) };
    }

    private static string? TypeOf(Func<string, bool> has, bool hasPaths) =>
        has("asyncapi") ? "asyncapi" : has("openapi") || (has("swagger") && hasPaths) ? "openapi" : null;

    private static string? Text(YamlNode? node) => node is YamlScalar { Type: YamlType.String, Text: { Length: > 0 } text } ? text : null;
}
