using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;

namespace Automation.GitOps.Expansion;

/// <summary>Fills in parameters: as Go templates, or by the older way of plain names between braces.</summary>
internal sealed class Interpolation
{
    private readonly Dictionary<string, GoTemplate> _parsed = new(StringComparer.Ordinal);
    private readonly GoBudget _budget;
    private readonly MissingKey _missing;

    /// <param name="isGo">Whether expressions are Go templates.</param>
    /// <param name="options">The options of Go templates.</param>
    /// <param name="budget">What the templates may use.</param>
    public Interpolation(bool isGo, IEnumerable<string> options, GoBudget budget)
    {
        (IsGo, _budget) = (isGo, budget);
        foreach (var option in isGo ? options : [])
        {
            _missing = option switch
            {
                "missingkey=error" => MissingKey.Error,
                "missingkey=zero" => MissingKey.Zero,
                "missingkey=default" or "missingkey=invalid" => MissingKey.NoValue,
                _ => throw new NotExpandedException($"'{option}' is not an option of Go templates", isMistake: true),
            };
        }
    }

    /// <summary>Whether expressions are Go templates.</summary>
    public bool IsGo { get; }

    /// <summary>A text with its expressions filled in.</summary>
    public string Text(string template, GoMap parameters) => Text(template, parameters, _missing, keepsMissing: false);

    /// <summary>The same; null if it uses a name that is not among the parameters.</summary>
    public string? TextOrNull(string template, GoMap parameters)
    {
        try
        {
            return Text(template, parameters, MissingKey.Error, keepsMissing: true);
        }
        catch (MissingKeyException)
        {
            return null;
        }
    }

    /// <summary>A copy of a value in which all texts, those of names too, are filled in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="special">What is filled in in another way: takes the name and its value, and returns null for the usual way.</param>
    public JsonNode? Deep(JsonNode? value, GoMap parameters, Func<string, JsonNode?, JsonNode?>? special = null)
    {
        switch (value)
        {
            case JsonObject map:
                var filled = new JsonObject();
                foreach (var (key, item) in map)
                {
                    filled[Text(key, parameters)] = special?.Invoke(key, item) ?? Deep(item, parameters, special);
                }

                return filled;
            case JsonArray list:
                return new JsonArray([.. list.Select(i => Deep(i, parameters, special))]);
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(Text(scalar.GetValue<string>(), parameters));
            default:
                return value?.DeepClone();
        }
    }

    private string Text(string template, GoMap parameters, MissingKey missing, bool keepsMissing)
    {
        if (!template.Contains("{{", StringComparison.Ordinal))
        {
            return template;
        }

        if (!IsGo)
        {
            return Plain(template, parameters);
        }

        try
        {
            if (!_parsed.TryGetValue(template, out var parsed))
            {
                _parsed[template] = parsed = GoTemplate.Parse(template);
            }

            return parsed.Execute(parameters, missing, _budget);
        }
        catch (GoTemplateException e) when (!keepsMissing || e is not MissingKeyException)
        {
            var shown = template.Length <= 100 ? template : template[..99] + "…";
            throw new NotExpandedException($"the template '{shown}' fails: {e.Message}", isMistake: e is not UndecidedTemplateException);
        }
    }

    // valyala/fasttemplate: an unknown name stays as it is written.
    private static string Plain(string template, GoMap parameters)
    {
        if (!template.Split('\n').Any(l => l.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var open
            && l.IndexOf("}}", open + 2, StringComparison.Ordinal) >= 0))
        {
            return template;
        }

        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                text.Append(template, at, template.Length - at);
                break;
            }

            var close = template.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                throw new NotExpandedException("a template has '{{' without '}}'", isMistake: true);
            }

            var name = template[(open + 2)..close];
            text.Append(template, at, open - at)
                .Append(parameters.TryGetValue(name.Trim(), out var value) && value is string known && name.Trim().Length > 0 ? known : $"{{{{{name}}}}}");
            at = close + 2;
        }

        return text.ToString();
    }
}
