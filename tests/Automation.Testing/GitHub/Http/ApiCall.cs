using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Automation.Testing.GitHub.Http;

/// <summary>One request on its way through an endpoint.</summary>
/// <param name="State">What GitHub knows.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Route">What is asked.</param>
/// <param name="Values">The path's parameters, unescaped.</param>
/// <param name="Path">The path as it was sent, without a prefix.</param>
/// <param name="Prefix">The address up to the path, for links to further pages.</param>
/// <param name="Query">What follows the path.</param>
/// <param name="Content">The body.</param>
internal sealed record ApiCall(
    FakeGitHubState State,
    Caller Caller,
    Route Route,
    IReadOnlyDictionary<string, string> Values,
    string Path,
    string Prefix,
    IReadOnlyDictionary<string, StringValues> Query,
    JsonNode? Content)
{
    // GitHub's documentation: 30 by default, 100 at most.
    private const int UsualPage = 30;
    private const int LargestPage = 100;

    private HostedRepository? _repository;

    public Urls Urls => State.Urls;

    /// <summary>The repository that the path names; the pipeline found it.</summary>
    public HostedRepository Repository
    {
        get => _repository ?? throw new InvalidOperationException($"{Route.Template} names no repository.");
        init => _repository = value;
    }

    /// <summary>The media types that the caller wants.</summary>
    public string Accept { get; init; } = "";

    /// <summary>Whether the caller wants a file as it is.</summary>
    public bool WantsRaw => Accept.Contains("vnd.github", StringComparison.Ordinal) && Accept.Contains("raw", StringComparison.Ordinal);

    /// <summary>The account that the caller writes as.</summary>
    public Account Actor => Caller switch
    {
        Caller.OfApp app => app.App.Bot,
        Caller.OfInstallation installation => installation.Token.Installation.App.Bot,
        Caller.OfUser user => user.Account,
        _ => throw new ApiProblem(401, "Requires authentication"),
    };

    /// <summary>The app that the caller is, if it is one.</summary>
    public GitHubApp? App =>
        Caller switch { Caller.OfApp app => app.App, Caller.OfInstallation installation => installation.Token.Installation.App, _ => null };

    public long Number(string name) => long.TryParse(Values[name], out var number) ? number : throw ApiProblem.NotFound();

    public string? Asked(string name) => Query.TryGetValue(name, out var value) && value.Count > 0 ? value[^1] : null;

    /// <summary>The body as an object.</summary>
    public JsonObject Body => Content as JsonObject ?? (Content is null ? [] : throw new ApiProblem(400, "Body should be a JSON object"));

    /// <summary>A text of the body; null where it is absent or null.</summary>
    public string? Text(string name) => TextOf(Body, name);

    /// <summary>A text that the body has to hold.</summary>
    public string RequiredText(string name) => Text(name) ?? throw ApiProblem.Invalid($"\"{name}\" wasn't supplied.");

    public static string? TextOf(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => throw ApiProblem.Invalid($"For '{name}', {other.ToJsonString()} is not a string."),
    };

    public static int? IntegerOf(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) => number,
        var other => throw ApiProblem.Invalid($"For '{name}', {other.ToJsonString()} is not an integer."),
    };

    public static bool? FlagOf(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        var other => throw ApiProblem.Invalid($"For '{name}', {other.ToJsonString()} is not a boolean."),
    };

    /// <summary>One page of a list, with the links to the others.</summary>
    public Answer Page<T>(IEnumerable<T> items, Func<T, JsonNode> write, Func<JsonArray, int, JsonNode>? wrap = null)
    {
        var all = items.ToList();
        var size = Math.Clamp(int.TryParse(Asked("per_page"), out var asked) ? asked : UsualPage, 1, LargestPage);
        var page = Math.Max(int.TryParse(Asked("page"), out var number) ? number : 1, 1);
        var last = Math.Max((all.Count + size - 1) / size, 1);
        JsonArray array = [.. all.Skip((page - 1) * size).Take(size).Select(write)];
        return Answer.Ok(wrap is null ? array : wrap(array, all.Count)) with { Headers = Links(page, last) };
    }

    /// <summary>The address of this request with another parameter.</summary>
    public string AddressWith(string name, string value)
    {
        var query = Query.Where(q => q.Key != name).SelectMany(q => q.Value, (q, v) => new KeyValuePair<string, string?>(q.Key, v)).Append(new(name, value));
        return QueryHelpers.AddQueryString(Prefix + Path, query);
    }

    /// <summary>The Link header of a page; none where there is only one.</summary>
    public ImmutableList<(string Name, string Value)> Links(int page, int last)
    {
        var links = new List<string>();
        void Add(string relation, int target) => links.Add($"<{AddressWith("page", $"{target}")}>; rel=\"{relation}\"");
        if (page > 1)
        {
            Add("prev", page - 1);
        }

        if (page < last)
        {
            Add("next", page + 1);
            Add("last", last);
        }

        if (page > 1)
        {
            Add("first", 1);
        }

        return links.Count == 0 ? [] : [("Link", string.Join(", ", links))];
    }
}
