using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Documents;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary>An <c>action.yml</c> of this repository.</summary>
internal sealed class DeclaredAction
{
    private readonly JsonObject _root;

    private DeclaredAction(JsonObject root) => _root = root;

    /// <summary>Reads <c>actions/NAME/action.yml</c>.</summary>
    public static DeclaredAction Named(string name) => In(Path.Combine("actions", name));

    /// <summary>Reads <c>action.yml</c> of a folder of this repository; the empty one is its root.</summary>
    public static DeclaredAction In(string folder)
    {
        var path = Path.Combine(Repository.Root, folder, "action.yml");
        return new DeclaredAction(JsonAsYaml.Read(SourceText.Of(path, File.ReadAllText(path)))!);
    }

    /// <summary>The names of its inputs.</summary>
    public IEnumerable<string> Inputs => Names("inputs");

    /// <summary>The value of an input that a workflow does not set.</summary>
    public string Default(string input) => $"{_root["inputs"]![input]!["default"]}";

    /// <summary>The file of its image, such as <c>gitops.Dockerfile</c>.</summary>
    public string Dockerfile => Path.GetFileName($"{_root["runs"]!["image"]}");

    /// <summary>The names of its outputs.</summary>
    public IEnumerable<string> Outputs => Names("outputs");

    /// <summary>What the container runs.</summary>
    public IEnumerable<string> Arguments => _root["runs"]!["args"]!.AsArray().Select(a => $"{a}");

    private IEnumerable<string> Names(string key) => _root[key]!.AsObject().Select(i => i.Key);
}
