using System.Text.Json;

namespace Automation.Server.Ledger;

/// <summary>The repositories whose rows a reader may see. A row without a repository is seen only by who sees all of them.</summary>
internal sealed class SeenRepositories
{
    private readonly IReadOnlySet<string>? _names;

    private SeenRepositories(IReadOnlySet<string>? names)
    {
        _names = names;
        Parameter = names is null ? null : JsonSerializer.Serialize(names.Select(n => n.ToLowerInvariant()));
    }

    public static SeenRepositories All { get; } = new(null);

    /// <summary>The value of the parameter <c>@seen</c>.</summary>
    public string? Parameter { get; }

    public bool AreAll => _names is null;

    /// <param name="names">As <c>OWNER/NAME</c>, compared without regard to case.</param>
    public static SeenRepositories Of(IReadOnlySet<string> names) => new(names);

    public bool Contains(string? repository) => _names is null || (repository is not null && _names.Contains(repository));

    /// <summary>The condition that a row is of one of them.</summary>
    public string Condition(LedgerConnection ledger, string column) =>
        _names is null ? "CAST(@seen AS TEXT) IS NULL" : $"lower({column}) IN ({ledger.Engine.Texts("@seen")})";
}
