using System.CommandLine;
using Automation.Cli.Check;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Rendering.Tools;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.GitOps;

/// <summary><c>automation gitops diff [DIR]</c>: what Argo CD deploys from two revisions, object by object.</summary>
internal sealed class GitOpsDiffCommand : ITerminalCommand
{
    private readonly Argument<string?> _folder = FolderArgument.Create();
    private readonly Option<string?> _base = new("--base") { Description = "The revision to compare with (default: HEAD)", HelpName = "REV" };
    private readonly Option<string?> _head = new("--head") { Description = "The revision to compare (default: the working directory)", HelpName = "REV" };
    private readonly Option<string?> _repository = new("--repository")
    {
        Description = "The repository (default: the git remote, then GITHUB_REPOSITORY)",
        HelpName = "OWNER/REPO",
    };
    private readonly Option<string?> _branch = new("--branch")
    {
        Description = "The branch that is compared, as sources name it (default: that of --base, else main or master)",
        HelpName = "NAME",
    };
    private readonly Option<string?> _charts = new("--charts")
    {
        Description = "A folder with charts of chart repositories, as name-version.tgz",
        HelpName = "DIR",
    };
    private readonly Option<string?> _crds = new("--crds") { Description = "A folder with CustomResourceDefinitions", HelpName = "DIR" };
    private readonly Option<string?> _schemas = new("--schemas")
    {
        Description = "A folder with the OpenAPI of the cluster, as JSON, to validate rendered objects",
        HelpName = "DIR",
    };
    private readonly Option<string[]> _checkouts = new("--checkout")
    {
        Description = "A checkout of another repository that sources or generators read; may be repeated",
        HelpName = "URL=DIR",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _parts = new("--parts")
    {
        Description = "Also write the report as Markdown to part-01.md and so on in this folder, each short enough for a comment on GitHub",
        HelpName = "DIR",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("diff", "Show what Argo CD deploys differently from two revisions, without a cluster.")
        {
            _folder, _base, _head, _repository, _branch, _charts, _crds, _schemas, _checkouts, _parts,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (folder, full) = FolderArgument.Read(terminal, parsed.GetValue(_folder));
        var @base = RevisionOption.Base(parsed.GetValue(_base)) ?? "HEAD";
        var request = new CheckRequest(
            full, PathExpansion.Shown(folder), @base, parsed.GetValue(_head), options.Config, parsed.GetValue(_repository));
        var repository = Repositories.Parse(request.Repository) ?? Repositories.Slug(terminal, full);
        using var git = ComparedTrees.Open(request);
        var sides = new ComparedTrees(git, request);
        var shared = new Lock();
        using var tools = new RenderTools(RenderToolPaths.Find(terminal.Variable));
        var diff = new DiffRepository(
            new RepositorySnapshot(new LockedTree(sides.Base().Tree!, shared), request.Shown, repository),
            new RepositorySnapshot(new LockedTree(sides.Head(terminal), shared), request.Shown, repository),
            tools)
        {
            Branch = parsed.GetValue(_branch) ?? RevisionOption.BranchOf(@base),
            Charts = parsed.GetValue(_charts) is { } charts ? new DirectoryTree(FolderArgument.Full(terminal, charts)) : null,
            Definitions = parsed.GetValue(_crds) is { } crds ? DefinitionFolder.Read(crds, terminal) : [],
            Schemas = DefinitionFolder.Schemas(parsed.GetValue(_schemas), terminal),
            Others = parsed.GetValue(_checkouts)!.Select(c => Checkout(c, terminal)).ToDictionary(StringComparer.Ordinal),
        }.Run(terminal.Cancelled);

        if (parsed.GetValue(_parts) is { } parts)
        {
            Write(diff, terminal.FullPath(parts));
        }

        options.WriterOf(terminal, style => new GitOpsDiffTextWriter(style), new GitOpsDiffJsonWriter(), new GitOpsDiffMarkdownWriter())
            .Write(diff, terminal.Output);

        // A difference is not a failure; a mistake is.
        return options.FailOn != "never" && (diff.AllFindings.Any(f => f is { Severity: Severity.Error, PreExisting: false })
            || diff.NotChecked.Any(n => n.Fails)) ? ExitCode.Findings : ExitCode.Fine;
    }

    private static KeyValuePair<string, FileTree> Checkout(string text, Terminal terminal) => text.LastIndexOf('=') is > 0 and var at
        ? KeyValuePair.Create(text[..at], (FileTree)new DirectoryTree(FolderArgument.Full(terminal, text[(at + 1)..])))
        : throw new UsageException($"'{text}' is not a checkout: write URL=DIR.");

    private static void Write(GitOpsDiff diff, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, "part-*.md"))
        {
            File.Delete(old);
        }

        foreach (var (text, i) in GitOpsDiffMarkdown.Parts(diff, CommentWriter.MostCharacters).Select((t, i) => (t, i)))
        {
            File.WriteAllText(Path.Combine(folder, $"part-{i + 1:00}.md"), text);
        }
    }
}
