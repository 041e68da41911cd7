using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Templates.Actions;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Linting;

/// <summary>Looks through what the steps of a template fetch from their own repository.</summary>
internal sealed class SkeletonLint(FileTree tree, string path, FindingCollector findings, CancellationToken cancellationToken)
{
    private const int MostFiles = 5_000;
    private const long LargestFile = 1024 * 1024;

    // What GitHub Actions fills in (https://docs.github.com/en/actions/reference/contexts-reference) and a skeleton cannot.
    private static readonly string[] WorkflowRoots = ["secrets", "github", "env", "inputs", "matrix", "runner", "needs", "vars", "jobs", "job", "strategy"];

    private readonly List<Finding> _found = [];
    private readonly HashSet<(string Path, TemplateOptions Options)> _linted = [];
    private List<FileEntry>? _listing;
    private int _files;

    /// <summary>Whether the files are linted; that they exist is checked in any case.</summary>
    public bool WithFiles { get; init; } = true;

    /// <summary>The values that steps give to skeletons.</summary>
    public required SkeletonValues Values { get; init; }

    /// <summary>What was found in fetched files.</summary>
    public IReadOnlyList<Finding> Findings => _found;

    /// <summary>Looks through what a step fetches.</summary>
    public void OfStep(Place step)
    {
        if (step.Field("action")?.Text is not { } action || !action.StartsWith("fetch:", StringComparison.Ordinal)
            || step.Field("input") is not { } input || input.Field("url") is not { Text: { } url } place
            || url.Contains("://", StringComparison.Ordinal) || TemplateExpression.IsIn(url))
        {
            return;
        }

        var fetched = PathOf(url);
        var isFile = action.EndsWith(":file", StringComparison.Ordinal);
        if (fetched is null || (fetched.Length > 0 && tree.Find(fetched)?.Kind != (isFile ? FileKind.File : FileKind.Folder)))
        {
            findings.Add(TemplateRules.MissingSkeleton, place, $"There is no {(isFile ? "file" : "folder")} {Quoted.Of(url)} in the repository.");
            return;
        }

        if (WithFiles && action.StartsWith("fetch:template", StringComparison.Ordinal))
        {
            Files(fetched, input);
        }
    }

    private void Files(string folder, Place input)
    {
        var options = new TemplateOptions(Is(input, "trimBlocks"), Is(input, "lstripBlocks"), Is(input, "cookiecutterCompat"));
        var extension = Extension(input.Field("templateFileExtension"));
        var copied = (input.Field("copyWithoutTemplating")?.Items() ?? []).Select(i => i.Text ?? "").ToList();
        var verbatim = new VerbatimPaths(copied);
        foreach (var file in Below(folder).TakeWhile(_ => _files < MostFiles && _found.Count < TemplateLint.MostFindings))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var below = file.Path == folder ? file.Path : RepositoryPath.Within(folder, file.Path)!;
            if (extension is null ? verbatim.Includes(below) : !below.EndsWith(extension, StringComparison.Ordinal))
            {
                continue;
            }

            // Steps that fetch one folder under different conditions give one finding.
            _files++;
            if (!_linted.Add((file.Path, options)))
            {
                continue;
            }

            if (tree.Read(file.Path, LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes } && !BinaryContent.Is(bytes.Span))
            {
                OfFile(file.Path, Encoding.UTF8.GetString(bytes.Span), options);
            }
        }
    }

    // The listing is in ordinal order, so that a folder is found without reading all of it for each step.
    private IEnumerable<FileEntry> Below(string folder)
    {
        _listing ??= [.. tree.List(cancellationToken).Where(f => f.Kind == FileKind.File && f.Size <= LargestFile)];
        if (folder.Length == 0)
        {
            return _listing;
        }

        if (tree.Find(folder) is { Kind: FileKind.File } single)
        {
            return single.Size <= LargestFile ? [single] : [];
        }

        var (prefix, start, end) = ($"{folder}/", 0, _listing.Count);
        while (start < end)
        {
            var middle = (start + end) / 2;
            (start, end) = string.CompareOrdinal(_listing[middle].Path, prefix) < 0 ? (middle + 1, end) : (start, middle);
        }

        return _listing.Skip(start).TakeWhile(f => f.Path.StartsWith(prefix, StringComparison.Ordinal));
    }

    private void OfFile(string file, string text, TemplateOptions options)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return;
        }

        var source = SourceText.Of(file, text);
        if (!TemplateText.TryParse(text, options, out var parsed, out var error))
        {
            Add(TemplateRules.SkeletonError, source, error!.Line, error.Column, $"The file cannot be rendered. {error.Message}");
            return;
        }

        var uses = parsed!.Uses;
        foreach (var unknown in uses.Unknowns)
        {
            Add(
                unknown.IsFilter ? TemplateRules.Filter : TemplateRules.SkeletonError,
                source,
                unknown.At.Line,
                unknown.At.Column,
                $"Rendering fails when it reaches this: there is no {unknown.Text}.");
        }

        foreach (var used in uses.Paths.Where(p => p.Names.Count > 1 && WorkflowRoots.Contains(p.Names[0])))
        {
            var name = string.Join('.', used.Names);
            Add(
                TemplateRules.WorkflowExpression,
                source,
                used.At.Line,
                used.At.Column,
                $"{Quoted.Of(name)} is rendered as empty text. To keep it for GitHub Actions, put the expression between {{% raw %}} and {{% endraw %}}, "
                    + "or add the file to copyWithoutTemplating.");
        }

        foreach (var used in uses.Paths.Where(p => !p.IsOptional))
        {
            if (Values.Mistake(used.Names, options.IsCookiecutter) is { } mistake)
            {
                Add(TemplateRules.Unknown, source, used.At.Line, used.At.Column, mistake);
            }
        }
    }

    private void Add(Rule rule, SourceText source, int line, int column, string message)
    {
        if (_found.Count >= TemplateLint.MostFindings)
        {
            return;
        }

        var at = source.OffsetOf(new SourcePosition(line, column));
        _found.Add(new Finding(rule, message, source.Path, source.SpanBetween(at, at)));
    }

    private string? PathOf(string url)
    {
        var segments = path.Split('/').SkipLast(1).ToList();
        foreach (var segment in url.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    private static bool Is(Place input, string name) => input.Field(name)?.Value is YamlScalar { Type: YamlType.Boolean, IsFalsy: false };

    private static string? Extension(Place? place) => place switch
    {
        { Text: { } text } => text.StartsWith('.') ? text : $".{text}",
        { Value: YamlScalar { Type: YamlType.Boolean, IsFalsy: false } } => FetchTemplate.DefaultExtension,
        _ => null,
    };
}
