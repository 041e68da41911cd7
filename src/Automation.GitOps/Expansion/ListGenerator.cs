using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Expansion;

/// <summary>The list generator: parameters as they are written (Argo CD: applicationset/generators/list.go).</summary>
/// <param name="interpolation">How expressions are read.</param>
internal sealed class ListGenerator(Interpolation interpolation)
{
    /// <summary>The sets of parameters.</summary>
    public IEnumerable<GoMap> Run(JsonObject generator)
    {
        var elements = (generator["elements"] as JsonArray ?? []).Select(e => e as JsonObject
            ?? throw new NotExpandedException("an element of its list is not a map", isMistake: true));
        foreach (var element in elements)
        {
            yield return interpolation.IsGo ? (GoMap)GoValue.Of(element)! : Texts(element);
        }

        if (generator.Text("elementsYaml") is not { } yaml)
        {
            yield break;
        }

        foreach (var element in Parsed(yaml))
        {
            yield return element as GoMap ?? throw new NotExpandedException("'elementsYaml' has an element that is not a map", isMistake: true);
        }
    }

    private static List<object?> Parsed(string yaml)
    {
        try
        {
            return GoEncodings.FromYaml(yaml) switch
            {
                List<object?> list => list,
                null => [],
                _ => throw new NotExpandedException("'elementsYaml' is not a list", isMistake: true),
            };
        }
        catch (GoTemplateException e)
        {
            throw new NotExpandedException($"'elementsYaml' cannot be read: {e.Message}", isMistake: true);
        }
    }

    // Without Go templates only texts are accepted, and those of 'values'.
    private static GoMap Texts(JsonObject element)
    {
        var parameters = new GoMap();
        foreach (var (name, value) in element)
        {
            if (name == "values")
            {
                foreach (var (key, inner) in value as JsonObject ?? throw new NotExpandedException("'values' of an element is not a map", isMistake: true))
                {
                    parameters[$"values.{key}"] = TextOf(inner, $"values.{key}");
                }
            }
            else
            {
                parameters[name] = TextOf(value, name);
            }
        }

        return parameters;
    }

    private static string TextOf(JsonNode? value, string name) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text)
        ? text
        : throw new NotExpandedException($"the parameter '{name}' of an element is not a text, which is needed without 'goTemplate: true'", isMistake: true);
}
