using System.Text.Json;
using Automation.Core.Text;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.Parity;

/// <summary>A finding, the same at every entry point.</summary>
internal static class Validated
{
    private const string StoodBefore = " (pre-existing)";

    /// <summary>The findings of <c>--format json</c>.</summary>
    public static IReadOnlyList<string> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(Of).Order(StringComparer.Ordinal)];
    }

    /// <summary>The annotations of a check run.</summary>
    public static IReadOnlyList<string> Of(CheckRun run) => [.. run.Annotations.Select(Of).Order(StringComparer.Ordinal)];

    private static string Of(JsonElement finding)
    {
        var (isOld, severity) = (finding.GetProperty("preExisting").GetBoolean(), finding.GetProperty("severity").GetString());
        var level = isOld ? "notice" : severity switch { "error" => "failure", "warning" => "warning", _ => "notice" };
        return Told(
            finding.GetProperty("file").GetString()!,
            finding.GetProperty("line").GetInt32(),
            finding.GetProperty("endLine").GetInt32(),
            finding.GetProperty("rule").GetString()!,
            isOld,
            level,
            VisibleText.Of(finding.GetProperty("message").GetString()!));
    }

    private static string Of(CheckAnnotation annotation)
    {
        var isOld = annotation.Title!.EndsWith(StoodBefore, StringComparison.Ordinal);
        return Told(
            annotation.Path,
            annotation.StartLine,
            annotation.EndLine,
            isOld ? annotation.Title[..^StoodBefore.Length] : annotation.Title,
            isOld,
            annotation.Level,
            annotation.Message);
    }

    private static string Told(string file, int line, int endLine, string rule, bool isOld, string level, string message) =>
        $"{file}:{line}-{endLine} {rule}{(isOld ? " old" : "")} {level}: {message}";
}
