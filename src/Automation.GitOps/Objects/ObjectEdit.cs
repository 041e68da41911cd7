using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Objects;

/// <summary>
/// Changes one field of an object in a file. Everything else stays as people wrote it, comments too; where the text does not allow that, the object is written
/// again with all of its fields.
/// </summary>
public sealed class ObjectEdit
{
    // Of the items of a list below the root, as they are written here.
    private const int ItemIndent = 2;

    private readonly YamlMapping _root;
    private readonly int _document;

    private ObjectEdit(string text, YamlMapping root, int document, JsonObject json) => (Text, _root, _document, Json) = (text, root, document, json);

    /// <summary>The file.</summary>
    public string Text { get; }

    /// <summary>The object as data.</summary>
    public JsonObject Json { get; }

    /// <summary>The first object of a file that is meant; null where the file has none, or cannot be read as a whole.</summary>
    public static ObjectEdit? Find(string text, Func<KubernetesObject, bool> isMeant)
    {
        var documents = Read(text);
        if (documents.Any(d => d.Problems.Count > 0))
        {
            return null;
        }

        foreach (var document in documents)
        {
            if (document.Root is YamlMapping root && JsonFields.Of(root) is JsonObject json && isMeant(new KubernetesObject(json)))
            {
                return new ObjectEdit(text, root, document.Index, json);
            }
        }

        return null;
    }

    /// <summary>The file with another value of a field, whose parents exist.</summary>
    /// <param name="path">Names of fields and indices of items from the object; their texts.</param>
    /// <param name="value">The value.</param>
    public string With(IReadOnlyList<string> path, JsonNode value)
    {
        var expected = Json.DeepClone().AsObject();
        Set(expected, path, value);
        var edit = NodeAt(path) is YamlScalar { IsAlias: false } scalar && value is JsonValue && Written(value) is { } written
            ? new TextEdit(scalar.Start, scalar.End, written)
            : null;
        return Result(edit, expected);
    }

    /// <summary>The file with one more item at the end of a list; a list that is missing is made.</summary>
    public string WithItem(IReadOnlyList<string> path, JsonNode item)
    {
        var expected = Json.DeepClone().AsObject();
        if (At(expected, path) is JsonArray list)
        {
            list.Add(item.DeepClone());
        }
        else
        {
            Set(expected, path, new JsonArray(item.DeepClone()));
        }

        var edit = NodeAt(path) is YamlSequence { IsAlias: false, Items: [.., var last] } sequence && Text[sequence.Start] == '-'
            ? Appended(sequence, last, item)
            : null;
        return Result(edit, expected);
    }

    /// <summary>The file without some items of a list.</summary>
    public string WithoutItems(IReadOnlyList<string> path, Func<JsonNode?, bool> isMeant)
    {
        var expected = Json.DeepClone().AsObject();
        if (At(expected, path) is not JsonArray list)
        {
            return Text;
        }

        var removed = Enumerable.Range(0, list.Count).Where(i => isMeant(list[i])).ToList();
        if (removed.Count == 0)
        {
            return Text;
        }

        var (count, edited) = (list.Count, Text);
        foreach (var i in Enumerable.Reverse(removed))
        {
            list.RemoveAt(i);
        }

        if (removed.Count < count && NodeAt(path) is YamlSequence { IsAlias: false } sequence && Text[sequence.Start] == '-')
        {
            edited = TextEdit.Apply(Text, removed.Select(i => new TextEdit(LineStart(sequence.Items[i].Start), EndOf(sequence, i), ""))).Text;
        }

        return IsSame(edited, expected) ? edited : Rewritten(expected);
    }

    private static IReadOnlyList<YamlDocument> Read(string text) =>
        YamlFile.Read(SourceText.Of("", text), YamlLimits.Descriptor, YamlDialect.Kubernetes).Documents;

    private static JsonNode? At(JsonNode? node, IReadOnlyList<string> path) => path.Aggregate(node, (at, name) => at switch
    {
        JsonObject map => map[name],
        JsonArray list when Index(name, list.Count) is { } index => list[index],
        _ => null,
    });

    private static int? Index(string name, int count) =>
        int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < count ? index : null;

    private static void Set(JsonObject root, IReadOnlyList<string> path, JsonNode value)
    {
        JsonNode at = root;
        foreach (var name in path.Take(path.Count - 1))
        {
            at = At(at, [name]) ?? (at.AsObject()[name] = new JsonObject());
        }

        if (at is JsonArray list && Index(path[^1], list.Count) is { } index)
        {
            list[index] = value.DeepClone();
        }
        else
        {
            at.AsObject()[path[^1]] = value.DeepClone();
        }
    }

    private YamlNode? NodeAt(IReadOnlyList<string> path) => path.Aggregate((YamlNode?)_root, (at, name) => at switch
    {
        YamlMapping { IsAlias: false } map => map[name],
        YamlSequence { IsAlias: false } list when Index(name, list.Items.Count) is { } index => list.Items[index],
        _ => null,
    });

    // As it is after the name of a field.
    private static string? Written(JsonNode value) =>
        ObjectYaml.Write(new JsonObject { ["x"] = value.DeepClone() })?.TrimEnd('\n') is { } line && !line.Contains('\n', StringComparison.Ordinal)
            ? line["x: ".Length..]
            : null;

    private TextEdit? Appended(YamlSequence sequence, YamlNode last, JsonNode item)
    {
        if (ObjectYaml.Write(new JsonObject { ["x"] = new JsonArray(item.DeepClone()) }) is not { } written)
        {
            return null;
        }

        var indent = new string(' ', sequence.Start - LineStart(sequence.Start));
        var lines = string.Concat(written["x:\n".Length..].TrimEnd('\n').Split('\n').Select(l => $"{indent}{l[ItemIndent..]}\n"));
        var end = LineEnd(last.End);
        return end > 0 && Text[end - 1] == '\n' ? new TextEdit(end, end, lines) : new TextEdit(end, end, "\n" + lines);
    }

    private int EndOf(YamlSequence sequence, int item) =>
        item + 1 < sequence.Items.Count ? LineStart(sequence.Items[item + 1].Start) : LineEnd(sequence.Items[item].End);

    private int LineStart(int offset) => offset == 0 ? 0 : Text.LastIndexOf('\n', offset - 1) + 1;

    private int LineEnd(int offset) => Text.IndexOf('\n', offset) is >= 0 and var end ? end + 1 : Text.Length;

    private string Result(TextEdit? edit, JsonObject expected) =>
        edit is not null && TextEdit.Apply(Text, [edit]).Text is var edited && IsSame(edited, expected) ? edited : Rewritten(expected);

    // An edit counts only if the file then says what it should, and nothing else.
    private bool IsSame(string edited, JsonObject expected)
    {
        var (before, after) = (Read(Text), Read(edited));
        return before.Count == after.Count && after.All(d => d.Problems.Count == 0)
            && before.Zip(after).All(p => p.First.Index == _document
                ? p.Second.Root is { } root && JsonNode.DeepEquals(JsonFields.Of(root), expected)
                : JsonNode.DeepEquals(Value(p.First), Value(p.Second)));

        static JsonNode? Value(YamlDocument document) => document.Root is { } root ? JsonFields.Of(root) : null;
    }

    private string Rewritten(JsonObject expected)
    {
        var written = ObjectYaml.Write(expected) ?? throw new InvalidOperationException("An object that was read is too large to write.");
        return TextEdit.Apply(Text, [new TextEdit(LineStart(_root.Start), LineEnd(_root.End), written)]).Text;
    }
}
