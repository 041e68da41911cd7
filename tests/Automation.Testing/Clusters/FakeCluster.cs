using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Automation.Testing.Clusters;

/// <summary>A permission: a verb on a resource of a group.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Resource">The resource, such as <c>pods</c>.</param>
/// <param name="Verb">The verb.</param>
/// <param name="Namespace">The namespace; null for the whole cluster.</param>
public sealed record Grant(string Group, string Resource, string Verb, string? Namespace = null);

/// <summary>A call that the server got.</summary>
public sealed record ClusterCall(string Group, string Resource, string Verb, string? Namespace, string Query);

/// <summary>
/// The API server of a cluster as far as a reader meets it: lists in pages or from the cache, expired tokens, permissions, and its own ways to fail. Its answers
/// have the form of recorded ones: items of built-in lists carry no kind, an unknown API is plain text, a refusal names user, verb, resource and scope.
/// </summary>
public sealed class FakeCluster : IAsyncDisposable
{
    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal) { "", "apps", "batch", "autoscaling", "networking.k8s.io", "policy" };

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<(string Group, string Resource), List<JsonObject>> _objects = new();
    private readonly ConcurrentQueue<ClusterCall> _calls = new();
    private readonly CancellationTokenSource _end = new();

    private LocalCertificate? _certificate;

    private FakeCluster(WebApplication server) => _server = server;

    /// <summary>The token that it takes.</summary>
    public string Token { get; init; } = "reader-token";

    /// <summary>The certificate that it takes instead of the token; null for none.</summary>
    public LocalCertificate? Reader { get; set; }

    /// <summary>What the caller may do; null for everything.</summary>
    public IReadOnlyCollection<Grant>? Grants { get; set; }

    /// <summary>Whether the review of rules says that it is incomplete, and leaves all rules out.</summary>
    public bool IsReviewIncomplete { get; set; }

    /// <summary>The size of a page, if it is smaller than what is asked for.</summary>
    public int PageSize { get; set; } = int.MaxValue;

    /// <summary>How many tokens of pages expire before one is taken.</summary>
    public int ExpiredTokens { get; set; }

    /// <summary>Whether the answer to an expired token has a token that continues.</summary>
    public bool ContinuesAfterExpiry { get; set; } = true;

    /// <summary>What it does instead of answering: a status, 0 to never answer, -1 to cut the connection; by resource, <c>*</c> for all.</summary>
    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The address.</summary>
    public string Url => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<ClusterCall> Calls => [.. _calls];

    /// <summary>Starts one without objects.</summary>
    /// <param name="certificate">Its certificate; null to answer over plain HTTP.</param>
    /// <param name="address">The address to listen on; null for the loopback.</param>
    public static async Task<FakeCluster> StartAsync(LocalCertificate? certificate = null, IPAddress? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(address ?? IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate.WithKey, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        var server = builder.Build();
        var cluster = new FakeCluster(server) { _certificate = certificate };
        server.Run(cluster.Answer);
        await server.StartAsync();
        return cluster;
    }

    /// <summary>Adds an object, as JSON with API version and kind.</summary>
    public FakeCluster With(string json)
    {
        var one = JsonNode.Parse(json)!.AsObject();
        var version = one["apiVersion"]!.GetValue<string>();
        var group = version.Contains('/', StringComparison.Ordinal) ? version[..version.IndexOf('/', StringComparison.Ordinal)] : "";
        if (BuiltIn.Contains(group))
        {
            one.Remove("apiVersion");
            var kind = one["kind"]!.GetValue<string>();
            one.Remove("kind");
            return Add(group, Plural(kind), one);
        }

        return Add(group, Plural(one["kind"]!.GetValue<string>()), one);
    }

    /// <summary>Removes all objects of a kind.</summary>
    public FakeCluster Without(string kind)
    {
        foreach (var key in _objects.Keys.Where(k => k.Resource == Plural(kind)))
        {
            _objects[key] = [];
        }

        return this;
    }

    /// <summary>Declares a resource that has no objects.</summary>
    public FakeCluster Having(string group, string resource)
    {
        _objects.GetOrAdd((group, resource), _ => []);
        return this;
    }

    /// <summary>A kubeconfig with one context.</summary>
    public string Kubeconfig(string context, string? token = null) => Kubeconfig(context, _certificate is null
        ? ""
        : $", certificate-authority-data: {Base64(File.ReadAllText(_certificate.Path))}", $"token: {token ?? Token}");

    /// <summary>A kubeconfig with one context.</summary>
    /// <param name="context">Its name.</param>
    /// <param name="trust">What follows the address of the cluster.</param>
    /// <param name="user">The credentials.</param>
    public string Kubeconfig(string context, string trust, string user) => $$"""
        apiVersion: v1
        kind: Config
        current-context: {{context}}
        contexts:
        - name: {{context}}
          context: { cluster: c, user: u }
        clusters:
        - name: c
          cluster: { server: "{{Url}}"{{trust}} }
        users:
        - name: u
          user: { {{user}} }

        """;

    /// <summary>A text as kubeconfigs have certificates and keys.</summary>
    public static string Base64(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _end.Dispose();
    }

    private static string Plural(string kind) => kind.ToLowerInvariant() switch
    {
        "ingress" => "ingresses",
        var other => other + "s",
    };

    private FakeCluster Add(string group, string resource, JsonObject one)
    {
        var all = _objects.GetOrAdd((group, resource), _ => []);
        one["metadata"]!["uid"] ??= $"uid-{group}-{resource}-{all.Count}";
        all.Add(one);
        return this;
    }

    private async Task Answer(HttpContext context)
    {
        // "/api/v1/pods", "/apis/apps/v1/namespaces/shop/deployments"
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, rest) = parts is ["api", "v1", .. var core] ? ("", core) : parts is ["apis", var named, _, .. var others] ? (named, others) : ("?", []);
        var (space, resource) = rest is ["namespaces", var inSpace, var ofSpace] ? (inSpace, ofSpace) : (null, rest is [var whole] ? whole : "?");
        var verb = context.Request.Method == "POST" ? "create" : "list";
        _calls.Enqueue(new ClusterCall(group, resource, verb, space, context.Request.QueryString.Value ?? ""));
        if (Faults.TryGetValue(resource, out var fault) || Faults.TryGetValue("*", out fault))
        {
            await Fail(context, fault);
        }
        else if (context.Request.Headers.Authorization != $"Bearer {Token}" && !IsReader(await context.Connection.GetClientCertificateAsync()))
        {
            await Write(context, 401, Status(401, "Unauthorized", "Unauthorized"));
        }
        else if (resource == "selfsubjectrulesreviews")
        {
            var body = await JsonNode.ParseAsync(context.Request.Body);
            await Write(context, 201, Review(body!["spec"]!["namespace"]!.GetValue<string>()));
        }
        else if (Grants is { } grants && !grants.Any(g => g.Group == group && g.Resource == resource && g.Verb == verb && (g.Namespace is null || g.Namespace == space)))
        {
            var scope = space is null ? "at the cluster scope" : $"in the namespace \"{space}\"";
            await Write(context, 403, Status(403, "Forbidden", $"{resource} is forbidden: User \"reader\" cannot {verb} resource \"{resource}\" in API group \"{group}\" {scope}"));
        }
        else if (!_objects.TryGetValue((group, resource), out var all) && !BuiltIn.Contains(group))
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("404 page not found\n");
        }
        else
        {
            await List(context, [.. (all ?? []).Where(o => space is null || o["metadata"]!["namespace"]?.GetValue<string>() == space)]);
        }
    }

    private bool IsReader(X509Certificate2? given) => Reader is not null && given?.Thumbprint == Reader.WithKey.Thumbprint;

    private async Task List(HttpContext context, IReadOnlyList<JsonObject> items)
    {
        var query = context.Request.Query;
        var start = 0;
        if (query.TryGetValue("continue", out var token))
        {
            start = int.Parse(token.ToString().Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
            if (ExpiredTokens > 0)
            {
                ExpiredTokens--;
                var expired = Status(410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
                if (ContinuesAfterExpiry)
                {
                    expired["metadata"]!["continue"] = $"late-{start}";
                }

                await Write(context, 410, expired);
                return;
            }
        }

        // From the cache, a limit is ignored.
        var isCached = query.TryGetValue("resourceVersion", out var version) && version == "0";
        var size = isCached || !query.TryGetValue("limit", out var limit) ? items.Count
            : Math.Min(PageSize, int.Parse(limit.ToString(), System.Globalization.CultureInfo.InvariantCulture));
        var page = items.Skip(start).Take(size).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = "226" };
        if (start + page.Count < items.Count)
        {
            metadata["continue"] = $"page-{start + page.Count}";
        }

        await Write(context, 200, new JsonObject { ["kind"] = "List", ["apiVersion"] = "v1", ["metadata"] = metadata, ["items"] = new JsonArray([.. page.Select(p => p.DeepClone())]) });
    }

    private async Task Fail(HttpContext context, int fault)
    {
        switch (fault)
        {
            case 0:
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(_end.Token, context.RequestAborted).Token)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case -1:
                context.Abort();
                break;
            default:
                await Write(context, fault, Status(fault, "Fault", "planned"));
                break;
        }
    }

    private JsonObject Review(string space)
    {
        var rules = new JsonArray();
        foreach (var grant in IsReviewIncomplete ? [] : Grants ?? [new Grant("*", "*", "*")])
        {
            if (grant.Namespace is null || grant.Namespace == space)
            {
                rules.Add(new JsonObject
                {
                    ["verbs"] = new JsonArray(grant.Verb),
                    ["apiGroups"] = new JsonArray(grant.Group),
                    ["resources"] = new JsonArray(grant.Resource),
                });
            }
        }

        return new JsonObject
        {
            ["kind"] = "SelfSubjectRulesReview",
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["status"] = new JsonObject { ["resourceRules"] = rules, ["nonResourceRules"] = new JsonArray(), ["incomplete"] = IsReviewIncomplete },
        };
    }

    private static JsonObject Status(int code, string reason, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = code,
    };

    private static async Task Write(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
