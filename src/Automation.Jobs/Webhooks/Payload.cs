using Automation.Core.Text;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>A webhook's JSON, with the members of most events.</summary>
internal readonly struct Payload(JsonPart json)
{
    public JsonPart this[string name] => json[name];

    public string? Action => json["action"].Text;

    public RepositoryName? Repository => RepositoryName.Parse(json["repository"]["full_name"].Text);

    public long? RepositoryId => json["repository"]["id"].Number;

    /// <summary>The installation of the App that the event is for.</summary>
    public long? InstallationId => json["installation"]["id"].Number;

    public string? Actor => json["sender"]["login"].Text;
}

/// <summary>Words of a payload in a reason: short, and with safe characters only.</summary>
internal static class PayloadWord
{
    private const int Longest = 40;

    public static string Of(string? word) => word is null
        ? "(no action)"
        : string.Concat(word.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '?'));
}

/// <summary>The branch that a ref names.</summary>
internal static class PushedBranch
{
    private const string Prefix = "refs/heads/";

    /// <summary><c>main</c> for <c>refs/heads/main</c>; null for a tag.</summary>
    public static string? Of(string? reference) =>
        reference is not null && reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : null;
}
