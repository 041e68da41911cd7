namespace Automation.Testing.GitHub;

/// <summary>One request that the fake answered, or broke.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path without a prefix and without a query.</param>
/// <param name="Query">The query with its question mark, or nothing.</param>
/// <param name="Status">The answer; 0 where the connection was broken.</param>
/// <param name="InstallationId">The installation whose token it bore.</param>
/// <param name="Time">When, by the fake's clock.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Fault">What went wrong on purpose.</param>
public sealed record LoggedRequest(string Method, string Path, string Query, int Status, long? InstallationId, DateTimeOffset Time, string Body, Fault? Fault)
{
    /// <summary>Whether it was meant to change something.</summary>
    public bool IsWrite =>
        Method is not ("GET" or "HEAD")
            && !Path.EndsWith("/access_tokens", StringComparison.Ordinal)
            && !Body.StartsWith("{\"query\":\"query ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}{Query} → {Status}";
}
