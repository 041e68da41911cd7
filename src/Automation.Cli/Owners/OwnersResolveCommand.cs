using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Cli.Owners;

/// <summary><c>automation owners resolve [PATH...]</c>: the owners of paths, and the lines that decide.</summary>
internal sealed class OwnersResolveCommand : ITerminalCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Paths from the root of the repository (default: every file of this repository)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _codeowners = new("--codeowners")
    {
        Description = "The CODEOWNERS file (default: the one that applies to this repository)",
        HelpName = "FILE",
    };
    private readonly Option<string?> _list = new("--paths")
    {
        Description = "A file with one path per line, or - for standard input; the paths are not printed",
        HelpName = "FILE",
    };
    private readonly Option<string?> _dialect = DialectOption.Create();

    public Command For(Terminal terminal)
    {
        var command = new Command("resolve", "Print the owners of each path and the line that decides: PATH<TAB>LINE<TAB>OWNERS, or - if no line matches.")
        {
            _paths,
            _codeowners,
            _list,
            _dialect,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Jsonl);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var input = new CodeownersInput(terminal);
        using var list = Opened(parsed.GetValue(_list), terminal);
        var (codeowners, named) = (parsed.GetValue(_codeowners), parsed.GetValue(_dialect));
        var dialect = codeowners is null ? DialectOption.Read(named, terminal, options.Config, input.Root) : DialectOption.Read(named) ?? Dialect.GitHub;
        var file = input.Read(codeowners, dialect);
        WarnOfLines(file, options, terminal);

        // The caller knows the paths of a list; the output has the same order.
        var line = options.Format == OutputFormat.Jsonl ? OwnersLine.Json : list is null ? OwnersLine.WithPath : OwnersLine.WithoutPath;
        var output = new OwnersOutput(terminal.Output, file, line);
        var paths = parsed.GetValue(_paths) ?? [];
        foreach (var path in paths.Length > 0 || list is not null ? paths : Own(input.Root, terminal))
        {
            terminal.Cancelled.ThrowIfCancellationRequested();
            output.Write(PathExpansion.WithoutDot(path));
        }

        if (list is not null)
        {
            Write(new PathLines(list.Read, list.Shown), output, terminal.Cancelled);
        }

        return ExitCode.Fine;
    }

    private static void Write(PathLines paths, OwnersOutput output, CancellationToken cancelled)
    {
        while (paths.Next(out var path))
        {
            cancelled.ThrowIfCancellationRequested();
            output.Write(path);
        }
    }

    // Opened before anything is written: a mistyped name must not leave partial output.
    private static PathList? Opened(string? list, Terminal terminal) => list is null ? null : PathList.Open(list, terminal);

    private static IReadOnlyList<string> Own(string root, Terminal terminal) => new WorkingTree(new DirectoryTree(root), terminal).Tracked(terminal.Cancelled);

    private static void WarnOfLines(CodeownersFile? file, CommonOptions options, Terminal terminal)
    {
        if (file is not { Problems.Count: > 0 } || options.Quiet)
        {
            return;
        }

        var lines = file.Problems.Select(p => p.Line).Distinct().Count();
        terminal.Warn($"{lines} {(lines == 1 ? "line" : "lines")} of {file.Source.Path} {(lines == 1 ? "is" : "are")} skipped as invalid; 'automation owners "
            + "lint' explains why.");
    }
}

/// <summary>The input of a list of paths: a file, or standard input.</summary>
internal sealed class PathList : IDisposable
{
    private readonly Terminal _terminal;
    private readonly FileStream? _file;

    private PathList(Terminal terminal, FileStream? file, string shown) => (_terminal, _file, Shown) = (terminal, file, shown);

    public string Shown { get; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static PathList Open(string path, Terminal terminal)
    {
        if (path == "-")
        {
            return new PathList(terminal, null, "standard input");
        }

        var full = terminal.FullPath(path);
        return File.Exists(full)
            ? new PathList(terminal, new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), $"'{path}'")
            : throw new UsageException($"There is no file of paths '{path}'.");
    }

    /// <summary>Reads the next bytes; 0 at the end.</summary>
    public int Read(byte[] buffer) => _file is null ? _terminal.ReadInput(buffer) : _file.Read(buffer);

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
