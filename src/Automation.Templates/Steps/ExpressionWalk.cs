using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Steps;

/// <summary>Evaluates every text of a JSON value; names of members stay as they are (specs, templates §3).</summary>
/// <param name="context">The values that expressions can use.</param>
/// <param name="isStrict">Whether an expression with an error is a failure; else its text stays.</param>
/// <param name="failed">Called for each expression with an error whose text stays.</param>
internal sealed class ExpressionWalk(
    TemplateContext context, bool isStrict, Action<string, TemplateError> failed, CancellationToken cancellationToken = default)
{
    /// <summary>The value; false if it is undefined.</summary>
    public bool TryEvaluate(JsonNode? node, out JsonNode? value)
    {
        value = null;
        switch (node)
        {
            case JsonObject members:
                value = Object(members);
                return true;
            case JsonArray items:
                value = new JsonArray([.. items.Select(i => TryEvaluate(i, out var item) ? item : null)]);
                return true;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                return TryText(text.GetValue<string>(), out value);
            default:
                value = node?.DeepClone();
                return true;
        }
    }

    private JsonObject Object(JsonObject members)
    {
        var result = new JsonObject();
        foreach (var (name, member) in members)
        {
            if (TryEvaluate(member, out var value))
            {
                result[name] = value;
            }
        }

        return result;
    }

    private bool TryText(string source, out JsonNode? value)
    {
        value = source;
        if (!source.Contains('{', StringComparison.Ordinal) && !source.Contains('#', StringComparison.Ordinal))
        {
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var evaluated = TemplateText.TryParse(source, TemplateOptions.None, out var text, out var error)
            ? text!.Evaluate(context)
            : new RenderedValue(false, null, error);
        if (evaluated.Error is not { } wrong)
        {
            value = evaluated.Value;
            return evaluated.IsDefined;
        }

        if (isStrict)
        {
            throw new StepException($"The expression '{source}' has an error in column {wrong.Column}: {wrong.Message}");
        }

        failed(source, wrong);
        return true;
    }
}
