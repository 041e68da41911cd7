using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;

namespace Automation.Cli.Templates;

/// <summary><c>automation template eval</c>: evaluates the expressions that come from standard input as a run does, one JSON object per line.</summary>
internal sealed class TemplateEvalCommand : ITerminalCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    // What a step's expression can call besides the functions of every template; nothing has failed here.
    private static readonly (string, Func<bool>)[] StepFunctions = [("always", () => true), ("failure", () => false)];

    public Command For(Terminal terminal)
    {
        var command = new Command(
            "eval",
            """Evaluate lines {"mode":"string"|"value"|"schema",…} from standard input; print {"text"}, {"value"}, {"valid"} or {"error"} for each.""");
        command.SetAction(_ => Run(terminal));
        return command;
    }

    private static int Run(Terminal terminal)
    {
        var lines = new InputLines(terminal);
        while (lines.Next() is { } line)
        {
            if (line.Length > 0)
            {
                terminal.Output.WriteLine(Answer(Request(line, lines.Number), lines.Number).ToJsonString(Readable));
            }

            if (lines.IsDrained)
            {
                terminal.Output.Flush();
            }
        }

        return ExitCode.Fine;
    }

    private static JsonObject Request(byte[] line, int number)
    {
        try
        {
            var request = JsonNode.Parse(line, documentOptions: NoDuplicates) as JsonObject ?? throw new UsageException($"Line {number} is not a JSON object.");
            ReadTexts(request);
            return request;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UsageException($"Line {number} is not JSON: {exception.Message}");
        }
    }

    // Texts are decoded when they are read for the first time, and that fails where one is not Unicode: here, and not in the middle of an evaluation.
    private static void ReadTexts(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                members.ToList().ForEach(m => ReadTexts(m.Value));
                break;
            case JsonArray items:
                items.ToList().ForEach(ReadTexts);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }
    }

    private static JsonObject Answer(JsonObject request, int number)
    {
        if (Text(request, "mode") == SchemaEvaluation.Mode)
        {
            return SchemaEvaluation.Answer(request);
        }

        var source = Text(request, "template") ?? throw new UsageException($"Line {number} has no \"template\", the text to evaluate.");
        var isValue = Text(request, "mode") switch
        {
            "value" => true,
            "string" or "cookiecutter" or null => false,
            var mode => throw new UsageException($"Line {number} has the mode '{mode}'. Use string, value or schema."),
        };
        if (!TemplateText.TryParse(source, Options(request["options"] as JsonObject), out var text, out var error))
        {
            return isValue ? Unchanged(source, error!) : Failed(error!);
        }

        var context = new TemplateContext(request["context"] as JsonObject ?? []);
        if (!isValue)
        {
            var rendered = text!.Render(context);
            return rendered.Error is null ? new JsonObject { ["text"] = rendered.Text } : Failed(rendered.Error);
        }

        var value = text!.Evaluate(context.With(StepFunctions));
        return value.Error is not null ? Unchanged(source, value.Error)
            : value.IsDefined ? new JsonObject { ["value"] = value.Value }
            : [];
    }

    private static TemplateOptions Options(JsonObject? options) =>
        new(Is(options, "trimBlocks"), Is(options, "lstripBlocks"), Is(options, "cookiecutterCompat"));

    private static bool Is(JsonObject? options, string name) => options?[name]?.GetValueKind() == JsonValueKind.True;

    private static string? Text(JsonObject request, string name) =>
        request[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static JsonObject Failed(TemplateError error) => new() { ["error"] = Described(error) };

    // A run passes the text of a failing expression on, as Backstage does.
    private static JsonObject Unchanged(string source, TemplateError error) => new() { ["value"] = source, ["error"] = Described(error) };

    private static JsonObject Described(TemplateError error) => new()
    {
        ["message"] = error.Message,
        ["line"] = error.Line,
        ["column"] = error.Column,
    };
}
