using System.Security.Cryptography;
using System.Text.Json;
using Automation.Health.Clusters;
using Automation.Health.Diagnosis;
using Automation.Health.Objects;
using Automation.Kubernetes.Access;
using k8s.Exceptions;

namespace Automation.Kubernetes.Reading;

/// <summary>A part of a cluster that could not be read.</summary>
/// <param name="What">What: resources, with the namespace where it is about one; or the whole cluster.</param>
/// <param name="Why">The reason.</param>
public sealed record UnreadPart(string What, string Why);

/// <summary>One reading of one cluster.</summary>
/// <param name="Reading">The resources and events; null if none could be read.</param>
/// <param name="Applications">The Applications of the Argo CD that runs there.</param>
/// <param name="Unread">What could not be read.</param>
public sealed record ClusterContent(string Cluster, ClusterReading? Reading, IReadOnlyList<ClusterObject> Applications, IReadOnlyList<UnreadPart> Unread)
{
    /// <summary>Whether everything was read that the caller may read. Otherwise something may look as if it did not exist.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>What is read of a cluster.</summary>
public sealed record ReadingScope
{
    /// <summary>How lists are read.</summary>
    public ListMode Mode { get; init; }

    /// <summary>The only namespaces to read; empty for all that the caller may see.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The namespaces that are read where the caller may not list all: those that the catalog names.</summary>
    public IReadOnlyList<string> KnownNamespaces { get; init; } = [];

    /// <summary>The namespace of Argo CD; null to read no Applications.</summary>
    public string? ArgoNamespace { get; init; } = "argocd";

    /// <summary>Whether claims of volumes and disruption budgets are read too.</summary>
    public bool WithOptional { get; init; }

    /// <summary>The longest that a cluster may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>
/// Reads one cluster: the workloads, then the events of the namespaces in which something is wrong, then the Applications. One part that cannot be read never
/// costs another one, and is named with its reason.
/// </summary>
/// <param name="access">The cluster.</param>
/// <param name="scope">What is read.</param>
public sealed class ReadCluster(ClusterAccess access, ReadingScope scope, TimeProvider clock)
{
    private const int ListsAtOnce = 4;

    private readonly List<ClusterObject> _objects = [];
    private readonly List<UnreadPart> _unread = [];
    private bool _hasRead;
    private bool _isComplete = true;

