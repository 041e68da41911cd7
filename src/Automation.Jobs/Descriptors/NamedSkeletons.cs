using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.Validation;

namespace Automation.Jobs.Descriptors;

/// <summary>The skeletons among files that the user named: they are validated as Backstage would, and never fixed.</summary>
/// <param name="whole">The trees whose YAML files are all among the named files.</param>
internal sealed class NamedSkeletons(IReadOnlyList<DescriptorInput> inputs, IReadOnlySet<FileTree> whole, CancellationToken cancellationToken)
{
    // Files that were read to find Templates are kept until they are validated, up to this size; the others are read again.
    private const long MostKept = 32 * 1024 * 1024;

    private readonly Dictionary<FileTree, FetchedPaths> _fetched = [];
    private readonly Dictionary<string, FileContent.Whole> _kept = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private long _keptBytes;

    /// <summary>The skeletons that were found, as findings name them.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The file with its content, if the search for Templates read it.</summary>
    public DescriptorInput WithContent(DescriptorInput input) => _kept.Remove(input.File, out var content) ? input with { Content = content } : input;

    /// <summary>
    /// Records a validated file that is a skeleton; it is not validated again with fixes, and so none are offered. Which template fetches a file without
    /// findings makes no difference, and finding out would list the whole tree.
    /// </summary>
    /// <param name="mayGetFindings">Whether findings can be added to those that the file has.</param>
    public ValidatedFile Observe(DescriptorInput input, ValidatedFile file, bool mayGetFindings)
    {
        var hasFindings = mayGetFindings || file.Documents.Any(d => d.Findings.Count > 0);
        if (!SkeletonReading.Is(file, input.TreePath, input.Limits, cancellationToken) && !(hasFindings && IsFetched(input)))
        {
            return file;
        }

        _files.Add(input.File);
        return file with { Again = null };
    }

    private bool IsFetched(DescriptorInput input)
    {
        if (!FetchedPaths.CanHold(input.TreePath))
        {
            return false;
        }

        if (!_fetched.TryGetValue(input.Tree, out var fetched))
        {
            _fetched.Add(input.Tree, fetched = FetchedIn(input));
        }

        return fetched.Contains(input.TreePath);
    }

    private FetchedPaths FetchedIn(DescriptorInput input)
    {
        var named = inputs.Where(i => i.Tree == input.Tree).ToList();
        var others = whole.Contains(input.Tree) ? [] : TemplatesIn(input.Tree).Except(named.Select(i => i.TreePath), StringComparer.Ordinal);
        return FetchedPaths.Of(
            others.SelectMany(path => TemplateFetches.In(input.Tree, path, input.Repository, cancellationToken)).Concat(named.SelectMany(FetchedBy)));
    }

    private IReadOnlyList<string> FetchedBy(DescriptorInput input)
    {
        if (input.Tree.Read(input.TreePath, TemplateFetches.LargestTemplate, cancellationToken) is not FileContent.Whole content)
        {
            return [];
        }

        if (content.Bytes.Length <= Math.Min(input.Limits.FileBytes, MostKept - _keptBytes))
        {
            _keptBytes += content.Bytes.Length;
            _kept[input.File] = content;
        }

        return TemplateFetches.In(input.TreePath, content.Bytes.Span, input.Repository, cancellationToken);
    }

    private IEnumerable<string> TemplatesIn(FileTree tree) => tree.List(cancellationToken)
        .Where(e => e.Kind == FileKind.File && (TemplateFetches.IsNamed(e.Path) || DefaultDescriptors.HasName(e.Path)))
        .Select(e => e.Path)
        .Take(TemplateFetches.MostTemplates);
}
