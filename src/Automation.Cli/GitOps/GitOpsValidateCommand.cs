using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.GitOps.Schemas;
using Automation.GitOps.Secrets;
using Automation.Jobs.GitOps;
using Automation.Jobs.GitOps.Settings;
using Automation.Reporting.Json;

namespace Automation.Cli.GitOps;

/// <summary><c>automation gitops validate [PATH...]</c>: manifests, each resource by itself.</summary>
internal sealed class GitOpsValidateCommand : ITerminalCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, folders (every .yaml and .yml file below) or - for standard input",
        DefaultValueFactory = _ => ["."],
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _crds = new("--crds")
    {
        Description = "A folder with CustomResourceDefinitions; default: the built-in definitions of Argo CD",
        HelpName = "DIR",
    };

    private readonly Option<string?> _schemas = new("--schemas")
    {
        Description = "A folder with the OpenAPI of the cluster, as JSON, to validate the kinds that it serves",
        HelpName = "DIR",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("validate", "Validate manifests of Argo CD: what the API server, strict clients or Argo CD reject.")
        {
            _paths, _crds, _schemas,
        };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var paths = parsed.GetValue(_paths)!;
        IReadOnlyList<KindSchema> definitions = parsed.GetValue(_crds) is { } crds ? DefinitionFolder.Read(crds, terminal) : [];
        var schemas = SchemaSet.With([.. definitions, .. DefinitionFolder.Schemas(parsed.GetValue(_schemas), terminal) ?? []]);
        var named = paths.Where(p => p == "-" || File.Exists(terminal.FullPath(p))).Select(PathExpansion.Shown).ToHashSet(StringComparer.Ordinal);
        var inputs = new PathExpansion(terminal, null).Expand(paths, terminal.Cancelled)
            .Select(i => new ManifestInput(i.File, i.TreePath, i.Tree, named.Contains(i.File)));
        var reading = Settings(terminal);
        var slug = Repositories.Slug(terminal, terminal.FullPath("."));
        var settings = reading.Source is null || reading.IsBroken ? null : reading.Of(slug);
        var report = new ValidateManifests(schemas, settings)
        {
            LeavesOutSkeletons = true,
            Own = slug is not null && GitFolder.FindRoot(terminal.FullPath(".")) is { } root ? (new DirectoryTree(root), slug) : null,
        }.Run(inputs, terminal.Cancelled);
        report = report with
        {
            Findings = [.. reading.Findings, .. report.Findings],
            Sources = report.Sources.ToDictionary(s => s.Key, s => ManifestSecrets.In(s.Value, terminal.Cancelled).Shown, StringComparer.Ordinal),
        };
        return new ReportOutput(terminal, options).Write(report, new ManifestLinesWriter());
    }

    // The policy of the repository that the working directory is in.
    private static GitOpsSettingsReading Settings(Terminal terminal)
    {
        var here = terminal.FullPath(".");
        var root = GitFolder.FindRoot(here) ?? here;
        return GitOpsSettingsReader.In(
            new DirectoryTree(root), path => PathExpansion.Slashed(Path.GetRelativePath(here, Path.Combine(root, path))), terminal.Cancelled);
    }
}
