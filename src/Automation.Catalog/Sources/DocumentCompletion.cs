using Automation.Catalog.Processing;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Sources;

/// <summary>Completes one document before it is validated: resolves its placeholders, then runs the processors.</summary>
internal sealed class DocumentCompletion(FileTree tree, string path, RepositorySlug? repository, IReadOnlyList<IDescriptorProcessor> processors)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private Dictionary<string, string>? _reads;
    private List<string>? _notes;

    /// <summary>As in <see cref="FileReading.Reads"/>.</summary>
    public IReadOnlyDictionary<string, string> Reads => _reads ?? Nothing;

    /// <summary>Human-readable notes about what processors added.</summary>
    public IReadOnlyList<string> Notes => _notes ?? (IReadOnlyList<string>)[];

    public YamlMapping Of(YamlMapping root, FindingCollector findings)
    {
        PlaceholderContent? content = null;
        var document = Placeholders.Resolve(root, placeholder => (content ??= new PlaceholderContent(tree, path, repository)).Of(placeholder, findings));
        Add(content?.Reads);
        foreach (var processor in processors)
        {
            var completion = processor.Complete(document, path);
            Add(completion.Reads);
            document = completion.Document;
            if (completion.Note is { } note)
            {
                (_notes ??= []).Add(note);
            }
        }

        return document;
    }

    private void Add(IReadOnlyDictionary<string, string>? reads)
    {
        foreach (var (file, blob) in reads ?? Nothing)
        {
            (_reads ??= new(StringComparer.Ordinal))[file] = blob;
        }
    }
}
