using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Secrets;

/// <summary>
/// Covers secrets in objects by where they stand: the data of a Secret, and values whose names name a secret, also in texts and arguments. Both sides are
/// covered together, after they were compared: a value that changed is shown as changed, and nothing else of it, not even its length.
/// </summary>
internal static class SecretMask
{
    /// <summary>What stands for a value that is the same on both sides, or is on one side only.</summary>
    public const string Same = "••••••";

    /// <summary>What stands for the old value of two that differ.</summary>
    public const string Old = "•••••• (old value)";

    /// <summary>What stands for the new value of two that differ.</summary>
    public const string New = "•••••• (new value)";

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly string[] Fields = ["data", "stringData"];

    /// <summary>Copies of the sides with their values covered.</summary>
    public static (JsonObject? Before, JsonObject? After) Apply(JsonObject? before, JsonObject? after)
    {
        var (old, fresh) = ((JsonObject?)before?.DeepClone(), (JsonObject?)after?.DeepClone());
        if (IsSecret(fresh ?? old))
        {
            foreach (var field in Fields)
            {
                CoverMap(old, fresh, field);
            }
        }

        // A copy of the whole object, of any kind.
        Cover(Annotations(old), Annotations(fresh), LastApplied);
        Walk(old, fresh);
        return (old, fresh);
    }

    /// <summary>Whether an object is a Secret of Kubernetes.</summary>
    public static bool IsSecret(JsonObject? root) => root.Text("kind") == "Secret" && root.Text("apiVersion") == "v1";

    private static JsonObject? Annotations(JsonObject? root) => root.Object("metadata").Object("annotations");

    private static void Walk(JsonNode? old, JsonNode? fresh)
    {
        if (old is JsonArray || fresh is JsonArray)
        {
            Walk(old as JsonArray, fresh as JsonArray);
            return;
        }

        var (one, other) = (old as JsonObject, fresh as JsonObject);

        var isNamed = SecretName.OfValue.Any(n => SecretName.Is((other ?? one).Text(n)));
        foreach (var name in (one?.Select(p => p.Key) ?? []).Union(other?.Select(p => p.Key) ?? []).ToList())
        {
            var (left, right) = (one?[name], other?[name]);
            if ((left ?? right) is null || (left ?? right)!.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            {
                continue;
            }

            if ((SecretName.Is(name) || (isNamed && name == "value")) && left is null or JsonValue && right is null or JsonValue)
            {
                Cover(one, other, name);
            }
            else if (left is null or JsonValue && right is null or JsonValue)
            {
                var (first, second) = (one.Text(name), other.Text(name));
                Put(first, CoverText(first, second, Old), v => one![name] = v);
                Put(second, CoverText(second, first, New), v => other![name] = v);
            }
            else
            {
                Walk(left, right);
            }
        }
    }

    private static void Walk(JsonArray? old, JsonArray? fresh)
    {
        // Items with a name belong together by it, others by their order.
        var rest = old?.Where(i => i is JsonObject or JsonArray).ToList() ?? [];
        foreach (var item in fresh?.Where(i => i is JsonObject or JsonArray) ?? [])
        {
            var index = rest.FindIndex(r => (r as JsonObject).Text("name") == (item as JsonObject).Text("name"));
            Walk(index < 0 ? null : rest[index], item);
            if (index >= 0)
            {
                rest.RemoveAt(index);
            }
        }

        rest.ForEach(r => Walk(r, null));
        for (var i = 0; i < Math.Max(old?.Count ?? 0, fresh?.Count ?? 0); i++)
        {
            var (first, second) = (TextOf(At(old, i)), TextOf(At(fresh, i)));
            var place = i;
            Put(first, IsValueOfOption(old, i) ? (first == second ? Same : Old) : CoverText(first, second, Old), v => old![place] = v);
            Put(second, IsValueOfOption(fresh, i) ? (first == second ? Same : New) : CoverText(second, first, New), v => fresh![place] = v);
        }
    }

    private static JsonNode? At(JsonArray? list, int index) => index < (list?.Count ?? 0) ? list![index] : null;

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Whether an item is the value of an option that names a secret, among the arguments of a program: <c>--password</c>, <c>x</c>.</summary>
    public static bool IsValueOfOption(JsonArray? list, int index) =>
        index > 0 && TextOf(At(list, index - 1)) is ['-', ..] option && !option.Contains('=', StringComparison.Ordinal) && SecretName.Is(option)
            && TextOf(At(list, index)) is not ['-', ..];

    private static void Put(string? text, string? covered, Action<string> put)
    {
        if (covered is not null && covered != text)
        {
            put(covered);
        }
    }

    // A file or values as a text, line by line: one that both sides have is the same.
    private static string? CoverText(string? text, string? other, string mark)
    {
        if (text is null || !text.AsSpan().ContainsAny('=', ':'))
        {
            return text;
        }

        var lines = text.Split('\n');
        var others = other?.Split('\n').ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = SecretLine.CoverNamed(lines[i], others is null || others.Contains(lines[i]) ? Same : mark);
        }

        return string.Join('\n', lines);
    }

    private static void CoverMap(JsonObject? old, JsonObject? fresh, string field)
    {
        var (one, other) = (old?[field], fresh?[field]);
        if (one is not (null or JsonObject) || other is not (null or JsonObject))
        {
            Cover(old, fresh, field);
            return;
        }

        foreach (var name in ((one as JsonObject)?.Select(p => p.Key) ?? []).Union((other as JsonObject)?.Select(p => p.Key) ?? []).ToList())
        {
            Cover(one as JsonObject, other as JsonObject, name);
        }
    }

    private static void Cover(JsonObject? old, JsonObject? fresh, string field)
    {
        var isChanged = old?.ContainsKey(field) == true && fresh?.ContainsKey(field) == true && !JsonNode.DeepEquals(old[field], fresh[field]);
        if (old?.ContainsKey(field) == true)
        {
            old[field] = isChanged ? Old : Same;
        }

        if (fresh?.ContainsKey(field) == true)
        {
            fresh[field] = isChanged ? New : Same;
        }
    }
}
