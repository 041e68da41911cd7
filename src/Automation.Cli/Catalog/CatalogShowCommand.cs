using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core;
using Automation.Jobs.Sources;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Catalog;

/// <summary><c>automation catalog show [REF…]</c>: prints stitched entities.</summary>
internal sealed class CatalogShowCommand : ITerminalCommand
{
    private readonly Argument<string[]> _refs = new("REF")
    {
        Description = "Entities as [kind:][namespace/]name (default: all)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<string?> _health = new("--health")
    {
        Description = "A folder with the report of 'health report', whose state is shown with each entity",
        HelpName = "DIR",
    };
    private readonly Option<string?> _at = TimeOption.Create();

    public Command For(Terminal terminal)
    {
        var command = new Command("show", "Print entities of a stitched catalog: description, owner, relations, source and findings.")
        {
            _refs, _catalog, _health, _at,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Jsonl);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var named = parsed.GetValue(_refs) ?? [];

        // All entities are printed for programs, unless pages are requested.
        var asJson = options.Format != OutputFormat.Text || (named.Length == 0 && !options.HasFormat);
        var reader = ArtifactInput.Open(terminal, parsed.GetValue(_catalog)!);
        var entries = named.Length == 0
            ? reader.AllEntries().Where(e => e.Exists).OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal)
            : named.SelectMany(text => Named(text, reader));
        using var json = new EntityLines(terminal.Output, reader);
        var (stored, now) = (parsed.GetValue(_health) is { } folder ? HealthInput.Open(terminal, folder) : null, TimeOption.Of(parsed.GetValue(_at)));
        var page = new EntityTextWriter(options.ForTerminal(terminal));
        foreach (var entry in entries)
        {
            terminal.Cancelled.ThrowIfCancellationRequested();
            if (asJson)
            {
                json.Write(entry);
            }
            else
            {
                page.Write(CatalogReports.Of(entry, reader) with { Health = stored?.Find(entry.Ref, now) }, terminal.Output);
            }
        }

        return ExitCode.Fine;
    }

    // A name without a kind can mean several entities; all of them are shown.
    private static IEnumerable<IndexEntry> Named(string text, StoredCatalog reader)
    {
        var kinds = text.Contains(':', StringComparison.Ordinal) ? [null] : reader.Summary.Entities.Keys.Order(StringComparer.Ordinal).Cast<string?>();
        var found = kinds.Select(kind => EntityRef.TryParse(text, kind, EntityRef.DefaultNamespace, out var reference, out _) ? reader.Find(reference!) : null)
            .OfType<IndexEntry>().Where(e => e.Exists).ToList();
        return found.Count > 0 ? found : throw ArtifactInput.Unknown(text, reader);
    }
}
