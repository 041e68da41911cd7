using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary>Renders paths and files of a skeleton with the values of an action's input.</summary>
internal sealed class SkeletonRenderer
{
    private readonly TemplateOptions _options;
    private readonly TemplateContext _context;

    public SkeletonRenderer(JsonObject input, RunCost cost)
    {
        bool Is(string name) => input[name]?.GetValueKind() == JsonValueKind.True;
        _options = new TemplateOptions(Is("trimBlocks"), Is("lstripBlocks"), Is("cookiecutterCompat"));
        _context = new TemplateContext([new(_options.IsCookiecutter ? "cookiecutter" : "values", input["values"])]) { Cost = cost };
    }

    public string Path(string path) => Rendered(path, path);

    /// <summary>The text of a file, rendered. What is not UTF-8 becomes the replacement character, as in Backstage; a byte order mark stays.</summary>
    public ReadOnlyMemory<byte> Text(string path, ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetBytes(Rendered(path, Encoding.UTF8.GetString(bytes.Span)));

    private string Rendered(string path, string source)
    {
        if (!TemplateText.TryParse(source, _options, out var text, out var error))
        {
            throw Failure(path, error!.Line, error.Column, error.Message);
        }

        var rendered = text!.Render(_context);
        return rendered.Text ?? throw Failure(path, rendered.Error!.Line, rendered.Error.Column, rendered.Error.Message);
    }

    private static StepException Failure(string path, int line, int column, string message) =>
        new($"{Quoted.Of(path)} cannot be rendered, line {line}, column {column}: {message}");
}
