using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Contract;
using Automation.Testing.GitHub.Endpoints;
using Automation.Testing.GitHub.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Automation.Testing.GitHub.Http;

/// <summary>Every request's way: who asks, what for, is it allowed, do it, note it, and break it where the test wants that.</summary>
internal sealed class Gateway(FakeGitHubState state, Faults faults, ContractChecker contract)
{
    private const string EnterprisePrefix = "/api/v3";
    private const string EnterpriseGraphQl = "/api/graphql";

    private readonly RateLimits _limits = new(state);
    private readonly ImmutableArray<Route> _routes = [.. AllEndpoints.Routes.OrderByDescending(r => r.Exactness)];
    private readonly Dictionary<string, List<Answer>> _given = new(StringComparer.Ordinal);

    /// <summary>Every request so far.</summary>
    public ImmutableList<LoggedRequest> Log { get; private set; } = [];

    public RateLimits Limits => _limits;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var exchange = await ReadAsync(context);
        var fault = faults.Take(exchange.Method, exchange.Path);
        if (fault is Fault.Latency latency)
        {
            await Task.Delay(latency.Delay, context.RequestAborted);
        }

        if (fault is Fault.Held held)
        {
            await held.Until.WaitAsync(context.RequestAborted);
        }

        if (fault is Fault.ResetBeforeEffect)
        {
            Note(exchange, 0, null, fault);
            context.Abort();
            return;
        }

