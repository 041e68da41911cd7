using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Microsoft.AspNetCore.Http;

namespace Automation.Testing.GitHub.Contract;

/// <summary>Compares requests, answers and events with GitHub's OpenAPI description; without one, nothing is checked.</summary>
internal sealed class ContractChecker(GitHubDescription? description)
{
    // The description's older payloads list fewer events of an app than there are, merge_group for one.
    private const string EventsOfAnApp = "/app/events/";

    // Octokit 14 asks for an order of these comments, which GitHub does not offer: it leaves the parameters unread.
    private const string CommentsOfAnIssue = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
    private static readonly string[] Unread = ["sort", "direction"];

    private readonly SchemaChecker? _schemas = description is null ? null : new SchemaChecker(description);

    public ImmutableList<string> Violations { get; private set; } = [];

    /// <summary>Checks an accepted request, and any answer.</summary>
    public void Check(Route route, IQueryCollection query, JsonNode? content, Answer answer)
    {
        if (description is null || _schemas is null || route.DescribedAs is not { } template)
        {
            return;
        }

        var at = $"{route.Method} {template}";
        if (description.Operation(template, route.Method) is not { } operation)
        {
            Note([$"{at} is not described"]);
            return;
        }

        if (answer.Status < 400)
        {
            Note(Parameters(operation, query, at));
            Note(Body(operation, content, at));
        }

        Note(Reply(operation, answer, at));
    }

    /// <summary>Checks the payload of an event.</summary>
    public void CheckEvent(string @event, string? action, JsonNode payload)
    {
        if (description is null || _schemas is null)
        {
            return;
        }

        Note(
            description.Event(@event, action) is { } schema
                ? _schemas.Check(schema, payload, $"event {@event} {action}".TrimEnd()).Where(w => !w.Contains(EventsOfAnApp, StringComparison.Ordinal))
                : [$"event {@event} {action} is not described"]);
    }

    /// <summary>Records that the fake itself has failed, which is not a failure of GitHub.</summary>
    public void NoteFailure(string call, Exception problem) => Note([$"The fake failed at {call}: {problem}"]);

    private void Note(IEnumerable<string> wrong) => Violations = Violations.AddRange(wrong.Where(w => !Violations.Contains(w)));

    private IEnumerable<string> Parameters(JsonElement operation, IQueryCollection query, string at)
    {
        var described = (GitHubDescription.At(operation, "parameters") is { } list ? list.EnumerateArray().Select(description!.Resolve) : [])
            .Where(p => p.GetProperty("in").GetString() == "query").ToDictionary(p => p.GetProperty("name").GetString()!, StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (!described.TryGetValue(name, out var parameter))
            {
                if (at.EndsWith(CommentsOfAnIssue, StringComparison.Ordinal) && Unread.Contains(name))
                {
                    continue;
                }

                yield return $"{at}: the parameter '{name}' is not described";
            }
            else if (parameter.TryGetProperty("schema", out var schema))
            {
                foreach (var wrong in values.SelectMany(v => _schemas!.Check(schema, Typed(description!.Resolve(schema), v ?? ""), $"{at}?{name}")))
                {
                    yield return wrong;
                }
            }
        }

        foreach (var missing in described.Values.Where(
            p => GitHubDescription.At(p, "required") is { ValueKind: JsonValueKind.True } && !query.ContainsKey(p.GetProperty("name").GetString()!)))
        {
            yield return $"{at}: the parameter '{missing.GetProperty("name")}' is missing";
        }
    }

    private static JsonNode Typed(JsonElement schema, string value) =>
        GitHubDescription.At(schema, "type")?.GetString() switch
        {
            "integer" when long.TryParse(value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            "boolean" when bool.TryParse(value, out var flag) => JsonValue.Create(flag),
            _ => JsonValue.Create(value),
        };

    private IEnumerable<string> Body(JsonElement operation, JsonNode? content, string at)
    {
        if (GitHubDescription.At(operation, "requestBody", "content", "application/json", "schema") is not { } schema)
        {
            return content is null or JsonObject { Count: 0 } ? [] : [$"{at}: a body is sent, and none is described"];
        }

        if (content is null)
        {
            return GitHubDescription.At(operation, "requestBody", "required") is { ValueKind: JsonValueKind.True } ? [$"{at}: the body is missing"] : [];
        }

        var wrong = _schemas!.Check(schema, content, $"{at} body");
        if (GitHubDescription.At(description!.Resolve(schema), "properties") is { } properties && content is JsonObject members)
        {
            wrong.AddRange(members.Where(m => !properties.TryGetProperty(m.Key, out _))
                .Select(m => $"{at} body/{m.Key} is not described: GitHub would not look at it"));
        }

        return wrong;
    }

    private IEnumerable<string> Reply(JsonElement operation, Answer answer, string at)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        at = $"{at} → {status}";
        if (GitHubDescription.At(operation, "responses", status) is not { } response)
        {
            // Most operations describe few of the refusals that any of them may answer with.
            return answer.Status < 300 ? [$"{at} is not described"] : answer.Status >= 400 && answer.Body?["message"] is null ? [$"{at} has no message"] : [];
        }

        return answer.Raw is null && GitHubDescription.At(description!.Resolve(response), "content", "application/json", "schema") is { } schema
            ? _schemas!.Check(schema, answer.Body, at)
            : [];
    }
}
