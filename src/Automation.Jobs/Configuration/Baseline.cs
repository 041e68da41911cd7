using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Core.Findings;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Configuration;

/// <summary>The findings that were accepted when the check was introduced, by fingerprint.</summary>
/// <remarks>
/// Fingerprints are taken with the file's path from the root of the repository, so that a baseline is the same for every working directory.
/// </remarks>
public sealed class Baseline
{
    /// <summary>The version of the file's format.</summary>
    internal const int FormatVersion = 1;

    private readonly HashSet<string> _fingerprints;

    internal Baseline(IEnumerable<string> fingerprints) => _fingerprints = fingerprints.ToHashSet(StringComparer.Ordinal);

    /// <summary>A baseline that accepts nothing.</summary>
    public static Baseline Empty { get; } = new([]);

    /// <summary>How many findings it accepts.</summary>
    public int Count => _fingerprints.Count;

    /// <summary>Splits findings into new ones and those that the baseline accepts. Findings about the configuration are never accepted.</summary>
    /// <param name="repositoryPath">Turns <see cref="Finding.File"/> into the path from the root of the repository.</param>
    public AcceptedFindings Apply(IEnumerable<Finding> findings, Func<string, string> repositoryPath)
    {
        var (kept, accepted) = (new List<Finding>(), new List<Finding>());
        foreach (var finding in findings)
        {
            var isAccepted = _fingerprints.Count > 0 && CanBeAccepted(finding) && _fingerprints.Contains(InRepository(finding, repositoryPath).Fingerprint);
            (isAccepted ? accepted : kept).Add(finding);
        }

        return new AcceptedFindings(kept, accepted);
    }

    /// <summary>The text of a baseline file that accepts these findings: the same for the same findings in any order.</summary>
    /// <param name="findings">The findings, including those that an older baseline accepted.</param>
    /// <param name="repositoryPath">Turns <see cref="Finding.File"/> into the path from the root of the repository.</param>
    public static string Write(IEnumerable<Finding> findings, Func<string, string> repositoryPath)
    {
        var accepted = findings.Where(CanBeAccepted).Select(f => InRepository(f, repositoryPath)).DistinctBy(f => f.Fingerprint)
            .OrderBy(f => f.File, StringComparer.Ordinal)
            .ThenBy(f => f.Rule.Id, StringComparer.Ordinal)
            .ThenBy(f => f.Message, StringComparer.Ordinal)
            .ThenBy(f => f.Fingerprint, StringComparer.Ordinal);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteStartArray("findings");
            foreach (var finding in accepted)
            {
                json.WriteStartObject();
                json.WriteString("fingerprint", finding.Fingerprint);
                json.WriteString("rule", finding.Rule.Id);
                json.WriteString("file", finding.File);
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static bool CanBeAccepted(Finding finding) => finding.Rule.Category != ConfigurationRules.Room;

    private static Finding InRepository(Finding finding, Func<string, string> repositoryPath) => finding with { File = repositoryPath(finding.File) };
}
