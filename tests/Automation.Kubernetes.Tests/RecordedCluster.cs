using System.Net;
using System.Text.Json.Nodes;
using Automation.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Automation.Kubernetes.Tests;

/// <summary>
/// An API server that answers with what a real one answered (conformance set <c>kube-recorded</c>), byte for byte where a request is a recorded one. It applies
/// namespaces, label selectors, limits and tokens to the recorded lists.
/// </summary>
internal sealed class RecordedCluster : IAsyncDisposable
{
    private const string Token = "admin-token";

    private static readonly string[] Known =
    [
        "pods", "services", "events", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs", "horizontalpodautoscalers", "ingresses",
        "applications",
    ];

    private readonly WebApplication _server;
    private readonly string _folder;
    private readonly List<string> _requests = [];

    private RecordedCluster(WebApplication server, string folder) => (_server, _folder) = (server, folder);

    /// <summary>Whether it has what was recorded.</summary>
    public static bool Exists => Conformance.PathOf("kube-recorded") is not null;

    /// <summary>Whether the first continuation is refused, because the state that it continues is compacted.</summary>
    public bool Compacts { get; set; }

    /// <summary>Resources that the caller may not list in all namespaces.</summary>
    public HashSet<string> Forbidden { get; } = [];

    public IReadOnlyList<string> Requests => _requests;

    private string Url => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<RecordedCluster> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var cluster = new RecordedCluster(server, Conformance.PathOf("kube-recorded")!);
        server.Run(cluster.Answer);
        await server.StartAsync();
        return cluster;
    }

    public string Kubeconfig(string token = Token) => $$"""
        apiVersion: v1
        kind: Config
        contexts: [{ name: recorded, context: { cluster: c, user: u } }]
        clusters: [{ name: c, cluster: { server: "{{Url}}" } }]
        users: [{ name: u, user: { token: {{token}} } }]

        """;

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var (path, query) = (context.Request.Path.Value!, context.Request.Query);
        lock (_requests)
        {
            _requests.Add($"{context.Request.Method} {path}{context.Request.QueryString}");
        }

        var resource = path[(path.LastIndexOf('/') + 1)..];
        var space = path.Split('/') is [.., "namespaces", var named, _] ? named : null;
        await (context.Request.Headers.Authorization != $"Bearer {Token}" ? Recorded(context, "unauthorized-401")
            : resource == "selfsubjectrulesreviews" ? Recorded(context, "selfsubjectrules")
            : Forbidden.Contains(resource) && space is null ? Recorded(context, "forbidden-403")
            : !Known.Contains(resource) ? Recorded(context, "nokind-404")
            : query["continue"] is [{ } next] ? Continue(context, next)
            : query["limit"] == "1" && space == "shop" && resource == "pods" ? Recorded(context, "page1")
            : List(context, resource, space));
    }

    // The first page goes on with the second; the token of the second was not followed when this was recorded.
    private async Task Continue(HttpContext context, string token)
    {
        if (token == TokenOf("page1") && !Compacts)
        {
            await Recorded(context, "page2");
        }
        else if (token == TokenOf("page1"))
        {
            await Recorded(context, "continue-expired-410");
        }
        else
        {
            var rest = Read("list-pods");
            var from = token == TokenOf("page2") ? 2 : token == TokenOf("continue-expired-410") ? 1 : throw new InvalidOperationException(token);
            rest["items"] = new JsonArray([.. rest["items"]!.AsArray().Skip(from).Select(i => i!.DeepClone())]);
            await Write(context, 200, rest.ToJsonString());
        }
    }

    private async Task List(HttpContext context, string resource, string? space)
    {
        var list = File.Exists(Path.Combine(_folder, $"list-{resource}.json")) ? Read($"list-{resource}") : Read("list-pods-empty");
        var labels = context.Request.Query["labelSelector"] is [{ } selector] ? selector.Split(',').Select(s => s.Split('=')).ToArray() : [];
        list["items"] = new JsonArray(
        [
            .. list["items"]!.AsArray().Where(i => (space is null || i!["metadata"]!["namespace"]!.GetValue<string>() == space)
                && labels.All(l => i!["metadata"]!["labels"]?[l[0]]?.GetValue<string>() == l[^1])).Select(i => i!.DeepClone()),
        ]);
        await Write(context, 200, list.ToJsonString());
    }

    private Task Recorded(HttpContext context, string name)
    {
        var headers = File.ReadAllLines(Path.Combine(_folder, $"{name}.headers"));
        context.Response.ContentType = headers.First(h => h.StartsWith("content-type:", StringComparison.OrdinalIgnoreCase))["content-type:".Length..].Trim();
        var status = int.Parse(headers[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        return Write(context, status, File.ReadAllText(Path.Combine(_folder, $"{name}.json")));
    }

    private string TokenOf(string name) => Read(name)["metadata"]!["continue"]!.GetValue<string>();

    private JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, $"{name}.json")))!;

    private static Task Write(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType ??= "application/json";
        return context.Response.WriteAsync(body);
    }
}
