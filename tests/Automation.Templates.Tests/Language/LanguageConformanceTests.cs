using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;
using Automation.Testing;

namespace Automation.Templates.Tests.Language;

/// <summary>Every expression of the conformance set gives what Backstage's scaffolder gives, with errors at the same place.</summary>
public sealed class LanguageConformanceTests
{
    [Fact]
    public void Expressions_give_what_the_scaffolder_gives()
    {
        var path = Conformance.PathOf("template-expressions.json");
        Assert.SkipWhen(path is null, Conformance.Absent);
        var set = JsonNode.Parse(File.ReadAllText(path))!.AsObject();

        var wrong = set["cases"]!.AsArray().Select(c => c!.AsObject()).Select(c => Difference(c, set)).OfType<string>().ToList();

        wrong.ShouldBeEmpty();
    }

    private static string? Difference(JsonObject expected, JsonObject set)
    {
        var actual = Actual(expected, set);
        return JsonNode.DeepEquals(actual, Wanted(expected)) ? null : $"{expected["id"]}: {expected["template"]} gave {actual?.ToJsonString()}";
    }

    private static JsonNode? Wanted(JsonObject expected) => expected switch
    {
        _ when expected.ContainsKey("error") => Place((string)expected["error"]!),
        _ when expected.ContainsKey("omitted") => "(undefined)",
        _ when expected.ContainsKey("text") => expected["text"],
        _ => expected["value"],
    };

    // "Template error at line 1, column 5: …"
    private static string Place(string message)
    {
        var words = message.Split(' ', ':', ',');
        return $"error at {words[4]}, {words[7]}";
    }

    private static JsonNode? Actual(JsonObject expected, JsonObject set)
    {
        var source = (string)expected["template"]!;
        var options = new TemplateOptions(Is(expected, "trimBlocks"), Is(expected, "lstripBlocks"), Is(expected, "cookiecutterCompat"));
        var isValue = (string)expected["mode"]! == "value";
        if (!TemplateText.TryParse(source, options, out var text, out var error))
        {
            return isValue ? source : Place(error!);
        }

        if (!isValue)
        {
            var root = options.IsCookiecutter ? "cookiecutter" : "values";
            var rendered = text!.Render(new TemplateContext(new JsonObject { [root] = set["data"]!.DeepClone() }));
            return rendered.Error is null ? rendered.Text : Place(rendered.Error);
        }

        var value = text!.Evaluate(new TemplateContext(Workflow(set)));
        return value.Error is not null ? source : value.IsDefined ? value.Value : "(undefined)";
    }

    private static JsonObject Workflow(JsonObject set) =>
        new(set["workflow"]!.AsObject().Select(p => KeyValuePair.Create(p.Key, p.Value?.ToString() == "=data" ? set["data"]!.DeepClone() : p.Value?.DeepClone())));

    private static string Place(TemplateError error) => string.Create(CultureInfo.InvariantCulture, $"error at {error.Line}, {error.Column}");

    private static bool Is(JsonObject expected, string option) => (bool?)expected["options"]?[option] ?? false;
}
