using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Documents;
using Automation.Jobs.Inference;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Documents;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>The documentation of entities: the start on the entity's own page, and every document on one of its own, at the addresses of TechDocs.</summary>
internal sealed class DocumentPages(PortalIndex index, PortalSettings settings)
{
    // Beside these, the page of an entity has up to 1,000 elements of its own.
    private const int MostElementsOnEntity = 250;

    private const int LongestName = 100;

    public IEnumerable<PortalPage> All() =>
        settings.LeavesOutTexts ? [] : index.Catalog.Entities.Where(e => e.HasDocuments).SelectMany(Of);

    /// <summary>The document of an address; null if there is none.</summary>
    public PortalPage? Find(string address) =>
        !settings.LeavesOutTexts && index.EntityAt(address, e => PortalAddress.Document(e, "")) is { HasDocuments: true } entity
            ? Of(entity).FirstOrDefault(p => p.Address == address)
            : null;

    /// <summary>The documentation of an entity, for a section of its page.</summary>
    public static DocumentationModel Section(PortalEntity entity, PageScope page, PortalSettings settings)
    {
        var source = entity.Definitions[0].Source;
        if (entity.Documents is not { Pages: [var first, ..] pages } documents)
        {
            return new DocumentationModel(null, entity.KeepsDocuments
                ? new PageState.Empty("It has no documentation.", $"Add a README.md beside {entity.Definitions[0].File}, or pages in the folder docs.")
                : new PageState.NotKnown(source.Repository is null
                    ? "the catalog does not keep the documentation of this source, nor the address of its repository."
                    : "the catalog does not keep the documentation of this source. It is in the repository."))
            {
                Source = source.PageOf("") is { } home ? new PageLink(source.Repository!, home) : null,
            };
        }

        var places = Places(entity, documents);
        if (settings.LeavesOutTexts)
        {
            return new DocumentationModel(null, new PageState.NotKnown("it was left out, because the site would be too large with it. See the source."))
            {
                Source = SourceOf(entity, first),
            };
        }

        var document = Render(entity, first, places, page, MostElementsOnEntity, firstHeading: 3);
        return new DocumentationModel(document.Html, null)
        {
            Source = SourceOf(entity, first),
            All = pages.Count == 1 && document.LeftOut is null ? null
                : new PageLink(pages.Count == 1 ? "The whole document" : $"All {pages.Count} documents", page.To(places[first.Path])),
        };
    }

    private IEnumerable<PortalPage> Of(PortalEntity entity)
    {
        if (entity.Documents is not { Pages.Count: > 0 } documents)
        {
            yield break;
        }

        var places = Places(entity, documents);

        // Each page lists all of them.
        var names = new Lazy<Dictionary<string, string>>(() => documents.Pages.ToDictionary(d => d.Path, NameOf, StringComparer.Ordinal));
        foreach (var document in documents.Pages)
        {
            var address = places[document.Path];
            yield return new PortalPage(address, () =>
            {
                var page = new PageScope(settings, index, address);
                return PageRenderer.RenderAsync<DocumentPage>(new DocumentPageModel(
                    page.Frame(entity.Definitions[0].Source.PageOf(document.Path)),
                    page.Mention(entity),
                    names.Value[document.Path],
                    Render(entity, document, places, page, DocumentPlace.MostOnItsOwnPage, firstHeading: 2),
                    SourceOf(entity, document),
                    [.. documents.Pages.Select(d => new PageLink(names.Value[d.Path], d == document ? null : page.To(places[d.Path])))]));
            });
        }
    }

    private static RenderedDocument Render(
        PortalEntity entity, EntityDocument document, Dictionary<string, string> places, PageScope page, int mostElements, int firstHeading)
    {
        var source = entity.Definitions[0].Source;
        var folder = source.Folder.Length == 0 ? "" : source.Folder.Trim('/') + "/";
        var rendered = DocumentRenderer.Render(
            document.Text,
            new DocumentPlace(source.Repository is { } repository ? $"https://{repository}" : null, source.Branch, folder + document.Path)
            {
                Pages = places.ToDictionary(p => folder + p.Key, p => page.To(p.Value), StringComparer.Ordinal),
                MostElements = mostElements,
                FirstHeading = firstHeading,
            });
        return rendered.LeftOut is null && document.IsCut
            ? rendered with { LeftOut = "This is the start of the document: the catalog keeps 100,000 characters of each." }
            : rendered;
    }

    private static PageLink SourceOf(PortalEntity entity, EntityDocument document) =>
        new(VisibleText.Of(document.Path, 200), entity.Definitions[0].Source.PageOf(document.Path));

    // The first heading says more than the name of a file.
    private static string NameOf(EntityDocument document) =>
        VisibleText.Of(ReadmeText.TitleOf(document.Text) ?? document.Path[(document.Path.LastIndexOf('/') + 1)..], LongestName);

    // As TechDocs: the folder of pages is the root, 'index.md' is its folder, other pages are folders of their names.
    private static Dictionary<string, string> Places(PortalEntity entity, EntityDocuments documents)
    {
        var (places, taken) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var page in documents.Pages)
        {
            var name = places.Count == 0 ? "" : NameIn(documents.Folder, page.Path).ToLowerInvariant();
            var address = PortalAddress.Document(entity.Ref, name);
            for (var i = 2; !taken.Add(address); i++)
            {
                address = PortalAddress.Document(entity.Ref, $"{name}/{i}");
            }

            places[page.Path] = address;
        }

        return places;
    }

    private static string NameIn(string folder, string path)
    {
        var below = RepositoryPath.Within(folder, path) ?? path;
        var name = below[..^Path.GetExtension(below).Length];
        return name.EndsWith("/index", StringComparison.OrdinalIgnoreCase) ? name[..^"/index".Length] : name;
    }
}
