using System.Text.Json;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>
/// Every delivery that was answered 202 is in the ledger, and over: the command of the product lists them, another process than those under test.
/// </summary>
internal sealed class DeliveryCheck(RunningFleet fleet, IReadOnlyCollection<string> accepted, TextWriter output)
{
    private const int Shown = 10;
    private static readonly string[] Over = ["done", "ignored", "not-acted"];

    /// <summary>Those that the ledger should not have any more.</summary>
    public IReadOnlyCollection<string> Expired { get; init; } = [];

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var data = fleet.Servers.Last(s => s.Works).Data;
        string[] command = [.. Programs.Server, "deliveries", "list", "--format", "json", "--limit", $"{int.MaxValue}", "--data", data];
        var (exitCode, text, errors) = await Command.RunAsync(command, fleet.LedgerSettings, fleet.Folder, cancellationToken);
        if (exitCode != 0)
        {
            return [$"'automation-server deliveries list' ends with {exitCode}: {errors}"];
        }

        using var document = JsonDocument.Parse(text);
        var states = document.RootElement.EnumerateArray().ToDictionary(
            d => d.GetProperty("id").GetString()!, d => (State: d.GetProperty("state").GetString()!, Text: d.ToString()), StringComparer.Ordinal);
        var lost = accepted.Where(id => !states.ContainsKey(id)).Select(id => $"delivery {id} was answered 202 and is not in the ledger").ToList();
        var open = states.Values.Where(d => !Over.Contains(d.State)).Select(d => $"a delivery is {d.State}: {d.Text.ReplaceLineEndings(" ")}").ToList();
        var counts = states.Values.GroupBy(d => d.State).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        output.WriteLine($"  ledger: {states.Count} deliveries: {string.Join(", ", counts)}");
        var expired = Expired.Where(states.ContainsKey).Select(id => $"delivery {id} has expired and is still in the ledger").ToList();
        return [.. Short(lost), .. Short(open), .. Short(expired)];
    }

    private static IEnumerable<string> Short(List<string> all) =>
        all.Count > Shown ? all.Take(Shown).Append($"… and {all.Count - Shown} more of these") : all;
}