    /// <summary>The reading.</summary>
    public async Task<ClusterContent> Run(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(scope.Limit);
        try
        {
            using var connection = Connect();
            return connection is null ? Content([], []) : await Read(connection, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _isComplete = false;
            _unread.Add(new UnreadPart("the rest of the cluster", $"it took longer than {scope.Limit.TotalSeconds:0} s"));
            return Content([], []);
        }
    }

    private async Task<ClusterContent> Read(ClusterConnection connection, CancellationToken cancellationToken)
    {
        var lists = new ListQuery(connection, scope.Mode);
        IReadOnlyList<ResourceKind> kinds = scope.WithOptional ? [.. ResourceKind.Workloads, .. ResourceKind.Optional] : ResourceKind.Workloads;
        if (scope.Namespaces.Count > 0)
        {
            await ReadNamespaces(connection, lists, kinds, scope.Namespaces, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var (forbidden, isAnswering) = await ReadWhole(lists, kinds, cancellationToken).ConfigureAwait(false);
            if (!isAnswering)
            {
                return Content([], []);
            }

            await ReadForbidden(connection, lists, forbidden, cancellationToken).ConfigureAwait(false);
        }

        var withoutEvents = await ReadEvents(lists, cancellationToken).ConfigureAwait(false);
        var applications = await ReadApplications(lists, cancellationToken).ConfigureAwait(false);
        return Content(withoutEvents, applications);
    }

    private ClusterConnection? Connect()
    {
        try
        {
            return new ClusterConnection(access.Configuration());
        }
        catch (Exception e) when (e is KubeConfigException or KubernetesClientException or IOException or UnauthorizedAccessException
            or CryptographicException or FormatException or UriFormatException or JsonException or ArgumentException or InvalidOperationException
            or System.ComponentModel.Win32Exception or TimeoutException)
        {
            // The texts of these exceptions can contain what the credentials program printed.
            _unread.Add(new UnreadPart(
                "the cluster", $"its credentials could not be read ({e.GetType().Name}): check 'kubectl --context' with this kubeconfig"));
            return null;
        }
    }

    // Over all namespaces. The first list shows whether the cluster answers at all, so that one that does not costs one wait.
    private async Task<(IReadOnlyList<ResourceKind> Forbidden, bool IsAnswering)> ReadWhole(
        ListQuery lists, IReadOnlyList<ResourceKind> kinds, CancellationToken cancellationToken)
    {
        var forbidden = new List<ResourceKind>();
        var first = await lists.Run(kinds[0], null, cancellationToken).ConfigureAwait(false);
        if (first is ListResult.Unauthorized)
        {
            _unread.Add(new UnreadPart("the cluster", "it refuses the credentials (401)"));
            return ([], false);
        }

        if (first is ListResult.Failed(var reason))
        {
            _unread.Add(new UnreadPart("the cluster", reason));
            return ([], false);
        }

        using var turns = new SemaphoreSlim(ListsAtOnce);
        var rest = await Task.WhenAll(kinds.Skip(1).Select(k => InTurn(turns, () => lists.Run(k, null, cancellationToken), cancellationToken)))
            .ConfigureAwait(false);
        foreach (var (kind, result) in kinds.Zip([first, .. rest]))
        {
            if (result is ListResult.Forbidden)
            {
                forbidden.Add(kind);
            }
            else
            {
                Take(kind, null, result);
            }
        }

        return (forbidden, true);
    }

    private async Task ReadForbidden(ClusterConnection connection, ListQuery lists, IReadOnlyList<ResourceKind> forbidden, CancellationToken cancellationToken)
    {
        if (forbidden.Count == 0)
        {
            return;
        }

        if (scope.KnownNamespaces.Count == 0)
        {
            _unread.AddRange(forbidden.Select(k => new UnreadPart(k.Resource, "no permission to list them in all namespaces")));
            return;
        }

        await ReadNamespaces(connection, lists, forbidden, scope.KnownNamespaces, cancellationToken).ConfigureAwait(false);
    }

    // What the caller may not list is not asked for; where the server is not certain, it is tried.
    private async Task ReadNamespaces(
        ClusterConnection connection, ListQuery lists, IReadOnlyList<ResourceKind> kinds, IReadOnlyList<string> spaces, CancellationToken cancellationToken)
    {
        foreach (var space in spaces)
        {
            var permissions = await OwnPermissions.Read(connection, space, cancellationToken).ConfigureAwait(false);
            using var turns = new SemaphoreSlim(ListsAtOnce);
            var results = await Task.WhenAll(kinds.Select(k => permissions.MayList(k)
                ? InTurn(turns, () => lists.Run(k, space, cancellationToken), cancellationToken)
                : Task.FromResult<ListResult>(new ListResult.Forbidden()))).ConfigureAwait(false);
            foreach (var (kind, result) in kinds.Zip(results))
            {
                Take(kind, space, result);
            }
        }
    }

    private async Task<IReadOnlyList<string>> ReadEvents(ListQuery lists, CancellationToken cancellationToken)
    {
        var without = new List<string>();
        var troubled = new DiagnoseCluster(new ClusterReading(access.Name, _objects, clock.GetUtcNow())).Run(cancellationToken).NamespacesInTrouble;
        foreach (var space in troubled)
        {
            var result = await lists.Run(ResourceKind.Events, space, cancellationToken).ConfigureAwait(false);
            Take(ResourceKind.Events, space, result);
            if (result is not ListResult.Whole)
            {
                without.Add(space);
            }
        }

        return without;
    }

    private async Task<IReadOnlyList<ClusterObject>> ReadApplications(ListQuery lists, CancellationToken cancellationToken)
    {
        if (scope.ArgoNamespace is not { } space)
        {
            return [];
        }

        switch (await lists.Run(ResourceKind.Applications, space, cancellationToken).ConfigureAwait(false))
        {
            case ListResult.Whole(var items):
                return items;

            // Argo CD is installed in one cluster of many; elsewhere its namespace is of no interest, with or without permission.
            case ListResult.Absent or ListResult.Forbidden:
                return [];
            case var failed:
                Take(ResourceKind.Applications, space, failed);
                return [];
        }
    }

    private void Take(ResourceKind kind, string? space, ListResult result)
    {
        var what = space is null ? kind.Resource : $"{kind.Resource} in namespace {space}";
        switch (result)
        {
            case ListResult.Whole(var items):
                _hasRead = true;
                _objects.AddRange(items);
                break;
            case ListResult.Forbidden:
                _unread.Add(new UnreadPart(what, "no permission to list them"));
                break;
            case ListResult.Absent when !kind.IsExtension:
                _unread.Add(new UnreadPart(what, $"the cluster does not have {kind.ApiVersion}"));
                break;
            case ListResult.Unauthorized:
                _isComplete = false;
                _unread.Add(new UnreadPart(what, "the credentials are refused (401)"));
                break;
            case ListResult.Failed(var reason):
                _isComplete = false;
                _unread.Add(new UnreadPart(what, reason));
                break;
            default:
                break;
        }
    }

    private ClusterContent Content(IReadOnlyList<string> withoutEvents, IReadOnlyList<ClusterObject> applications) => new(
        access.Name,
        _hasRead ? new ClusterReading(access.Name, _objects, clock.GetUtcNow()) { WithoutEvents = withoutEvents.ToHashSet(StringComparer.Ordinal) } : null,
        applications,
        _unread)
    {
        IsComplete = _isComplete,
    };

    private static async Task<ListResult> InTurn(SemaphoreSlim turns, Func<Task<ListResult>> list, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await list().ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }
}
