using System.Text;
using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Configuration;

/// <summary>Reads the baseline file that configuration names.</summary>
public static class BaselineReader
{
    /// <summary>The most bytes of a baseline file; enough for some 50,000 findings.</summary>
    public const long LargestFile = 16 * 1024 * 1024;

    private const int FingerprintLength = 16;
    private const string WriteAgain = "Write it with '--write-baseline'.";

    /// <summary>Reads a baseline from a repository. One that cannot be read accepts nothing, and is reported.</summary>
    /// <param name="tree">The repository's files.</param>
    /// <param name="path">The file's path from the root of the repository.</param>
    /// <param name="shownPath">Turns a path from the root into the one that findings show.</param>
    public static (Baseline Baseline, IReadOnlyList<Finding> Findings) Read(
        FileTree tree, string path, Func<string, string> shownPath, CancellationToken cancellationToken = default) =>
        TextFile.Read(tree, path, LargestFile, shownPath(path), "The baseline", "Accept fewer findings.", cancellationToken) switch
        {
            TextFile.Whole { Text: var text } => Read(text),
            TextFile.Refused { Message: var message } => Nothing(shownPath(path), SourceSpan.FileStart, message),
            _ => Nothing(shownPath(path), SourceSpan.FileStart, $"The baseline {Quoted.Of(path)} does not exist. {WriteAgain}"),
        };

    public static (Baseline Baseline, IReadOnlyList<Finding> Findings) Read(SourceText source)
    {
        try
        {
            using var json = JsonDocument.Parse(source.Content, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(source, json.RootElement);
        }
        catch (JsonException e)
        {
            var at = PositionOf(source, e);
            return Nothing(source.Path, new SourceSpan(at, at), $"The baseline is not JSON. {WriteAgain}");
        }
    }

    private static (Baseline Baseline, IReadOnlyList<Finding> Findings) Read(SourceText source, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
        {
            return Nothing(source.Path, SourceSpan.FileStart, $"The baseline has no 'version'. {WriteAgain}");
        }

        if (number != Baseline.FormatVersion)
        {
            return Nothing(
                source.Path,
                SourceSpan.FileStart,
                $"The baseline has version {number}, and this program reads version {Baseline.FormatVersion}. {WriteAgain}");
        }

        if (!root.TryGetProperty("findings", out var findings) || findings.ValueKind != JsonValueKind.Array)
        {
            return Nothing(source.Path, SourceSpan.FileStart, $"The baseline has no list 'findings'. {WriteAgain}");
        }

        var fingerprints = new List<string>();
        foreach (var (index, entry) in findings.EnumerateArray().Index())
        {
            if (FingerprintOf(entry) is not { } fingerprint)
            {
                return Nothing(
                    source.Path,
                    SourceSpan.FileStart,
                    $"Entry {index} of the baseline has no 'fingerprint' of {FingerprintLength} hexadecimal digits. {WriteAgain}");
            }

            fingerprints.Add(fingerprint);
        }

        return (new Baseline(fingerprints), []);
    }

    private static string? FingerprintOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("fingerprint", out var value) && value.ValueKind == JsonValueKind.String
        && value.GetRawText() is ['"', .. { Length: FingerprintLength } text, '"'] && text.All(char.IsAsciiHexDigitLower)
            ? text
            : null;

    // JSON counts lines and bytes from 0.
    private static SourcePosition PositionOf(SourceText source, JsonException exception)
    {
        var line = (int)(exception.LineNumber ?? 0) + 1;
        var bytes = (int)Math.Min(exception.BytePositionInLine ?? 0, int.MaxValue);
        var text = source.Line(line);
        var column = Encoding.UTF8.GetByteCount(text) <= bytes
            ? text.Length
            : Encoding.UTF8.GetCharCount(Encoding.UTF8.GetBytes(text.ToString()).AsSpan(0, bytes));
        return new SourcePosition(line, column + 1);
    }

    private static (Baseline Baseline, IReadOnlyList<Finding> Findings) Nothing(string path, SourceSpan span, string message) =>
        (Baseline.Empty, [new Finding(ConfigurationRules.Baseline, message, path, span)]);
}
