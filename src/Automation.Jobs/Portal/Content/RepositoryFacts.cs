using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Ownership;
using Automation.Jobs.Scorecards;
using Automation.Owners.Naming;

namespace Automation.Jobs.Portal.Content;

/// <summary>What the facts of repositories mean for the entities of a catalog.</summary>
internal sealed class RepositoryFacts
{
    private readonly Dictionary<string, SourceFacts> _facts;
    private readonly Dictionary<string, Dictionary<string, DescriptorOwners>> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reconciliation> _reconciliations = new(StringComparer.Ordinal);

    public RepositoryFacts(IEnumerable<SourceFacts> facts, StoredCatalog catalog, CancellationToken cancellationToken)
    {
        _facts = facts.ToDictionary(f => f.Source, StringComparer.Ordinal);
        if (_facts.Values.All(f => f.Codeowners is null))
        {
            return;
        }

        var known = new KnownCatalogEntities(catalog, cancellationToken).SeenFrom(null, _ => null);
        var directory = new ReferenceInput([], path => path) { Catalog = known }.Owners();
        foreach (var (source, codeowners) in _facts.Values.Where(f => f.Codeowners is not null).Select(f => (f.Source, f.Codeowners!)))
        {
            var settings = OwnershipSettings.Default with
            {
                Inherit = codeowners.Inherit,
                Namespaces = codeowners.Namespaces.DistinctBy(n => n.Key, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(n => n.Key, n => n.Value, StringComparer.OrdinalIgnoreCase),
                Aliases = codeowners.Aliases.Select(a => (a.Key, Value: RefOf(a.Value))).Where(a => a.Value is not null)
                    .DistinctBy(a => a.Key, Owner.Comparer).ToDictionary(a => a.Key, a => a.Value!, Owner.Comparer),
            };
            _reconciliations[source] = new Reconciliation(settings, new OwnerMapping(settings, directory, null));
            _owners[source] = codeowners.Descriptors.DistinctBy(d => d.File, StringComparer.Ordinal)
                .ToDictionary(d => d.File, StringComparer.Ordinal);
        }
    }

    /// <summary>Whether the catalog keeps the facts of a source.</summary>
    public bool Has(string source) => _facts.ContainsKey(source);

    /// <summary>What CODEOWNERS says of an entity; null if it is not known, or the entity can have no owner.</summary>
    public PortalCodeowners? CodeownersOf(IndexEntry entry)
    {
        var place = entry.Definitions[0];
        if (entry.Ref.Kind is "group" or "user" or "location" || _facts.GetValueOrDefault(place.Source)?.Codeowners is not { } file
            || _owners[place.Source].GetValueOrDefault(place.File) is not { } owners)
        {
            return null;
        }

        var decided = new OwnersOfPath(OwnerSet.Of(owners.Owners.Select(o => new Owner(o.Text, o.Form, 0))), null);
        var owner = entry.AllRelations().Where(r => r.Type == "ownedBy").Select(r => r.Target).FirstOrDefault();
        return new PortalCodeowners(file.Path, owners.Line, decided.Owners.Names, file.Files, file.Owned)
        {
            Agrees = owner is null ? null : _reconciliations[place.Source].Compare(owner, decided) switch
            {
                Verdict.Agree => true,
                Verdict.Disagree or Verdict.Unowned => false,
                _ => null,
            },
        };
    }

    /// <summary>The template that a component was made from; null if that is not known.</summary>
    public PortalTemplate? TemplateOf(IndexEntry entry) =>
        entry.Ref.Kind == "component" && entry.Definitions[0] is var place
            && _facts.GetValueOrDefault(place.Source)?.TemplateOf(place.File) is { } made && RefOf(made.Template) is { } template
            ? new PortalTemplate(template, made.Commit, made.Tag) { Pin = made.Pin }
            : null;

    private static EntityRef? RefOf(string text) => EntityRef.TryParse(text, null, EntityRef.DefaultNamespace, out var reference, out _) ? reference : null;
}
