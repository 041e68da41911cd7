using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;

namespace Automation.GitOps.Expansion;

/// <summary>A <c>templatePatch</c>: a strategic merge patch over a generated Application. In it, only finalizers are a list that is merged.</summary>
internal static class TemplatePatch
{
    private const string Directive = "$patch";

    /// <summary>The patched Application; its project stays.</summary>
    /// <param name="application">The generated Application.</param>
    /// <param name="patch">The patch, with parameters filled in.</param>
    public static JsonObject Apply(JsonObject application, string patch)
    {
        JsonNode? parsed;
        try
        {
            parsed = GoValue.ToJson(GoEncodings.FromYaml(patch));
        }
        catch (GoTemplateException e)
        {
            throw new NotExpandedException($"its 'templatePatch' cannot be read: {e.Message}", isMistake: true);
        }

        if (parsed is null)
        {
            return application;
        }

        if (parsed is not JsonObject changes)
        {
            throw new NotExpandedException("its 'templatePatch' is not a map", isMistake: true);
        }

        var project = application["spec"]?["project"]?.DeepClone();
        var patched = Merge(application, changes, "");
        if (patched["spec"] is JsonObject spec)
        {
            spec.Remove("project");
            if (project is not null)
            {
                spec["project"] = project;
            }
        }

        return patched;
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch, string path)
    {
        if (patch[Directive] is JsonValue directive && directive.TryGetValue<string>(out var what))
        {
            var rest = new JsonObject(patch.Where(p => p.Key != Directive).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            return what switch
            {
                "replace" => rest,
                "delete" => [],
                _ => Merge(target, rest, path),
            };
        }

        var merged = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    merged.Remove(name);
                    break;
                case JsonObject changes:
                    merged[name] = Merge(merged[name] as JsonObject ?? [], changes, $"{path}/{name}");
                    break;
                case JsonArray more when path == "/metadata" && name == "finalizers" && merged[name] is JsonArray own:
                    merged[name] = new JsonArray([.. own.Concat(more).Select(f => f?.ToJsonString()).Distinct()
                        .Select(f => f is null ? null : JsonNode.Parse(f))]);
                    break;
                default:
                    merged[name] = value.DeepClone();
                    break;
            }
        }

        return merged;
    }
}
