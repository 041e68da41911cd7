using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Output;
using Automation.Core.Text;
using Automation.Git;
using Automation.Reporting.Json;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Cli.Commands;

/// <summary><c>automation catalog show [REF…]</c>: prints stitched entities.</summary>
internal sealed class CatalogShowCommand : ITerminalCommand
{
    private readonly Argument<string[]> _refs = new("REF") { Description = "Entity refs; none for all", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _catalog = new("--catalog") { Description = "The folder of the artifact", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public Command For(Terminal terminal)
    {
        var command = new Command("show", "Prints entities of a stitched catalog.") { _refs, _catalog };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var refs = new EntityRefs();
        var reader = ArtifactReader.Open(new DirectoryTree(terminal.FullPath(parsed.GetValue(_catalog)!)), refs) ?? throw new UsageException("There is no catalog.");
        using var lines = new JsonOutput(terminal.Output);
        foreach (var entry in reader.AllEntries().Where(e => e.Exists).OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal))
        {
            var yaml = reader.Descriptor(entry.Ref)!.Value;
            var root = (YamlMapping)YamlFile.Read(SourceText.Decode("entity", yaml.Span), YamlLimits.Source).Documents[0].Root!;
            lines.Json.WriteStartObject();
            foreach (var field in root.Entries)
            {
                lines.Json.WritePropertyName(field.Key);
                YamlAsJson.Write(field.Value, lines.Json);
            }

            lines.Json.WriteStartArray("relations");
            foreach (var relation in entry.AllRelations())
            {
                lines.Json.WriteStartObject();
                lines.Json.WriteString("type", relation.Type);
                lines.Json.WriteString("targetRef", relation.Target.ToString());
                lines.Json.WriteEndObject();
            }

            lines.Json.WriteEndArray();
            lines.Json.WriteEndObject();
            lines.EndLine();
        }

        return ExitCode.Fine;
    }
}
