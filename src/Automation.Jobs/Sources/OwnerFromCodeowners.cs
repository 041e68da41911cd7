using Automation.Catalog.Processing;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Ownership;
using Automation.Owners.Reading;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Sources;

/// <summary>Sets the owner of an entity without one to the owner of its descriptor in CODEOWNERS (specs, codeowners §6, rule 2), if configured.</summary>
/// <remarks>Without a catalog, a team is the group with the same name, unless the settings have an alias.</remarks>
public sealed class OwnerFromCodeowners : IDescriptorProcessor
{
    private const string Owner = "owner";
    private static readonly string[] Kinds = ["Component", "API", "Resource", "System", "Domain"];

    private readonly Lock _turn = new();
    private readonly OwnerMapping _mapping;
    private readonly OwnersLookup _lookup;
    private readonly Dictionary<string, string> _reads;

    /// <param name="tree">The source's files, from the root of its repository.</param>
    /// <param name="settings">How owners are compared.</param>
    /// <param name="repository">The repository; null if it is not known.</param>
    public OwnerFromCodeowners(FileTree tree, OwnershipSettings settings, RepositorySlug? repository, CancellationToken cancellationToken)
    {
        var found = CodeownersLookup.Find(tree, settings.Dialect, path => path, cancellationToken);
        _mapping = OwnerMapping.Of(settings, new ReferenceInput([], path => path) { Repository = repository });
        _lookup = new CodeownersSide(found).Lookup();

        // The result depends on each place that is searched before the file is found.
        _reads = CodeownersLookup.Places(settings.Dialect).TakeWhile(p => p != found.Path).ToDictionary(p => p, _ => "", StringComparer.Ordinal);
        if (found.Path is { } path && tree.Read(path, CodeownersLookup.TooLarge, cancellationToken) is FileContent.Whole { Bytes: var bytes })
        {
            _reads[path] = BlobId.Of(bytes.Span);
        }
    }

    /// <inheritdoc/>
    public Completion Complete(YamlMapping document, string path)
    {
        if (document["kind"] is not YamlScalar { Text: var kind }
            || !Kinds.Contains(kind, StringComparer.Ordinal)
            || document["spec"] is not YamlMapping spec
            || !IsMissing(spec))
        {
            return new Completion(document);
        }

        var decided = OwnersOf(path);
        var owner = decided.Owners.All.SelectMany(_mapping.EntitiesOf).FirstOrDefault();
        return owner is null
            ? new Completion(document) { Reads = _reads }
            : new Completion(
                With(document, spec, owner.ToString()),
                $"The descriptor has no owner; the catalog uses {owner}, from line {decided.Line} of CODEOWNERS ({decided.Owners}).")
            { Reads = _reads };
    }

    private OwnersOfPath OwnersOf(string path)
    {
        lock (_turn)
        {
            return _lookup.Of(path);
        }
    }

    private static bool IsMissing(YamlMapping spec) => spec[Owner] is null or { IsNull: true } or YamlScalar { Type: YamlType.String, Text: "" };

    private static YamlMapping With(YamlMapping document, YamlMapping spec, string owner)
    {
        var at = (spec.Start, End: Math.Min(spec.End, spec.Start + 1));
        var entry = new YamlEntry(Owner, Text(Owner, at), Text(owner, at));
        var completed = new YamlMapping([.. spec.Entries.Where(e => e.Key != Owner), entry], spec.Start, spec.End);
        return new YamlMapping([.. document.Entries.Select(e => e.Key == "spec" ? e with { Value = completed } : e)], document.Start, document.End);
    }

    private static YamlScalar Text(string text, (int Start, int End) at) => new(text, YamlType.String, YamlScalarStyle.Plain, at.Start, at.End);
}
