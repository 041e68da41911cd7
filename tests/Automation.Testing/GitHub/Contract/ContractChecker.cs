using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Microsoft.AspNetCore.Http;

namespace Automation.Testing.GitHub.Contract;

/// <summary>Holds requests and answers against GitHub's OpenAPI description.</summary>
internal sealed class ContractChecker(GitHubDescription? description)
{
    public ImmutableList<string> Violations { get; private set; } = [];

    public void Check(Route route, IQueryCollection query, JsonNode? content, string path, Answer answer)
    {
        _ = description;
    }
}
