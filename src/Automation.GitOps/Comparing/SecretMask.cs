using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Comparing;

/// <summary>
/// Covers the values of Secrets for display. Both sides are covered together, after they were compared: a value that changed is shown as changed, and
/// nothing else of it, not even its length.
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
        if ((fresh ?? old).Text("kind") == "Secret" && (fresh ?? old).Text("apiVersion") == "v1")
        {
            foreach (var field in Fields)
            {
                Cover(old, fresh, field);
            }
        }

        // A copy of the whole object, of any kind.
        Cover(Annotations(old), Annotations(fresh), LastApplied, isWhole: true);
        return (old, fresh);
    }

    private static JsonObject? Annotations(JsonObject? root) => root.Object("metadata").Object("annotations");

    private static void Cover(JsonObject? old, JsonObject? fresh, string field, bool isWhole = false)
    {
        var (one, other) = (old?[field], fresh?[field]);
        if (!isWhole && one is null or JsonObject && other is null or JsonObject)
        {
            foreach (var name in ((one as JsonObject)?.Select(p => p.Key) ?? []).Union((other as JsonObject)?.Select(p => p.Key) ?? []).ToList())
            {
                Cover(one as JsonObject, other as JsonObject, name, isWhole: true);
            }

            return;
        }

        var isChanged = old?.ContainsKey(field) == true && fresh?.ContainsKey(field) == true && !JsonNode.DeepEquals(one, other);
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
