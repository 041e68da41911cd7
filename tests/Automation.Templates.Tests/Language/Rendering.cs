using System.Text.Json.Nodes;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Tests.Language;

/// <summary>Renders templates with one set of values.</summary>
internal static class Rendering
{
    private const string Values = """
        {"name": "orders", "title": "Order Service", "empty": "", "count": 3, "ratio": 1.5, "isPublic": true, "isOld": false, "nothing": null,
         "tags": ["web", "api"], "numbers": [3, 1, 2], "owner": {"kind": "group", "name": "team-a"}, "ports": [{"name": "http", "port": 80}, {"name": "tls", "port": 443}],
         "repoUrl": "github.com?owner=acme&repo=orders"}
        """;

    public static readonly TemplateOptions Cookiecutter = new(IsCookiecutter: true);

    /// <summary>What the template prints.</summary>
    public static string Of(string source, TemplateOptions? options = null) =>
        Result(source, options) is { Error: null, Text: { } text } ? text : throw new InvalidOperationException(Result(source, options).Error!.Message);

    /// <summary>The error of the template.</summary>
    public static TemplateError ErrorOf(string source, TemplateOptions? options = null) =>
        Result(source, options).Error ?? throw new InvalidOperationException($"{source} has no error.");

    /// <summary>The value of the template; "(undefined)" where it is undefined.</summary>
    public static string ValueOf(string source)
    {
        TemplateText.TryParse(source, TemplateOptions.None, out var text, out _).ShouldBeTrue();
        var value = text!.Evaluate(Context(TemplateOptions.None));
        value.Error.ShouldBeNull();
        return value.IsDefined ? value.Value?.ToJsonString() ?? "null" : "(undefined)";
    }

    /// <summary>What the template prints, or its error.</summary>
    public static RenderedText Result(string source, TemplateOptions? options = null) => TemplateText.TryParse(source, options ?? TemplateOptions.None, out var text, out var error)
        ? text!.Render(Context(options ?? TemplateOptions.None))
        : new RenderedText(null, error);

    private static TemplateContext Context(TemplateOptions options) => new([new(options.IsCookiecutter ? "cookiecutter" : "values", JsonNode.Parse(Values))]);
}
