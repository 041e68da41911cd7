using System.Globalization;
using System.Text.Json.Nodes;
using Automation.GitOps.Expansion;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Comparing;

/// <summary>
/// What an Application's <c>ignoreDifferences</c> leave out. Argo CD compares with the cluster, so that what they hide is only counted, never forgotten.
/// </summary>
internal sealed class IgnoredDifferences
{
    private readonly List<(JsonObject Rule, List<List<string>> Paths)> _rules = [];
    private readonly SortedSet<string> _notApplied = new(StringComparer.Ordinal);

    /// <param name="applications">The application on both sides: the fields of either are ignored.</param>
    public IgnoredDifferences(IEnumerable<Application> applications)
    {
        foreach (var rule in applications.SelectMany(a => a.Spec.Objects("ignoreDifferences")))
        {
            var paths = rule.Texts("jsonPointers").Select(Pointer).ToList();
            foreach (var expression in rule.Texts("jqPathExpressions"))
            {
                if (JqPath.Parse(expression) is { } path)
                {
                    paths.Add(path);
                }
                else
                {
                    _notApplied.Add($"the jq expression {expression} of ignoreDifferences");
                }
            }

            foreach (var manager in rule.Texts("managedFieldsManagers"))
            {
                _notApplied.Add($"managedFieldsManagers {manager} of ignoreDifferences, which only the cluster knows");
            }

            _rules.Add((rule, paths));
        }
    }

    /// <summary>What could not be applied, as people name it.</summary>
    public IReadOnlyCollection<string> NotApplied => _notApplied;

    /// <summary>Copies of an object's sides without what is ignored, and how many differing fields this hides.</summary>
    public (JsonObject? Before, JsonObject? After, int Hidden) Apply(KubernetesObject? before, KubernetesObject? after)
    {
        var one = (after ?? before)!;
        var rules = _rules.Where(r => Concerns(r.Rule, one)).ToList();
        if (rules.Count == 0 || before is null || after is null)
        {
            return (before?.Root, after?.Root, 0);
        }

        var (old, fresh, hidden) = ((JsonObject)before.Root.DeepClone(), (JsonObject)after.Root.DeepClone(), 0);
        foreach (var path in rules.SelectMany(r => r.Paths))
        {
            var (left, right) = (JqPath.Take(old, path), JqPath.Take(fresh, path));
            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                hidden += i < left.Count && i < right.Count && JsonNode.DeepEquals(left[i], right[i]) ? 0 : 1;
            }
        }

        return (old, fresh, hidden);
    }

    private static bool Concerns(JsonObject rule, KubernetesObject one) =>
        Fits(rule, "group", one.Group) && Fits(rule, "kind", one.Kind) && Fits(rule, "name", one.Name) && Fits(rule, "namespace", one.Namespace);

    // The name and namespace may be left out, the group and kind may be patterns.
    private static bool Fits(JsonObject rule, string field, string value) => rule.Text(field) is not { } wanted
        ? field != "group" || value.Length == 0
        : wanted == value || (field is "group" or "kind" && new ArgoGlob(wanted, PatternStyle.Pathspec).Matches(value));

    private static List<string> Pointer(string pointer) =>
        [.. pointer.TrimStart('/').Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}

/// <summary>Paths of <c>jq</c> as far as people use them to ignore differences: names, positions, all items, and items by a field.</summary>
internal static class JqPath
{
    // What a step means, in a path whose other steps are names and positions.
    private const string All = "\0all";
    private const string Where = "\0where\0";

    /// <summary>The steps; null for an expression of another form.</summary>
    public static List<string>? Parse(string expression)
    {
        var steps = new List<string>();
        foreach (var (part, isFirst) in expression.Split('|').Select((p, i) => (p.Trim(), i == 0)))
        {
            if (part.StartsWith("select(", StringComparison.Ordinal))
            {
                if (isFirst || Condition(part) is not { } condition)
                {
                    return null;
                }

                steps.Add(condition);
            }
            else if (!Steps(part, steps))
            {
                return null;
            }
        }

        return steps.Count == 0 ? null : steps;
    }

