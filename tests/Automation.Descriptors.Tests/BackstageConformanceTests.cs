using System.Text;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Testing;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Tests;

/// <summary>Every file of the conformance set has the same result here as with the real Backstage.</summary>
public sealed class BackstageConformanceTests
{
    [Fact]
    public void Every_file_is_validated_as_Backstage_validates_it()
    {
        var path = Conformance.PathOf("descriptors.jsonl");
        Assert.SkipWhen(path is null, Conformance.Absent);

        var disagreements = File.ReadLines(path!).SelectMany(line => Disagreements(JsonDocument.Parse(line).RootElement)).ToList();

        disagreements.ShouldBeEmpty();
    }

    private static IEnumerable<string> Disagreements(JsonElement conformanceCase)
    {
        var file = conformanceCase.GetProperty("file").GetString()!;
        var slash = file.IndexOf('/', StringComparison.Ordinal);
        var repository = RepositorySlug.Parse(file[..slash].Replace("__", "/", StringComparison.Ordinal));
        var bytes = conformanceCase.TryGetProperty("text", out var text)
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : Convert.FromBase64String(conformanceCase.GetProperty("base64").GetString()!);

        var validated = DescriptorValidator.Validate(
            SourceText.Decode(file, bytes), new DescriptorContext(file[(slash + 1)..], repository), YamlLimits.Descriptor);
        var actual = validated.Documents.Select(
            d => Line(d.Descriptor?.Ref.ToString(), d.IsValid, validated.IsOk, d.Relations.Select(r => $"{r.Source} {r.Type} {r.Target}")))
            .ToList();
        var expected = conformanceCase.GetProperty("expected").EnumerateArray()
            .Where(e => e.GetProperty("stage").GetString() != "empty")
            .Select(e => Line(
                e.GetProperty("ref").GetString(),
                e.GetProperty("valid").GetBoolean(),
                e.GetProperty("fileOk").GetBoolean(),
                e.GetProperty("relations").EnumerateArray().Select(r => $"{r.GetProperty("source")} {r.GetProperty("type")} {r.GetProperty("target")}")))
            .ToList();

        if (!actual.SequenceEqual(expected))
        {
            yield return $"{file}\n  expected {string.Join("\n           ", expected)}\n  actual   {string.Join("\n           ", actual)}\n  "
                + string.Join("\n  ", validated.Documents.SelectMany(d => d.Findings).Select(f => $"{f.Span.Start} {f.Rule.Id} {f.Message}"));
        }
    }

    private static string Line(string? reference, bool valid, bool fileOk, IEnumerable<string> relations) =>
        $"{reference ?? "-"} {(valid ? "valid" : "invalid")} {(fileOk ? "file ok" : "file lost")} [{string.Join("; ", relations)}]";
}
