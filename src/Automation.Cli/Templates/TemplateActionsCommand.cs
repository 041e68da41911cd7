using System.CommandLine;
using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Scaffolding;
using Automation.Reporting.Json;
using Automation.Templates.Actions;

namespace Automation.Cli.Templates;

/// <summary><c>automation template actions</c>: the actions that steps can name, with their schemas.</summary>
internal sealed class TemplateActionsCommand : ITerminalCommand
{
    public Command For(Terminal terminal)
    {
        var command = new Command("actions", "List the actions that steps can name; as JSON with the schemas of input and output.");
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction(parsed => Run(common.Read(parsed), terminal));
        return command;
    }

    private static int Run(CommonOptions options, Terminal terminal)
    {
        var actions = ScaffoldActions.Described.All.ToList();
        if (options.Format == OutputFormat.Json)
        {
            WriteJson(actions, terminal.Output);
            return ExitCode.Fine;
        }

        foreach (var action in actions)
        {
            terminal.Output.WriteLine($"{action.Id}  {action.Description}");
            foreach (var (i, schema) in Alternatives(action.InputSchema).Index())
            {
                if (i > 0)
                {
                    terminal.Output.WriteLine("  or");
                }

                WriteInputs(schema, terminal.Output);
            }
        }

        return ExitCode.Fine;
    }

    // Some actions take one of several inputs.
    private static IEnumerable<JsonObject> Alternatives(JsonObject schema) => schema["anyOf"] is JsonArray several ? several.OfType<JsonObject>() : [schema];

    private static void WriteInputs(JsonObject input, TextWriter output)
    {
        foreach (var (name, schema) in input["properties"] as JsonObject ?? [])
        {
            var isRequired = (input["required"] as JsonArray)?.Any(r => r?.ToString() == name) == true;
            output.WriteLine($"    {name}{(isRequired ? " (required)" : "")}: {schema?["description"]}");
        }
    }

    private static void WriteJson(List<ITemplateAction> actions, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        lines.Json.WriteStartArray();
        foreach (var action in actions)
        {
            lines.Json.WriteStartObject();
            lines.Json.WriteString("id", action.Id);
            lines.Json.WriteString("description", action.Description);
            lines.Json.WriteBoolean("dryRun", action.IsLocal);
            lines.Json.WritePropertyName("input");
            action.InputSchema.WriteTo(lines.Json);
            lines.Json.WritePropertyName("output");
            (action.OutputSchema ?? []).WriteTo(lines.Json);
            lines.Json.WriteEndObject();
        }

        lines.Json.WriteEndArray();
        lines.EndLine();
    }
}
