using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Jobs.Health;
using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;
using k8s.Exceptions;

namespace Automation.Cli.Health;

/// <summary>The clusters that a command reads: contexts of kubeconfig files, the cluster that it runs in, or folders with resources.</summary>
internal sealed class ClusterInputs
{
    private const int MostClusters = 200;

    private readonly Option<string[]> _state = new("--state")
    {
        Description = "A folder with resources as clusters return them, instead of clusters; each folder with files is a cluster",
        HelpName = "DIR",
    };
    private readonly Option<string?> _kubeconfig =
        new("--kubeconfig") { Description = "The kubeconfig file (default: KUBECONFIG, or ~/.kube/config)", HelpName = "FILE" };
    private readonly Option<string[]> _contexts = new("--context")
    {
        Description = "A context of the kubeconfig, also as NAME=CONTEXT to name the cluster; can be repeated (default: the current one)",
        HelpName = "CONTEXT",
    };
    private readonly Option<bool> _all = new("--all-contexts") { Description = "Every context of the kubeconfig" };
    private readonly Option<string?> _inCluster =
        new("--in-cluster") { Description = "The cluster that the program runs in, with the service account of its pod, under this name", HelpName = "NAME" };
    private readonly Option<string[]> _namespaces = new("--namespace")
    {
        Description = "Read only this namespace; can be repeated (default: all that may be read)",
        HelpName = "NAMESPACE",
    };
    private readonly Option<string> _argo = new("--argocd-namespace")
    {
        Description = "The namespace of Argo CD; empty for no Applications",
        HelpName = "NAMESPACE",
        DefaultValueFactory = _ => "argocd",
    };
    private readonly Option<bool> _optional = new("--with-volumes") { Description = "Read claims of volumes and disruption budgets too (a permission of its own)" };
    private readonly Option<string?> _at = StateInputs.AtOption();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_state, _kubeconfig, _contexts, _all, _inCluster, _namespaces, _argo, _optional, _at])
        {
            command.Add(option);
        }
    }

    /// <summary>The time that resources are compared with.</summary>
    public DateTimeOffset At(ParseResult parsed) => StateInputs.At(parsed.GetValue(_at));

    /// <summary>Reads them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Finds files and variables.</param>
    /// <param name="known">The namespaces that the catalog names.</param>
    public async Task<ClusterContents> Read(ParseResult parsed, Terminal terminal, IReadOnlyList<string> known)
    {
        if (parsed.GetValue(_state) is { Length: > 0 } folders)
        {
            return new StateFolders(At(parsed)).Read(StateInputs.Expand(terminal, folders), terminal.Cancelled);
        }

        var scope = new ReadingScope
        {
            Namespaces = parsed.GetValue(_namespaces) ?? [],
            KnownNamespaces = known,
            ArgoNamespace = parsed.GetValue(_argo) is { Length: > 0 } space ? space : null,
            WithOptional = parsed.GetValue(_optional),
        };
        return await new ReadClusters(Clusters(parsed, terminal), scope, TimeProvider.System).Run(terminal.Cancelled);
    }

    private List<ClusterAccess> Clusters(ParseResult parsed, Terminal terminal)
    {
        var clusters = new List<ClusterAccess>();
        if (parsed.GetValue(_inCluster) is { } name)
        {
            clusters.Add(ClusterAccess.InCluster(name));
        }

        var (wanted, all) = (parsed.GetValue(_contexts) ?? [], parsed.GetValue(_all));
        if (clusters.Count == 0 || wanted.Length > 0 || all)
        {
            clusters.AddRange(OfContexts(Contexts(parsed, terminal), wanted, all));
        }

        return clusters.Count > MostClusters ? throw new UsageException($"These are {clusters.Count} clusters; one report reads {MostClusters} at most.")
            : clusters.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? throw new UsageException($"Two contexts are the cluster '{twice.Key}': name one of them with --context NAME=CONTEXT.")
                : clusters;
    }

    private static IEnumerable<ClusterAccess> OfContexts(IReadOnlyList<KubeContext> contexts, string[] wanted, bool all)
    {
        if (all)
        {
            return contexts.Select(c => ClusterAccess.OfContext(c));
        }

        if (wanted.Length > 0)
        {
            return wanted.Select(w => Named(contexts, w));
        }

        return contexts.FirstOrDefault(c => c.IsCurrent) is { } current ? [ClusterAccess.OfContext(current)]
            : throw new UsageException("The kubeconfig has no current context: name one with --context, or give a folder with --state.");
    }

    // A context can have '=' in its own name.
    private static ClusterAccess Named(IReadOnlyList<KubeContext> contexts, string text)
    {
        if (contexts.FirstOrDefault(c => c.Name == text) is { } whole)
        {
            return ClusterAccess.OfContext(whole);
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && contexts.FirstOrDefault(c => c.Name == text[(equals + 1)..]) is { } context
            ? ClusterAccess.OfContext(context, text[..equals])
            : throw new UsageException($"The kubeconfig has no context '{(equals > 0 ? text[(equals + 1)..] : text)}'.");
    }

    private IReadOnlyList<KubeContext> Contexts(ParseResult parsed, Terminal terminal)
    {
        string[] files = parsed.GetValue(_kubeconfig) is { } one ? [terminal.FullPath(one)]
            : terminal.Variable("KUBECONFIG") is { Length: > 0 } list ? [.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(terminal.FullPath)]
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            throw new UsageException($"There is no kubeconfig at {missing}: name one with --kubeconfig, or give a folder with --state.");
        }

        try
        {
            return ClusterAccess.ContextsOf(files);
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException or YamlDotNet.Core.YamlException)
        {
            // The text of the exception can quote the file, which contains credentials.
            throw new UsageException($"The kubeconfig cannot be read ({e.GetType().Name}): check it with 'kubectl config view'.");
        }
    }
}
