using System.Text.Json.Nodes;

namespace Automation.Testing.GitHub.Http;

/// <summary>An answer that says no, in GitHub's words.</summary>
internal sealed class ApiProblem(int status, string message, JsonArray? errors = null) : Exception(message)
{
    public int Status => status;

    public JsonArray? Errors => errors;

    /// <summary>Headers to add.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    public static ApiProblem NotFound() => new(404, "Not Found");

    public static ApiProblem NotAccessible(string needed) =>
        new(403, "Resource not accessible by integration")
        {
            Headers = { ("X-Accepted-GitHub-Permissions", needed.Replace(':', '=').Replace("|", "; ", StringComparison.Ordinal)) },
        };

    /// <summary>A body that GitHub's own description of the operation rejects.</summary>
    public static ApiProblem Invalid(string why) => new(422, $"Invalid request.\n\n{why}");

    /// <summary>A body that the operation rejects.</summary>
    public static ApiProblem Failed(string resource, string field, string code, string? message = null)
    {
        var error = new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = code };
        if (message is not null)
        {
            error["message"] = message;
        }

        return new ApiProblem(422, "Validation Failed", [error]);
    }

    public Answer ToAnswer()
    {
        var body = new JsonObject { ["message"] = Message };
        if (errors is not null)
        {
            body["errors"] = errors.DeepClone();
        }

        body["documentation_url"] = "https://docs.github.com/rest";
        body["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Answer(status, body) { Headers = [.. Headers] };
    }
}