        var answer = Perform(exchange, fault);
        if (fault is Fault.ResetAfterEffect)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
    }

    private static async Task<Exchange> ReadAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        var prefix = target.StartsWith(EnterprisePrefix + "/", StringComparison.Ordinal) ? EnterprisePrefix : "";
        var path = target == EnterpriseGraphQl ? "/graphql" : target[prefix.Length..];
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return new Exchange(context.Request, path, $"{context.Request.Scheme}://{context.Request.Host}{prefix}", body);
    }

    private Answer Perform(Exchange exchange, Fault? fault)
    {
        lock (state.Gate)
        {
            Caller caller = new Caller.Unknown();
            Route? route = null;
            Answer answer;
            JsonNode? content = null;
            try
            {
                caller = Authentication.Identify(state, exchange.Request.Headers.Authorization);
                exchange = exchange with { Path = PathByName(exchange.Path) };
                (route, var values) = Find(exchange.Method, exchange.Path);
                FailIfBroken(fault);
                if (route.Template != "/rate_limit")
                {
                    _limits.Check(caller, exchange.Method is not ("GET" or "HEAD") && route.Needs != Needs.App);
                }

                Permissions.CheckKind(caller, route.Needs);
                content = exchange.Path.StartsWith("/login/", StringComparison.Ordinal) ? FormOf(exchange.Body) : Parse(exchange.Body);
                answer = fault is Fault.NoData ? GraphQlEndpoint.NoData() : route.Handle(CallOf(exchange, caller, route, values, content));
                if (route.Template == "/rate_limit")
                {
                    answer = Answer.Ok(_limits.Overview(caller));
                }
            }
            catch (ApiProblem problem)
            {
                answer = problem.ToAnswer();
            }
            catch (Exception problem) when (problem is InvalidOperationException or FormatException or KeyNotFoundException or NullReferenceException
                or ArgumentException or InvalidCastException)
            {
                contract.NoteFailure($"{exchange.Method} {exchange.Path}", problem);
                answer = new ApiProblem(500, "Server Error").ToAnswer();
            }

            answer = Remember(exchange, caller, answer, fault);
            if (route is not null && fault is not (Fault.ServerError or Fault.Refused or Fault.StaleRead))
            {
                contract.Check(route, exchange.Request.Query, content, answer);
            }

            answer = Finish(exchange, caller, route, answer);
            Note(exchange, fault is Fault.ResetAfterEffect ? 0 : answer.Status, (caller as Caller.OfInstallation)?.Token.Installation.Id, fault);
            return answer;
        }
    }

    // A repository's number leads to it under any name: redirections of renamed repositories name it.
    private string PathByName(string path) =>
        path.Split('/') is ["", "repositories", var id, .. var rest] && state.Repositories.Find(r => $"{r.Id}" == id) is { } repository
            ? string.Join('/', ["", "repos", repository.Owner.Login, repository.Name, .. rest])
            : path;

    private ApiCall CallOf(Exchange exchange, Caller caller, Route route, Dictionary<string, string> raw, JsonNode? content)
    {
        var values = raw.ToDictionary(v => v.Key, v => Uri.UnescapeDataString(v.Value), StringComparer.Ordinal);
        var query = exchange.Request.Query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
        var call = new ApiCall(state, caller, route, values, exchange.Path, exchange.Prefix, query, content)
        {
            Accept = exchange.Request.Headers.Accept.ToString(),
        };
        if (!route.Template.StartsWith("/repos/{owner}/{repo}", StringComparison.Ordinal))
        {
            Permissions.CheckPermission(caller, route.Needs, null);
            return call;
        }

        var repository = Permissions.FindRepository(state, caller, values["owner"], values["repo"], exchange.Path);
        Permissions.CheckPermission(caller, route.Needs, repository);
        return call with { Repository = repository };
    }

    private (Route Route, Dictionary<string, string> Values) Find(string method, string path)
    {
        var wanted = method == "HEAD" ? "GET" : method;
        foreach (var route in _routes)
        {
            if (route.Method == wanted && route.Match(path) is { } values)
            {
                return (route, values);
            }
        }

        throw ApiProblem.NotFound();
    }

    private static JsonObject FormOf(string body) =>
        new(QueryHelpers.ParseQuery(body).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value.ToString())));

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            throw new ApiProblem(400, "Problems parsing JSON");
        }
    }

    private static void FailIfBroken(Fault? fault)
    {
        switch (fault)
        {
            case Fault.TooManyRequests limit:
                throw RateLimits.Secondary(429, limit.RetryAfter);
            case Fault.SecondaryLimit limit:
                throw RateLimits.Secondary(403, limit.RetryAfter);
            case Fault.ServerError error:
                throw new ApiProblem(error.Status, "Server Error");
            case Fault.Refused refused:
                throw new ApiProblem(refused.Status, refused.Status == 422 ? "Validation Failed" : "Resource not accessible by integration");
            default:
                return;
        }
    }

    // Reads are remembered, so that an older one can be given once more.
    private Answer Remember(Exchange exchange, Caller caller, Answer answer, Fault? fault)
    {
        // What is addressed by a SHA never differs, and lists of large trees would fill the memory.
        var isImmutable = exchange.Path.Contains("/git/trees/", StringComparison.Ordinal) || exchange.Path.Contains("/git/blobs/", StringComparison.Ordinal);
        if (exchange.Method != "GET" || isImmutable)
        {
            return answer;
        }

        var key = $"{caller.Bucket} {exchange.Path}{exchange.Request.QueryString}";
        var given = _given.TryGetValue(key, out var found) ? found : _given[key] = [];
        if (fault is Fault.StaleRead)
        {
            return given.FindLast(a => !IsSame(a, answer)) ?? answer;
        }

        if (answer.Status is 200 or 404 && (given.Count == 0 || !IsSame(given[^1], answer)))
        {
            given.Add(answer);
        }

        return answer;
    }

    private static bool IsSame(Answer before, Answer now) => before.Json.AsSpan().SequenceEqual(now.Json);

    private Answer Finish(Exchange exchange, Caller caller, Route? route, Answer answer)
    {
        var headers = new List<(string Name, string Value)>(answer.Headers)
        {
            ("X-GitHub-Request-Id", state.NextRequestId()),
            ("X-GitHub-Media-Type", "github.v3; format=json"),
            ("X-GitHub-Api-Version-Selected", "2022-11-28"),
        };
        if (answer.Status is 200 && exchange.Method == "GET" && answer.Json is { } json && route?.Template != "/rate_limit")
        {
            var tag =
                $"W/\"{Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{caller.Bucket} {string.Concat(answer.Headers)} "), .. json]))}\"";
            headers.AddRange([
                ("ETag", tag),
                ("Cache-Control", "private, max-age=60, s-maxage=60"),
                ("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding"),
            ]);
            if (exchange.Request.Headers.IfNoneMatch.SelectMany(v => (v ?? "").Split(',')).Any(v => v.Trim().TrimStart('W', '/') == tag.TrimStart('W', '/')))
            {
                answer = answer with { Status = 304, Body = null };
            }
        }

        if (answer.Status != 304 && route?.Template != "/rate_limit" && caller is not Caller.OfApp)
        {
            _limits.Count(caller);
        }

        headers.AddRange(_limits.Headers(caller));
        return answer with { Headers = [.. headers] };
    }

    private void Note(Exchange exchange, int status, long? installation, Fault? fault)
    {
        lock (state.Gate)
        {
            Log = Log.Add(new LoggedRequest(
                exchange.Method,
                exchange.Path,
                exchange.Request.QueryString.Value ?? "",
                status,
                installation,
                state.Options.Clock.GetUtcNow(),
                exchange.Body,
                fault));
            state.Signal();
        }
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Json is { } json)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = json.Length;
            await context.Response.Body.WriteAsync(json, context.RequestAborted);
        }
        else if (answer.Raw is { } raw)
        {
            context.Response.ContentType = answer.RawType;
            context.Response.ContentLength = raw.Sum(r => r.LongLength);
            foreach (var piece in raw)
            {
                context.Response.BodyWriter.Write(piece);
            }

            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private sealed record Exchange(HttpRequest Request, string Path, string Prefix, string Body)
    {
        public string Method => Request.Method;
    }
}
