using System.CommandLine;
using System.Diagnostics;
using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Documents;
using Automation.Jobs.Scorecards;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Catalog;

/// <summary><c>automation catalog build</c>: reads the sources and writes the artifact into a folder.</summary>
internal sealed class CatalogBuildCommand : ITerminalCommand
{
    private const string Backstage = "backstage";

    private readonly CatalogInputs _inputs = new();
    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder of the artifact; an existing one is updated",
        HelpName = "DIR",
        Required = true,
    };
    private readonly Option<string?> _compat = new("--compat") { Description = "Stitch exactly what Backstage would: 'backstage'", HelpName = "SYSTEM" };
    private readonly Confirmations _confirmed = new();
    private readonly SiteOutput _site = new();

    public Command For(Terminal terminal)
    {
        var command = new Command("build", "Stitch the catalog of all sources into a folder; write only what changed.") { _out, _compat };
        _confirmed.AddTo(command);
        _inputs.AddTo(command);
        _site.AddTo(command);
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Jsonl);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var clock = Stopwatch.StartNew();
        var asBackstage = parsed.GetValue(_compat) switch
        {
            null => false,
            Backstage => true,
            var other => throw new UsageException($"'{other}' is not a supported system: write '--compat {Backstage}'."),
        };
        var refs = new EntityRefs();
        var folder = terminal.FullPath(parsed.GetValue(_out)!);
        if (_site.IsAlone(parsed))
        {
            return await WriteSiteAsync(parsed, options, folder, terminal, clock);
        }

        var selection = _inputs.Read(parsed, terminal, folder, asBackstage);
        if (selection.IsBroken)
        {
            return new ReportOutput(terminal, options).RefuseSources(selection.Findings, selection.File);
        }

        var previous = ArtifactInput.Find(folder, refs) ?? StoredCatalog.Empty(refs);
        if (previous.IsEmpty && File.Exists(Path.Combine(folder, ArtifactPaths.RootLocation)))
        {
            throw new UsageException(
                $"{Path.Combine(folder, ArtifactPaths.RootLocation)} was not written by 'catalog build' and would be replaced: specify another folder with "
                + "--out.");
        }

        RequireFolders(selection, previous, terminal);
        var site = _site.Read(parsed, terminal);
        site?.CheckPublic(selection.Sources.Any(s => s.Settings.IsPublic));
        var settings = new StitchSettings
        {
            AsBackstage = asBackstage,
            Sources = [.. selection.Sources.Select(s => s.Settings.Name)],
            Digest = DeclaredSource.Digest(selection.Sources),
            ExtraRelations = asBackstage ? new Dictionary<string, string>() : DeclaredSource.ExtraRelations(selection.Sources),
            ConfirmedRemovals = _confirmed.Removals(parsed),
            ConfirmedTakeovers = _confirmed.Takeovers(parsed),
        };
        using var sources = selection.Open(refs);
        var outcome = new RebuildCatalog(sources.All, settings) { Only = selection.Only }.Run(previous, terminal.Cancelled);
        var artifact = new DirectoryTree(folder);
        var now = StoredCatalog.Open(new ChangedTree(artifact, outcome.Changes), refs)!;
        var documents = new CollectDocuments(sources.All, artifact).Run(previous, now, terminal.Cancelled);
        var facts = new CollectFacts(sources.All, artifact) { Inherited = InheritedConfiguration.Read(terminal, options.Config) }.Run(now, terminal.Cancelled);
        FolderWriter.Apply(folder, [.. outcome.Changes, .. documents, .. facts], terminal.Cancelled);
        var report = CatalogReports.Of(outcome, clock.Elapsed) with
        {
            Documents = sources.All.Any(s => s.KeepsDocuments) || documents.Count > 0 ? documents.Count : null,
            Site = site is null ? null : await site.WriteAsync(folder, terminal),
        };
        Write(
            options.Verbose && report.Skeletons > 0 && ArtifactInput.Find(folder, refs) is { } built
                ? report with { SkeletonFiles = [.. CatalogReports.Skeletons(built)] }
                : report,
            options,
            terminal);
        return ExitCode.Fine;
    }

    private async Task<int> WriteSiteAsync(ParseResult parsed, CommonOptions options, string folder, Terminal terminal, Stopwatch clock)
    {
        var site = _site.Read(parsed, terminal)!;
        var catalog = ArtifactInput.Find(folder, new EntityRefs())
            ?? throw new UsageException($"There is no stitched catalog in '{parsed.GetValue(_out)}': leave '--site-only' out, and name the sources.");
        var report = CatalogReports.Of(catalog);
        Write(report with { Site = await site.WriteAsync(folder, terminal), Seconds = clock.Elapsed.TotalSeconds }, options, terminal);
        return ExitCode.Fine;
    }

    private static void Write(BuildReport report, CommonOptions options, Terminal terminal)
    {
        if (options.Format == OutputFormat.Text)
        {
            new BuildWriter(options.ForTerminal(terminal)).WriteText(report, terminal.Output);
        }
        else
        {
            BuildWriter.WriteJson(report, terminal.Output);
        }
    }

    // A mistyped source on the command line is an error. A source in a file of sources can be missing temporarily, and its entities are kept.
    private static void RequireFolders(CatalogSelection selection, StoredCatalog previous, Terminal terminal)
    {
        var named = selection.File is null ? selection.Sources : [];
        if (named.FirstOrDefault(s => !Directory.Exists(s.Path) && previous.Source(s.Settings.Name) is null) is { } missing)
        {
            var folder = PathExpansion.Slashed(Path.GetRelativePath(terminal.WorkingDirectory, missing.Path));
            throw new UsageException($"There is no folder '{folder}' to read as a source, and the catalog has no entities from it.");
        }
    }
}
