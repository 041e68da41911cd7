using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Expansion;

/// <summary>The matrix generator: each set of its first child with each of its second (Argo CD: applicationset/generators/matrix.go).</summary>
/// <param name="interpolation">How expressions are read.</param>
/// <param name="child">The sets of a child generator.</param>
internal sealed class MatrixGenerator(Interpolation interpolation, Func<JsonObject, IEnumerable<GoMap>> child)
{
    private static readonly string[] WithValues = ["clusters", "git", "scmProvider", "clusterDecisionResource", "pullRequest", "plugin"];

    /// <summary>The sets of parameters.</summary>
    public IEnumerable<GoMap> Run(JsonObject generator)
    {
        if (generator.Objects("generators").ToList() is not [var first, var second])
        {
            throw new NotExpandedException("its matrix generator does not have exactly two generators", isMistake: true);
        }

        foreach (var one in child(first))
        {
            foreach (var other in child(Filled(second, one)))
            {
                yield return interpolation.IsGo ? Merged(one, other) : Combined(one, other);
            }
        }
    }

    // The second child may use the parameters of the first. In its own 'values' stays what is not one of these.
    private JsonObject Filled(JsonObject generator, GoMap parameters) =>
        parameters.Count == 0 ? generator : (JsonObject)interpolation.Deep(generator, parameters, (name, value) =>
            !WithValues.Contains(name, StringComparer.Ordinal) || value is not JsonObject { } inner || inner["values"] is not JsonObject values ? null
                : WithTheseValues(inner, values, parameters))!;

    private JsonObject WithTheseValues(JsonObject inner, JsonObject values, GoMap parameters)
    {
        var filled = (JsonObject)interpolation.Deep(new JsonObject(inner.Where(p => p.Key != "values")
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))), parameters)!;
        filled["values"] = new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)(
            v.Value is JsonValue text && text.TryGetValue<string>(out var written)
                ? (interpolation.IsGo ? interpolation.TextOrNull(written, parameters) : interpolation.Text(written, parameters)) ?? written
            : v.Value?.ToJsonString()))));
        return filled;
    }

    private static GoMap Merged(GoMap one, GoMap other)
    {
        var merged = (GoMap)GoValue.Copy(other)!;
        GoMaps.Merge(merged, one, overwrites: true);
        return merged;
    }

    private static GoMap Combined(GoMap one, GoMap other)
    {
        var combined = GoMap.Of(one.Select(p => KeyValuePair.Create(p.Key, (object?)GoValue.Print(p.Value))));
        foreach (var (name, value) in other)
        {
            var text = GoValue.Print(value);
            if (combined.TryGetValue(name, out var present) && (string?)present != text)
            {
                throw new NotExpandedException($"both generators of its matrix have a parameter '{name}' with another value", isMistake: true);
            }

            combined[name] = text;
        }

        return combined;
    }
}

/// <summary>The merge generator: the sets of its first child, with what sets of the others add (Argo CD: applicationset/generators/merge.go).</summary>
/// <param name="interpolation">How expressions are read.</param>
/// <param name="child">The sets of a child generator.</param>
internal sealed class MergeGenerator(Interpolation interpolation, Func<JsonObject, IEnumerable<GoMap>> child)
{
    /// <summary>The sets of parameters.</summary>
    public IEnumerable<GoMap> Run(JsonObject generator)
    {
        var (generators, keys) = (generator.Objects("generators").ToList(), generator.Texts("mergeKeys").Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList());
        if (generators.Count < 2 || keys.Count == 0)
        {
            throw new NotExpandedException("its merge generator has fewer than two generators, or no 'mergeKeys'", isMistake: true);
        }

        var merged = ByKey(child(generators[0]), keys);
        foreach (var next in generators.Skip(1))
        {
            foreach (var (key, more) in ByKey(child(next), keys))
            {
                if (merged.Find(m => m.Key == key) is not { Parameters: { } parameters })
                {
                    continue;
                }

                if (interpolation.IsGo)
                {
                    GoMaps.Merge(parameters, more, overwrites: true);
                    continue;
                }

                foreach (var (name, value) in more)
                {
                    parameters[name] = value;
                }
            }
        }

        return merged.Select(m => m.Parameters);
    }

    private static List<(string Key, GoMap Parameters)> ByKey(IEnumerable<GoMap> sets, List<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. sets.Select(s =>
            {
                var key = new JsonObject(keys.Select(k => KeyValuePair.Create(k, GoValue.ToJson(s.GetValueOrDefault(k))))).ToJsonString();
                return seen.Add(key) ? (key, s) : throw new NotExpandedException(
                    $"a generator of its merge has two sets with the same {string.Join(", ", keys)}", isMistake: true);
            }),
        ];
    }
}