    /// <summary>Removes what a path leads to, and returns it in order.</summary>
    public static List<JsonNode?> Take(JsonNode root, IReadOnlyList<string> path)
    {
        var taken = new List<JsonNode?>();
        Take(root, path, 0, taken);
        return taken;
    }

    private static void Take(JsonNode? node, IReadOnlyList<string> path, int at, List<JsonNode?> taken)
    {
        var step = path[at];
        var isLast = at == path.Count - 1;
        if (step.StartsWith(Where, StringComparison.Ordinal))
        {
            var (field, value) = step[Where.Length..].Split('\0') is [var f, var v] ? (f, v) : ("", "");
            if (node is JsonObject item && item.Text(field) == value && !isLast)
            {
                Take(node, path, at + 1, taken);
            }

            return;
        }

        switch (node)
        {
            case JsonObject map when step == All:
                foreach (var name in map.Select(p => p.Key).ToList())
                {
                    TakeOrDescend(map[name], () => map.Remove(name));
                }

                break;
            case JsonObject map when map.ContainsKey(step):
                TakeOrDescend(map[step], () => map.Remove(step));
                break;
            case JsonArray list:
                var (first, count) = step == All ? (0, list.Count)
                    : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? (index, 1)
                    : (0, 0);
                for (var i = first + count - 1; i >= first; i--)
                {
                    var position = i;
                    TakeOrDescend(list[i], () => list.RemoveAt(position));
                }

                break;
            default:
                break;
        }

        void TakeOrDescend(JsonNode? value, Action remove)
        {
            // 'select' at the end removes the item that it selects.
            if (isLast || (at == path.Count - 2 && path[at + 1].StartsWith(Where, StringComparison.Ordinal) && Selects(value, path[at + 1])))
            {
                taken.Add(value?.DeepClone());
                remove();
            }
            else
            {
                Take(value, path, at + 1, taken);
            }
        }
    }

    private static bool Selects(JsonNode? value, string step) =>
        step[Where.Length..].Split('\0') is [var field, var wanted] && (value as JsonObject).Text(field) == wanted;

    // .a.b, .a["b.c"], .a[0], .a[]
    private static bool Steps(string part, List<string> steps)
    {
        if (!part.StartsWith('.'))
        {
            return false;
        }

        for (var at = 0; at < part.Length;)
        {
            if (part[at] == '.')
            {
                var end = at + 1;
                while (end < part.Length && (char.IsAsciiLetterOrDigit(part[end]) || part[end] is '_'))
                {
                    end++;
                }

                if (end > at + 1)
                {
                    steps.Add(part[(at + 1)..end]);
                }
                else if (end >= part.Length ? part.Length > 1 : part[end] is not ('[' or '"'))
                {
                    return false;
                }
                else if (end < part.Length && part[end] == '"')
                {
                    var quote = part.IndexOf('"', end + 1);
                    if (quote < 0)
                    {
                        return false;
                    }

                    steps.Add(part[(end + 1)..quote]);
                    end = quote + 1;
                }

                at = end;
                continue;
            }

            var close = part.IndexOf(']', at);
            if (part[at] != '[' || close < 0)
            {
                return false;
            }

            var inner = part[(at + 1)..close].Trim();
            if (inner.Length > 0 && inner is not ['"', .., '"'] && !inner.All(char.IsAsciiDigit))
            {
                return false;
            }

            steps.Add(inner.Length == 0 ? All : inner.Trim('"'));
            at = close + 1;
            at += at < part.Length && part[at] == '?' ? 1 : 0;
        }

        return true;
    }

    // select(.name == "x")
    private static string? Condition(string part)
    {
        var sides = part["select(".Length..].TrimEnd(')').Split("==");
        return sides is [var left, var right] && left.Trim() is ['.', .. var field] && field.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && right.Trim() is ['"', .. var value, '"'] && !value.Contains('"', StringComparison.Ordinal)
            ? $"{Where}{field}\0{value}"
            : null;
    }
}
