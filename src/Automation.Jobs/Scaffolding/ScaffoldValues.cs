using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Documents;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Scaffolding;

/// <summary>Reads the values of parameters, written as YAML or JSON.</summary>
public static class ScaffoldValues
{
    public const int LargestFile = 4 * 1024 * 1024;

    /// <param name="name">What the file is called in messages.</param>
    /// <param name="values">The values; null if there is none.</param>
    /// <returns>Why it has none; null if it has.</returns>
    public static string? TryRead(string name, ReadOnlySpan<byte> bytes, out JsonObject? values)
    {
        values = null;
        var source = SourceText.Decode(name, bytes);
        var documents = YamlFile.Read(source, YamlLimits.Descriptor).Documents;
        if (documents.FirstOrDefault(d => d.Problems.Count > 0)?.Problems[0] is { } problem)
        {
            var at = source.SpanBetween(problem.Start, problem.End).Start;
            return $"{name}:{at.Line}:{at.Column}: {problem.Message}";
        }

        var roots = documents.Where(d => !d.IsEmpty).ToList();
        if (roots is not ([] or [{ Root: YamlMapping }]))
        {
            return $"{name} must be one map of names and values.";
        }

        values = roots is [] ? [] : JsonAsYaml.Of(roots[0].Root!).AsObject();
        return null;
    }
}
