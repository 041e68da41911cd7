using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Rendering.Tests;

/// <summary>A GitOps repository in memory, of which applications are rendered with the real tools.</summary>
internal sealed class RenderedRepository(params (string Path, string Text)[] files)
{
    public const string Address = "https://github.com/acme/gitops";

    public GitOpsSettings Settings { get; init; } = GitOpsSettings.Default;

    public ChartStore? Charts { get; init; }

    public IReadOnlyDictionary<string, Checkout> Others { get; init; } = new Dictionary<string, Checkout>();

    /// <summary>Renders the application orders with these sources, to the namespace orders-dev of the cluster dev.</summary>
    public RenderedApplication Render(string sources)
    {
        using var tools = InstalledTools.Create();
        return Renderer(tools).Render(ApplicationOf("orders", sources), TestContext.Current.CancellationToken);
    }

    public ApplicationRenderer Renderer(IRenderTools tools)
    {
        var own = new Checkout("", InMemoryTree.Of(files));
        var graph = new FileGraph(new Checkouts(own, [Address], ["main"], Others));
        return new ApplicationRenderer(graph, Settings, new ObjectScopes([], own), Charts, tools);
    }

    public static Application ApplicationOf(string name, string sources)
    {
        var field = sources.StartsWith('[') ? "sources" : "source";
        var text = $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: {name} }}\n"
            + $"spec:\n  project: shop\n  destination: {{ name: dev, namespace: {name}-dev }}\n  {field}: {sources.ReplaceLineEndings(" ")}\n";
        var document = YamlFile.Read(SourceText.Of("", text), YamlLimits.Descriptor, YamlDialect.Kubernetes).Documents.Single();
        var root = (JsonObject)JsonFields.Of((YamlMapping)document.Root!)!;
        if (root["spec"]!["source"] is JsonObject one && one["repoURL"] is null)
        {
            one["repoURL"] = Address;
        }

        return new Application(new KubernetesObject(root));
    }

    /// <summary>What was rendered, as a person would read it.</summary>
    public static string Shown(RenderedApplication rendered)
    {
        var text = new StringBuilder();
        foreach (var one in rendered.Objects)
        {
            text.Append(one.Object.Key).Append(one.Hook is null ? "" : $" ({one.Hook})").Append('\n');
        }

        foreach (var (name, lines) in new (string, IEnumerable<string>)[]
        {
            ("not rendered", rendered.NotRendered.Select(n => $"{n.Source}: {n.Reason}")),
            ("problem", rendered.Problems.Select(p => p.Text)),
            ("undecided", rendered.Undecided),
        })
        {
            foreach (var line in lines)
            {
                text.Append(name).Append(": ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
