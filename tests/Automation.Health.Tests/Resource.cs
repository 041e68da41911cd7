using System.Buffers;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Health.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Health.Tests;

/// <summary>Resources as people write them in tests: YAML, read as Kubernetes reads it.</summary>
internal static class Resource
{
    private static readonly YamlLimits Large = YamlLimits.Source with { NodesOfDocument = 1_000_000 };

    public static ClusterObject Of(string yaml) => All(yaml) is [var first, ..] ? first : throw new ArgumentException($"Not a resource: {yaml}", nameof(yaml));

    public static IReadOnlyList<ClusterObject> All(string yaml)
    {
        var file = YamlFile.Read(SourceText.Of("state.yaml", yaml), Large, YamlDialect.Kubernetes, TestContext.Current.CancellationToken);
        return [.. file.Documents.Where(d => d is { IsEmpty: false, Root: not null }).Select(d => Of(d.Root!))];
    }

    private static ClusterObject Of(YamlNode root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            YamlAsJson.Write(root, json);
        }

        return new ClusterObject(JsonDocument.Parse(buffer.WrittenMemory).RootElement);
    }
}
