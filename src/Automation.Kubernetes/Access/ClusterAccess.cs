using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using YamlDotNet.Core;

namespace Automation.Kubernetes.Access;

/// <summary>How a cluster is reached. Nothing is read, and no program of a kubeconfig is started, before the connection is opened.</summary>
/// <param name="Name">The name of the cluster in reports.</param>
/// <param name="Configuration">Reads the address and the credentials.</param>
public sealed record ClusterAccess(string Name, Func<KubernetesClientConfiguration> Configuration)
{
    // "arn:aws:eks:eu-west-1:123456789012:cluster/prod-eu", as 'aws eks update-kubeconfig' names a context
    private const string ArnResource = ":cluster/";

    /// <summary>The cluster that this program runs in, with the service account of its pod.</summary>
    /// <param name="name">Its name in reports.</param>
    public static ClusterAccess InCluster(string name) => new(name, KubernetesClientConfiguration.InClusterConfig);

    /// <summary>The cluster of a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">Its name in reports; null for the name that the context has, without the rest of an ARN.</param>
    public static ClusterAccess OfContext(KubeContext context, string? name = null) => new(
        name ?? NameOf(context.Name),
        () => KubernetesClientConfiguration.BuildConfigFromConfigFile(new FileInfo(context.File), context.Name));

    /// <summary>
    /// The same, for readings that follow each other: address and credentials are read again after a while only. A token of a program is taken until it
    /// expires, and a program starts slowly.
    /// </summary>
    public ClusterAccess Kept(TimeSpan time, TimeProvider clock)
    {
        var kept = ((KubernetesClientConfiguration Configuration, long At)?)null;
        return this with
        {
            Configuration = () =>
            {
                if (kept is not { } one || clock.GetElapsedTime(one.At) > time)
                {
                    kept = one = (Configuration(), clock.GetTimestamp());
                }

                return one.Configuration;
            },
        };
    }

    /// <summary>The contexts of kubeconfig files, in their order. A context is complete in its file.</summary>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public static IReadOnlyList<KubeContext> ContextsOf(IReadOnlyList<string> files)
    {
        var contexts = new List<KubeContext>();
        foreach (var file in files)
        {
            var read = Load(file);
            contexts.AddRange((read.Contexts ?? []).Where(c => c.Name is not null).Select(c => new KubeContext(file, c.Name, c.Name == read.CurrentContext)));
        }

        return contexts;
    }

    // The text of an exception can quote the file, which contains credentials.
    private static K8SConfiguration Load(string file)
    {
        try
        {
            return KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(file));
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException or YamlException)
        {
            throw new InvalidDataException($"The kubeconfig cannot be read ({e.GetType().Name}): check it with 'kubectl config view'.", e);
        }
    }

    /// <summary>The name of a cluster: that of its context, without the rest of an ARN.</summary>
    public static string NameOf(string context) =>
        context.StartsWith("arn:", StringComparison.Ordinal) && context.IndexOf(ArnResource, StringComparison.Ordinal) is > 0 and var at
            ? context[(at + ArnResource.Length)..]
            : context;
}

/// <summary>A context of a kubeconfig file.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsCurrent">Whether it is the one that kubectl uses.</param>
public sealed record KubeContext(string File, string Name, bool IsCurrent);
