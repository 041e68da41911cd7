using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Rendering;

/// <summary>What Argo CD changes in a kustomization before it builds, in its order: as <c>kustomize edit</c> would.</summary>
/// <param name="kustomization">The kustomization; changed.</param>
/// <param name="settings">The settings of the source.</param>
/// <param name="environment">What is substituted.</param>
internal sealed class KustomizeEdits(JsonObject kustomization, JsonObject settings, BuildEnvironment environment)
{
    /// <summary>Makes the changes; why Argo CD would refuse them, or null.</summary>
    /// <param name="exists">Whether a component is in the repository.</param>
    public string? Run(Func<string, bool> exists)
    {
        Replace("namePrefix");
        Replace("nameSuffix");
        MergeByName("images", settings.Texts("images").Select(i => Image(environment.Substitute(i))));
        MergeByName("replicas", settings.Objects("replicas").Select(Replica).OfType<JsonObject>());
        if (Labels() is { } refused)
        {
            return refused;
        }

        if (Annotations() is { } also)
        {
            return also;
        }

        Replace("namespace");
        foreach (var patch in settings.Objects("patches"))
        {
            List("patches").Add(patch.DeepClone());
        }

        var components = settings.Texts("components").Where(c => !settings.IsTrue("ignoreMissingComponents") || exists(c));
        foreach (var component in components.Except(kustomization.Texts("components"), StringComparer.Ordinal).ToList())
        {
            List("components").Add((JsonNode)component);
        }

        return null;
    }

    /// <summary>
    /// An image as <c>kustomize edit set image</c> reads it: <c>name=new/name:tag@digest</c>, where the first or the second part may be absent.
    /// </summary>
    internal static JsonObject Image(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (rest, image) = (text[(equals + 1)..], new JsonObject());
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var (named, digest) = at < 0 ? (rest, null) : (rest[..at], rest[(at + 1)..]);

        // A colon before a slash is the port of a registry.
        var colon = named.LastIndexOf(':');
        var (name, tag) = colon > named.LastIndexOf('/') ? (named[..colon], named[(colon + 1)..]) : (named, null);
        image["name"] = equals < 0 ? name : text[..equals];
        if (equals >= 0 && name.Length > 0)
        {
            image["newName"] = name;
        }

        if (tag is not null)
        {
            image["newTag"] = tag;
        }

        if (digest is not null)
        {
            image["digest"] = digest;
        }

        return image;
    }

    private static JsonObject? Replica(JsonObject replica)
    {
        JsonNode? count = replica["count"] is JsonValue value
            ? value.GetValueKind() == JsonValueKind.String && int.TryParse(value.GetValue<string>(), out var number) ? number : value.DeepClone()
            : null;
        return replica.Text("name") is { } name ? new JsonObject { ["name"] = name, ["count"] = count } : null;
    }

    private void Replace(string field)
    {
        if (settings.Text(field) is { } value)
        {
            kustomization[field] = value;
        }
    }

    private void MergeByName(string field, IEnumerable<JsonObject> items)
    {
        foreach (var item in items)
        {
            var list = List(field);
            foreach (var same in list.Where(i => (i as JsonObject).Text("name") == item.Text("name")).ToList())
            {
                list.Remove(same);
            }

            list.Add((JsonNode)item);
        }
    }

    private string? Labels()
    {
        var labels = settings.TextMap("commonLabels").Select(l => KeyValuePair.Create(l.Key, environment.Substitute(l.Value))).ToList();
        if (labels.Count == 0)
        {
            return null;
        }

        var force = settings.IsTrue("forceCommonLabels");
        if (!settings.IsTrue("labelWithoutSelector"))
        {
            return Add("commonLabels", "label", labels, force);
        }

        var existing = kustomization.Objects("labels").SelectMany(l => l.TextMap("pairs")).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        if (!force && labels.Find(l => existing.Contains(l.Key)) is { Key: { } taken })
        {
            return Taken("label", taken);
        }

        List("labels").Add((JsonNode)new JsonObject
        {
            ["pairs"] = new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
            ["includeSelectors"] = false,
            ["includeTemplates"] = settings.IsTrue("labelIncludeTemplates"),
        });
        return null;
    }

    private string? Annotations()
    {
        var substitutes = settings.IsTrue("commonAnnotationsEnvsubst");
        return Add(
            "commonAnnotations",
            "annotation",
            settings.TextMap("commonAnnotations").Select(a => KeyValuePair.Create(a.Key, substitutes ? environment.Substitute(a.Value) : a.Value)),
            settings.IsTrue("forceCommonAnnotations"));
    }

    private string? Add(string field, string what, IEnumerable<KeyValuePair<string, string>> items, bool force)
    {
        foreach (var (name, value) in items)
        {
            if (kustomization[field] is not JsonObject map)
            {
                kustomization[field] = map = [];
            }

            if (map.ContainsKey(name) && !force)
            {
                return Taken(what, name);
            }

            map[name] = value;
        }

        return null;
    }

    private static string Taken(string what, string name) => $"Argo CD refuses to change the {what} {Quoted.Of(name)}, which the kustomization has already";

    private JsonArray List(string field)
    {
        if (kustomization[field] is not JsonArray list)
        {
            kustomization[field] = list = [];
        }

        return list;
    }
}
