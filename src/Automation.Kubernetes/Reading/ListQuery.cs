using System.Globalization;
using System.Net;
using System.Text.Json;
using Automation.Health.Objects;
using Automation.Kubernetes.Access;

namespace Automation.Kubernetes.Reading;

/// <summary>How lists are read.</summary>
public enum ListMode
{
    /// <summary>In pages: the latest state, for a reading now and then.</summary>
    Pages,

    /// <summary>Whole, from the API server's cache, which ignores a limit: cheap for the server, for readings every minute.</summary>
    Cache,
}

/// <summary>What became of a list.</summary>
internal abstract record ListResult
{
    private ListResult()
    {
    }

    /// <summary>All of it.</summary>
    internal sealed record Whole(IReadOnlyList<ClusterObject> Items) : ListResult;

    /// <summary>The cluster does not have the kind.</summary>
    internal sealed record Absent : ListResult;

    /// <summary>The caller may not list it.</summary>
    internal sealed record Forbidden : ListResult;

    /// <summary>The credentials are refused.</summary>
    internal sealed record Unauthorized : ListResult;

    /// <summary>It could not be read, for another reason.</summary>
    internal sealed record Failed(string Reason) : ListResult;
}

/// <summary>Reads the list of one kind. A list that ends early is not used: what is missing from it would look as if it did not exist.</summary>
/// <param name="connection">The cluster.</param>
/// <param name="mode">How.</param>
internal sealed class ListQuery(ClusterConnection connection, ListMode mode)
{
    private const int UsualPage = 500;
    private const int MostItems = 200_000;
    private const int MostRestarts = 3;

    /// <summary>The size of a page.</summary>
    public int PageSize { get; init; } = UsualPage;

    public async Task<ListResult> Run(ResourceKind kind, string? space, CancellationToken cancellationToken)
    {
        try
        {
            return await Pages(kind, space, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return new ListResult.Failed("its answer is no JSON");
        }
        catch (InvalidDataException e)
        {
            return new ListResult.Failed(e.Message);
        }
        catch (HttpRequestException e)
        {
            return new ListResult.Failed(Reason(e));
        }
        catch (IOException)
        {
            return new ListResult.Failed("it cut the connection");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ListResult.Failed("it did not answer in time");
        }
    }

    private async Task<ListResult> Pages(ResourceKind kind, string? space, CancellationToken cancellationToken)
    {
        // By identity: after an expired token, the rest comes from a later state, and can repeat an item.
        var items = new Dictionary<string, ClusterObject>(StringComparer.Ordinal);
        var (next, restarts) = ((string?)null, 0);
        while (true)
        {
            var answer = await connection.Get(Address(kind, space, next), cancellationToken).ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.Gone && restarts++ < MostRestarts)
            {
                // The token of this answer continues at the same place. Without one, the list starts again.
                next = Token(answer.Body);
                if (next is null)
                {
                    items.Clear();
                }

                continue;
            }

            if (!answer.IsFine)
            {
                return Refused(answer.Status);
            }

            if (!answer.Body.TryGetProperty("items", out var page) || page.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
            {
                return new ListResult.Failed("its answer is no list");
            }

            Add(items, page, kind);
            next = Token(answer.Body);
            if (next is null)
            {
                return new ListResult.Whole([.. items.Values]);
            }

            if (items.Count > MostItems)
            {
                return new ListResult.Failed($"there are more than {MostItems.ToString("N0", CultureInfo.InvariantCulture)}");
            }
        }
    }

    private string Address(ResourceKind kind, string? space, string? next) =>
        kind.Path(space) + (next is not null ? $"?limit={PageSize}&continue={Uri.EscapeDataString(next)}"
            : mode == ListMode.Cache && kind.IsCached ? "?resourceVersion=0" : $"?limit={PageSize}");

    private static string? Token(JsonElement body) =>
        new ResourceField(body)["metadata"]["continue"].Text is { Length: > 0 } token ? token : null;

    private static void Add(Dictionary<string, ClusterObject> items, JsonElement page, ResourceKind kind)
    {
        if (page.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        foreach (var item in page.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                var one = new ClusterObject(item, kind.ApiVersion, kind.Kind);
                items[one.Uid.Length > 0 ? one.Uid : $"{one.Namespace}/{one.Name}"] = one;
            }
        }
    }

    private static ListResult Refused(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => new ListResult.Unauthorized(),
        HttpStatusCode.Forbidden => new ListResult.Forbidden(),
        HttpStatusCode.NotFound => new ListResult.Absent(),
        HttpStatusCode.Gone => new ListResult.Failed("the list changes faster than it can be read"),
        _ => new ListResult.Failed($"it answered {(int)status}"),
    };

    // The text of the exception can name addresses of a proxy, with credentials.
    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name cannot be resolved",
        HttpRequestError.ConnectionError => "it cannot be reached",
        HttpRequestError.SecureConnectionError => "its certificate is not trusted, or the connection could not be secured",
        HttpRequestError.ResponseEnded => "it cut the connection",
        _ when e.InnerException is IOException => "it cut the connection",
        _ => "it cannot be reached",
    };
}
