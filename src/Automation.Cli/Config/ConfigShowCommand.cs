using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Text;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;
using Automation.Reporting.Json;

namespace Automation.Cli.Config;

/// <summary><c>automation config show [DIR]</c>: the effective settings, and the line that each comes from.</summary>
internal sealed class ConfigShowCommand : ITerminalCommand
{
    private const string BuiltIn = "built in";

    private readonly Argument<string?> _folder = FolderArgument.Create();

    public Command For(Terminal terminal)
    {
        var command = new Command("show", "Show the effective settings, and the file and line that each comes from.") { _folder };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Jsonl);
        command.SetAction(parsed => Run(parsed.GetValue(_folder), common.Read(parsed), terminal));
        return command;
    }

    private static int Run(string? value, CommonOptions options, Terminal terminal)
    {
        var (folder, full) = FolderArgument.Read(terminal, value);
        var configured = Configured.Read(
            InheritedConfiguration.Read(terminal, options.Config),
            new DirectoryTree(full),
            path => PathExpansion.Join(PathExpansion.Shown(folder), path),
            withBaseline: false,
            terminal.Cancelled);
        if (configured.IsBroken)
        {
            return new ReportOutput(terminal, options).RefuseConfiguration(configured);
        }

        var settings = EffectiveSettings.Of(configured);
        if (options.Format == OutputFormat.Jsonl)
        {
            WriteLines(settings, terminal.Output);
        }
        else
        {
            WriteText(settings, terminal.Output);
        }

        return ExitCode.Fine;
    }

    private static void WriteText(IReadOnlyList<EffectiveSetting> settings, TextWriter output)
    {
        var key = settings.Max(s => s.Key.Length) + 2;
        foreach (var setting in settings)
        {
            var value = setting.Values.Count == 0 ? "(none)" : string.Join(", ", setting.Values);
            var origin = setting.Origin is { } place ? $"{place.File}:{place.Line}" : BuiltIn;
            output.WriteLine($"{VisibleText.Of(setting.Key).PadRight(key)}{VisibleText.Of(value)}  # {VisibleText.Of(origin)}");
        }
    }

    private static void WriteLines(IReadOnlyList<EffectiveSetting> settings, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var setting in settings)
        {
            var json = lines.Json;
            json.WriteStartObject();
            json.WriteString("key", setting.Key);
            if (setting.IsList)
            {
                json.WriteStartArray("value");
                setting.Values.ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }
            else
            {
                json.WriteString("value", setting.Values[0]);
            }

            json.WriteString("file", setting.Origin?.File);
            if (setting.Origin is { } origin)
            {
                json.WriteNumber("line", origin.Line);
            }
            else
            {
                json.WriteNull("line");
            }

            json.WriteEndObject();
            lines.EndLine();
        }
    }
}
