using System.Globalization;

namespace Automation.GitOps.Schemas;

/// <summary>The built-in schemas of Argo CD's resources (argo-cd.schema).</summary>
internal static class BuiltInSchemas
{
    private const string Resource = "argo-cd.schema";
    private const string Version = "argoproj.io/v1alpha1";

    private static readonly string[] Kinds = ["Application", "ApplicationSet", "AppProject"];

    public static IReadOnlyList<KindSchema> All { get; } = Read();

    private static List<KindSchema> Read()
    {
        using var stream = typeof(BuiltInSchemas).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, List<(string Name, string Type)>>(StringComparer.Ordinal);
        var fields = new List<(string Name, string Type)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(' '))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                fields.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                types[line] = fields = [];
            }
        }

        var built = new Dictionary<string, FieldSchema>(StringComparer.Ordinal);
        return [.. Kinds.Select(k => new KindSchema(Version, k, Named(k)))];

        FieldSchema Named(string name)
        {
            if (!built.TryGetValue(name, out var schema))
            {
                built[name] = schema = new FieldSchema(FieldType.Object)
                {
                    Fields = types[name].ToDictionary(f => f.Name.TrimEnd('!'), f => Of(f.Type), StringComparer.Ordinal),
                    Required = [.. types[name].Where(f => f.Name.EndsWith('!')).Select(f => f.Name.TrimEnd('!'))],
                };
            }

            return schema;
        }

        FieldSchema Of(string type) => type switch
        {
            "any" => new FieldSchema(FieldType.Any),
            "object" => new FieldSchema(FieldType.Map) { KeepsUnknown = true },
            "string" => new FieldSchema(FieldType.Text),
            "string(below-root)" => new FieldSchema(FieldType.Text) { IsBelowRoot = true, Least = 1 },
            "time" => new FieldSchema(FieldType.Time),
            "int" => new FieldSchema(FieldType.Integer),
            "bool" => new FieldSchema(FieldType.Boolean),
            "int|string" => new FieldSchema(FieldType.IntegerOrText),
            ['[', .. var item, ']'] => new FieldSchema(FieldType.List) { Items = Of(item) },
            ['{', .. var item, '}'] => new FieldSchema(FieldType.Map) { Items = Of(item) },
            _ when type.StartsWith("enum(", StringComparison.Ordinal) => new FieldSchema(FieldType.Text) { Values = type[5..^1].Split(' ') },
            _ when type.StartsWith("string(", StringComparison.Ordinal) => Bounded(type[7..^1]),
            _ => Named(type),
        };
    }

    private static FieldSchema Bounded(string range)
    {
        var (least, most) = (range[..range.IndexOf('.', StringComparison.Ordinal)], range[(range.LastIndexOf('.') + 1)..]);
        return new FieldSchema(FieldType.Text)
        {
            Least = int.Parse(least, CultureInfo.InvariantCulture),
            Most = most.Length == 0 ? int.MaxValue : int.Parse(most, CultureInfo.InvariantCulture),
        };
    }
}
