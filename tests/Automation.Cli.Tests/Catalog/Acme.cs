using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>A folder of repositories and an artifact, built through the command line.</summary>
internal sealed class Acme : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Where everything is.</summary>
    public string Folder => _folder.Path;

    /// <summary>A component's descriptor.</summary>
    public static string Component(string name, string more = "") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  lifecycle: production\n  owner: "
        + $"group:default/payments\n{more}";

    /// <summary>Writes a file.</summary>
    public Acme With(string path, string text)
    {
        _folder.With(path, text);
        return this;
    }

    /// <summary>Builds the artifact <c>out</c>.</summary>
    public Outcome Build(params string[] arguments) => BuildInto("out", arguments);

    /// <summary>Builds an artifact.</summary>
    public Outcome BuildInto(string artifact, params string[] arguments) =>
        Run.Automation(["catalog", "build", "--out", artifact, "--format", "json", .. arguments]).In(Folder).Go();

    /// <summary>The names of the entities of the artifact <c>out</c>, as full refs.</summary>
    public IReadOnlyList<string> Refs() => [.. Run.Automation("catalog", "show", "--catalog", "out").In(Folder).Go().Ends(0).Lines.Select(RefOf)];

    /// <summary>Everything an artifact holds, file by file.</summary>
    public SortedDictionary<string, string> Artifact(string artifact = "out")
    {
        var root = Path.Combine(Folder, artifact);
        return new(
            Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(root, f), File.ReadAllText),
            StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string RefOf(System.Text.Json.JsonElement entity)
    {
        var metadata = entity.GetProperty("metadata");
        return $"{entity.Text("kind")}:{metadata.Text("namespace")}/{metadata.Text("name")}".ToLowerInvariant();
    }
}
