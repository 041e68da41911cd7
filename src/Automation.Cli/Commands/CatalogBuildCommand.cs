using System.CommandLine;
using System.Diagnostics;
using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Catalog.Stitching;
using Automation.Cli.Hosting;
using Automation.Cli.Output;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs;
using Automation.Jobs.Catalogs;
using Automation.Reporting.Catalogs;

namespace Automation.Cli.Commands;

/// <summary><c>automation catalog build</c>: reads the sources and writes the artifact into a folder.</summary>
internal sealed class CatalogBuildCommand : ITerminalCommand
{
    private const string Backstage = "backstage";

    private readonly Option<string[]> _source = new("--source") { Description = "A folder of descriptors; may be given several times, the first counts most", HelpName = "DIR" };
    private readonly Option<string> _out = new("--out") { Description = "The folder of the artifact; what is there is brought up to date", HelpName = "DIR", Required = true };
    private readonly Option<string[]> _pattern = new("--pattern") { Description = "What descriptors are called, instead of catalog-info.yaml, catalog-info.yml and org.yaml", HelpName = "GLOB" };
    private readonly Option<string?> _compat = new("--compat") { Description = "Stitch exactly what Backstage would: 'backstage'", HelpName = "SYSTEM" };
    private readonly Option<string[]> _confirm = new("--confirm-removal") { Description = "Let very many entities of this source go at once", HelpName = "SOURCE" };

    public Command For(Terminal terminal)
    {
        var command = new Command("build", "Stitches the catalog of all sources into a folder; writes only what changed.") { _source, _out, _pattern, _compat, _confirm };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var clock = Stopwatch.StartNew();
        var asBackstage = parsed.GetValue(_compat) switch
        {
            null => false,
            Backstage => true,
            var other => throw new UsageException($"'{other}' is no system to be compatible with: write '--compat {Backstage}'."),
        };
        var patterns = parsed.GetValue(_pattern) ?? [];
        var files = patterns.Length == 0 ? SourceFiles.Usual : new SourceFiles([.. patterns.Select(p => new Glob(p))], []);
        var refs = new EntityRefs();
        var folder = terminal.FullPath(parsed.GetValue(_out)!);
        FolderWriter.Recover(folder);
        var tree = new DirectoryTree(folder);
        var previous = (Directory.Exists(folder) ? ArtifactReader.Open(tree, refs) : null) ?? ArtifactReader.Empty(refs);
        var sources = (parsed.GetValue(_source) ?? []).Select(s => (CatalogSource)new FolderSource(Path.GetFileName(terminal.FullPath(s)), terminal.FullPath(s), files, refs, asBackstage)).ToList();
        var settings = new StitchSettings
        {
            Sources = [.. sources.Select(s => s.Identity.Name)],
            Digest = BlobId.Of(string.Join('\n', [.. sources.Select(s => s.Identity.Name), $"compat {asBackstage}", .. patterns])),
            ConfirmedRemovals = (parsed.GetValue(_confirm) ?? []).ToHashSet(StringComparer.Ordinal),
        };
        var outcome = new RebuildCatalog(sources, settings).Run(previous, terminal.Cancelled);
        FolderWriter.Apply(folder, outcome.Changes, terminal.Cancelled);
        var report = CatalogReports.Of(outcome, clock.Elapsed);
        if (options.Format == OutputFormat.Text)
        {
            new BuildWriter(options.ForTerminal(terminal)).WriteText(report, terminal.Output);
        }
        else
        {
            BuildWriter.WriteJson(report, terminal.Output);
        }

        return ExitCode.Fine;
    }
}
