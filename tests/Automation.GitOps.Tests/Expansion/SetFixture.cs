using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Expansion;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Settings;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Tests.Expansion;

/// <summary>An ApplicationSet in a repository in memory.</summary>
internal sealed class SetFixture(params (string Path, string Text)[] files)
{
    public const string Address = "https://github.com/acme/gitops";

    public GitOpsSettings Settings { get; init; } = GitOpsSettings.Default;

    public IReadOnlyDictionary<string, Checkout> Others { get; init; } = new Dictionary<string, Checkout>();

    /// <summary>Expands a set with these generators, and a template whose values are expressions.</summary>
    public SetExpansion Expand(string spec)
    {
        var text = $"apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {{ name: set, namespace: argocd }}\nspec:\n{Indented(spec)}";
        var root = (JsonObject)JsonFields.Of(YamlFile.Read(SourceText.Of("", text), YamlLimits.Descriptor, YamlDialect.Kubernetes).Documents.Single().Root!)!;
        var checkouts = new Checkouts(new Checkout("", InMemoryTree.Of(files)), [Address], ["main"], Others);
        return new ApplicationSetExpansion(checkouts, Settings).Run(new ApplicationSet(new KubernetesObject(root)), TestContext.Current.CancellationToken);
    }

    /// <summary>The same with Go templates; the application's name and one annotation are expressions.</summary>
    public string Names(string generators, string name, string note = "", bool isGo = true) => Shown(Expand($"""
        goTemplate: {(isGo ? "true" : "false")}
        goTemplateOptions: ["missingkey=error"]
        generators:
        {generators.TrimEnd()}
        template:
          metadata:
            name: '{name}'
            annotations: {"{"} note: '{note}' {"}"}
          spec:
            project: default
            destination: {"{"} name: dev {"}"}
            source: {"{"} repoURL: {Address}, path: a {"}"}
        """));

    /// <summary>The names and notes of a result, or why there is none.</summary>
    public static string Shown(SetExpansion result) => result switch
    {
        SetExpansion.Expanded expanded => string.Join(' ', expanded.Applications.Select(a => a.Name + Note(a)).Concat(expanded.Problems.Select(p => $"[{p}]"))),
        SetExpansion.NotExpanded not => $"{(not.IsMistake ? "mistake" : "not expanded")}: {not.Reason}",
        _ => "",
    };

    private static string Note(Application application) =>
        application.Content.Metadata.Object("annotations").Text("note") is { } note ? $"={note}" : "";

    private static string Indented(string text) => string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(l => $"  {l}\n"));
}
