using System.Net.Http.Headers;
using System.Text;

namespace Automation.Rendering.Fetching;

/// <summary>
/// Users and passwords of chart repositories, by host. They are sent to their host, and to the one that issues its tokens; no message has them.
/// </summary>
public sealed class ChartCredentials
{
    /// <summary>The variable with them: a line <c>HOST USER:PASSWORD</c> for each host.</summary>
    public const string Variable = "AUTOMATION_CHART_CREDENTIALS";

    private readonly Dictionary<string, string> _byHost;

    private ChartCredentials(Dictionary<string, string> byHost) => _byHost = byHost;

    /// <summary>None.</summary>
    public static ChartCredentials None { get; } = new([]);

    /// <summary>Reads the variable; lines of another form are ignored.</summary>
    public static ChartCredentials Parse(string? variable) => new((variable ?? "").Split('\n',
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(l => l.Split(' ', 2, StringSplitOptions.TrimEntries))
        .Where(p => p.Length == 2 && p[1].Contains(':', StringComparison.Ordinal))
        .GroupBy(p => p[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.OrdinalIgnoreCase));

    /// <summary>The header for a host and port, as <c>host</c> or <c>host:port</c>; null if there is nothing for it.</summary>
    internal AuthenticationHeaderValue? For(string authority) =>
        _byHost.TryGetValue(authority, out var user) ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user))) : null;
}
