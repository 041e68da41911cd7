using System.Text;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Yaml.Writing;

namespace Automation.Jobs.Inference;

/// <summary>Writes inferred entities as YAML, with a comment at each value that a person has to decide.</summary>
internal static class DescriptorText
{
    private const string Heading = "# Inferred by Automation from the files of this repository. Remove the comments that are settled.\n";
    private const int LongestComment = 200;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["component"] = "Component",
        ["api"] = "API",
        ["location"] = "Location",
    };

    public static string Of(IReadOnlyList<InferredEntity> entities)
    {
        var text = new StringBuilder();
        if (entities.SelectMany(e => e.Fields).Any(f => !f.Value.IsCertain))
        {
            text.Append(Heading);
        }

        for (var i = 0; i < entities.Count; i++)
        {
            text.Append(i > 0 ? "---\n" : "");
            var kind = entities[i].Ref[..entities[i].Ref.IndexOf(':', StringComparison.Ordinal)];
            text.Append("apiVersion: backstage.io/v1alpha1\nkind: ").Append(Kinds[kind]).Append('\n');
            Append(entities[i].Fields, text);
        }

        return text.ToString();
    }

    // The fields of one map or list are next to each other, and every key is one of this program.
    private static void Append(IReadOnlyList<InferredField> fields, StringBuilder text)
    {
        var open = new List<JsonPointer>();
        foreach (var (pointer, value) in fields)
        {
            var path = PathOf(pointer);
            var shared = 0;
            while (shared < open.Count && shared < path.Count && open[shared].ToString() == path[shared].ToString())
            {
                shared++;
            }

            var comment = value.IsCertain ? "" : $"# Decide: {Question(value)}{VisibleText.Of(value.Evidence, LongestComment)}\n";
            var isAfterDash = false;
            for (var depth = shared; depth < path.Count; depth++)
            {
                var isLast = depth == path.Count - 1;
                var isItem = path[depth].Last.All(char.IsAsciiDigit);
                var indent = new string(' ', depth * 2);
                if (isLast && comment.Length > 0)
                {
                    text.Append(indent).Append(comment);
                }

                text.Append(isAfterDash ? "" : indent).Append(isItem ? "-" : $"{path[depth].Last}:");
                isAfterDash = isItem && !isLast;
                if (isLast)
                {
                    CanonicalText.Append(value.Value, (depth + 1) * 2, text);
                }
                else
                {
                    text.Append(isItem ? " " : "\n");
                }
            }

            open = path;
        }
    }

    // What there is to choose from, if that fits on the line.
    private static string Question(Inferred value) =>
        value.Choices.Count is > 1 and <= 4 ? $"{string.Join(", ", value.Choices.SkipLast(1))} or {value.Choices[^1]}? " : "";

    private static List<JsonPointer> PathOf(JsonPointer pointer)
    {
        var path = new List<JsonPointer>();
        for (var at = pointer; at.Parent is { } parent; at = parent)
        {
            path.Insert(0, at);
        }

        return path;
    }
}
