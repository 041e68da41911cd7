using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Linting;

/// <summary>What expressions of a template can use.</summary>
internal sealed class DeclaredValues
{
    private static readonly string[] Schemas = ["then", "else", "if", "not"];
    private static readonly string[] SchemaLists = ["oneOf", "anyOf", "allOf"];

    private bool _isOpen;

    /// <param name="spec">The template's spec.</param>
    public DeclaredValues(Place spec)
    {
        if (spec.Field("parameters") is { } parameters)
        {
            // A page from another file is not known here.
            _isOpen = Placeholders.AnyIn(parameters.Value);
            foreach (var page in parameters.Value is YamlSequence ? parameters.Items() : [parameters])
            {
                Collect(page);
            }
        }

        var steps = (spec.Field("steps")?.Items() ?? []).ToList();
        Steps = [.. steps.Select((s, i) => s.Field("id")?.Text ?? $"step-{i + 1}")];
        Unconditional = [.. steps.Select((s, i) => s.Field("if") is null ? Steps[i] : null)];
        HasUnreadSteps = steps.Exists(s => Placeholders.AnyIn(s.Value));
    }

    /// <summary>The parameters that some page declares, in some branch.</summary>
    public HashSet<string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of the steps, in order.</summary>
    public List<string> Steps { get; }

    /// <summary>The ids of the steps that always run, at the places of <see cref="Steps"/>: of two steps with conditions, usually only one runs.</summary>
    public List<string?> Unconditional { get; }

    /// <summary>Whether some steps are in other files, which are not read here.</summary>
    public bool HasUnreadSteps { get; }

    /// <summary>Whether some page declares a parameter.</summary>
    public bool HasParameter(string name) => _isOpen || Parameters.Contains(name);

    private void Collect(Place schema)
    {
        foreach (var property in schema.Field("properties")?.Fields() ?? [])
        {
            Parameters.Add(property.Entry!.Key);
        }

        foreach (var dependency in schema.Field("dependencies")?.Fields() ?? [])
        {
            Collect(dependency);
        }

        foreach (var name in Schemas)
        {
            if (schema.Field(name) is { } inner)
            {
                Collect(inner);
            }
        }

        foreach (var inner in SchemaLists.SelectMany(n => schema.Field(n)?.Items() ?? []))
        {
            Collect(inner);
        }

        _isOpen |= schema.Field("additionalProperties") is { Value: YamlMapping } || schema.Field("patternProperties") is not null;
    }
}
