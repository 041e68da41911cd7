using System.Buffers;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Formats;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Inference.Projects;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference;

/// <summary>The entities of a component: it, and its APIs.</summary>
internal sealed class DescribedEntities(
    RepositorySnapshot repository, RepositoryContents contents, ComponentNames names, OwnerStep owners, CatalogNeighbours neighbours)
{
    private const int LongestDescription = 200;
    private const int LongestTitle = 60;

    // Names of files that say nothing about the API.
    private static readonly string[] General = ["api", "service", "services", "server", "schema", "main", "index", "rpc", "grpc", "proto", "shared", "common"];
    private static readonly string[] DocumentFiles = ["mkdocs.yml", "mkdocs.yaml"];
    private static readonly SearchValues<char> TitleEnds = SearchValues.Create("(–—|\"");

    // Forms of an address that generators write.
    private static readonly string[] NoPage = ["github.com", "gitlab.com", "example.com", "localhost"];

    private static readonly JsonPointer Metadata = JsonPointer.Root.Field("metadata");
    private static readonly JsonPointer Spec = JsonPointer.Root.Field("spec");

    /// <param name="apis">The API definitions in its folder.</param>
    /// <param name="isAlone">Whether it is the only component of the repository.</param>
    public IReadOnlyList<InferredEntity> Of(FoundComponent component, IReadOnlyList<FoundApi> apis, bool isAlone)
    {
        var (files, facts, _) = component;
        var readme = ReadmeText.Of(files);
        var name = names.Of(files.Folder);
        var owner = owners.Of(files.Folder, neighbours.OwnerOf(name.Value));
        var lifecycle = neighbours.LifecycleOf(owner.Value) ?? LifecycleStep.Of(component, readme);
        var system = neighbours.SystemOf(name.Value, owner.Value);
        var type = facts?.Type ?? Inferred.Guess(ComponentType.Other, "no build file was recognised", ComponentType.All);
        var named = apis.Select(a => (Api: a, Name: NameOf(a, apis.Count, name.Value))).ToList();
        List<InferredField> fields =
        [
            new(Metadata.Field("name"), name),
            .. Title(readme, name.Value),
            .. Description(facts, readme, name.Value),
            .. Annotations(files),
            .. facts is { Language: not ("documentation" or "html" or "github-actions") } ? Tag(facts) : [],
            .. Links(facts, isAlone),
            new(Spec.Field("type"), type),
            new(Spec.Field("lifecycle"), lifecycle),
            new(Spec.Field("owner"), owner),
            .. system is null ? Array.Empty<InferredField>() : [new InferredField(Spec.Field("system"), system)],
            .. named.Select((a, i) => new InferredField(
                Spec.Field("providesApis").Item(i),
                type is { IsCertain: true, Value: ComponentType.Service }
                    && (a.Api.Type != "grpc" || a.Name.Value.EndsWith("api", StringComparison.Ordinal))
                    ? new Inferred(a.Name.Value, $"{a.Api.Path} defines it")
                    : Inferred.Guess(a.Name.Value, $"{a.Api.Path} defines it; move it to consumesApis if this only calls it"))),
        ];
        return
        [
            new InferredEntity($"component:default/{name.Value}", fields),
            .. named.Select(a => OfApi(a.Api, a.Name, files.Folder, lifecycle, owner, system)),
        ];
    }

    /// <summary>The Location of a repository with several components, and the APIs that belong to none of them.</summary>
    public IReadOnlyList<InferredEntity> OfRoot(IReadOnlyCollection<string> folders, IReadOnlyList<FoundApi> apis)
    {
        var name = names.Of("location", names.Repository, "the repository has several components");
        var owner = owners.Of("", neighbours.OwnerOf(names.Repository));
        InferredField[] targets =
        [
            .. folders.Order(StringComparer.Ordinal)
                .Select((f, i) => new InferredField(Spec.Field("targets").Item(i), new Inferred($"./{f}/catalog-info.yaml", "the folder is a component"))),
        ];
        return
        [
            new InferredEntity($"location:default/{name.Value}", [new(Metadata.Field("name"), name), .. targets]),
            .. apis.Select(a => OfApi(
                a,
                NameOf(a, apis.Count, names.Repository),
                "",
                Inferred.Guess("production", "the definition has no lifecycle"),
                owner,
                neighbours.SystemOf(names.Repository, owner.Value))),
        ];
    }

    private static InferredEntity OfApi(FoundApi api, Inferred name, string folder, Inferred lifecycle, Inferred owner, Inferred? system) => new(
        $"api:default/{name.Value}",
        [
            new(Metadata.Field("name"), name),
            .. Sentence(api.Title, LongestTitle) is { } title && !IsSame(title, name.Value)
                ? [new InferredField(Metadata.Field("title"), new Inferred(title, $"it is the title in {api.Path}"))]
                : Array.Empty<InferredField>(),
            .. Sentence(api.Description, LongestDescription) is { } description
                ? [new InferredField(Metadata.Field("description"), new Inferred(description, $"it is the description in {api.Path}"))]
                : Array.Empty<InferredField>(),
            new(Spec.Field("type"), new Inferred(api.Type, $"{api.Path} is of this type")),
            new(Spec.Field("lifecycle"), lifecycle),
            new(Spec.Field("owner"), owner),
            .. system is null ? Array.Empty<InferredField>() : [new InferredField(Spec.Field("system"), system)],
            new(
                Spec.Field("definition").Field("$text"),
                new Inferred($"./{RepositoryPath.Within(folder, api.Path) ?? api.Path}", "the definition is in this file")),
        ]);

    private Inferred NameOf(FoundApi api, int count, string component)
    {
        if (count == 1)
        {
            // A definition that has another name is of a part.
            var own = ProjectFiles.NameOf(api.Path).Split('.')[0];
            var only = component.EndsWith("api", StringComparison.Ordinal) ? component
                : api.Type != "grpc" || General.Contains(own)
                    || PurposeText.Letters(component).Contains(PurposeText.Letters(own), StringComparison.OrdinalIgnoreCase)
                    ? $"{component}-api"
                : $"{component}-{own}";
            return names.Of("api", only, $"{api.Path} is the only API definition");
        }

        var stem = ProjectFiles.NameOf(api.Path).Split('.')[0];
        var folder = RepositoryPath.FolderOf(api.Path);
        var isGeneral = stem.Contains("openapi", StringComparison.OrdinalIgnoreCase) || stem is "swagger" or "asyncapi" or "schema" or "api" or "service";
        var part = isGeneral && folder.Length > 0 ? ProjectFiles.NameOf(folder) : stem;
        return names.Of("api", part.StartsWith(component, StringComparison.OrdinalIgnoreCase) ? part : $"{component}-{part}", $"the file is {api.Path}");
    }

    // "Orders - the orders of the shop", "Orders (v2)", "Orders 🚀" say no more than the name.
    private static InferredField[] Title(ReadmeText? readme, string name)
    {
        var heading = readme?.Title is { } whole ? ReadmeText.WithoutPictures(whole) : null;
        var end = heading?.AsSpan().IndexOfAny(TitleEnds) ?? -1;
        var first = heading?.Split(" - ")[0].Split(": ")[0];
        first = end > 0 && first!.Length > end ? first[..end] : first;
        return first is not null && !IsSame(first, name) && !PurposeText.Letters(name).EndsWith(PurposeText.Letters(first), StringComparison.OrdinalIgnoreCase)
            && Sentence(heading!.Length <= LongestTitle ? heading : first.Trim(), LongestTitle) is { } title
            && !title.EndsWith('…') && !IsSame(title, name)
            ? [new(
                Metadata.Field("title"),
                IsAbout(title, name) ? new Inferred(title, $"{readme!.File} has this heading")
                    : Inferred.Guess(title, $"{readme!.File} has this heading, which has no word of the name"))]
            : [];
    }

    // Of a build file in a folder it may be that of a part.
    private static InferredField[] Description(ProjectFacts? facts, ReadmeText? readme, string name)
    {
        var described = Sentence(facts?.Description, LongestDescription) is { Length: > 10 } text && !PurposeText.IsElsewhere(text) && !IsSame(text, name)
            ? text : null;
        var isOfAll = facts?.Manifest.Contains('/', StringComparison.Ordinal) == false;
        var said = Sentence(readme?.Paragraph is { } paragraph ? ReadmeText.WithoutPictures(paragraph) : null, LongestDescription);
        var value = described is not null && isOfAll ? new Inferred(described, $"{facts!.Manifest} has this description")
            : said is not null && readme!.Says is not null ? new Inferred(said, $"{readme.File} has this paragraph")
            : described is not null ? Inferred.Guess(described, $"{facts!.Manifest} has this description, which may be of a part")
            : said is not null ? Inferred.Guess(said, $"{readme!.File} begins with it, which may not say what this is")
            : null;
        return value is null ? [] : [new(Metadata.Field("description"), value)];
    }

    private IEnumerable<InferredField> Annotations(ProjectFiles files)
    {
        var annotations = Metadata.Field("annotations");
        if (repository.Repository is { Host: RepositorySlug.DefaultHost, Owner.Length: > 0 } slug && Sentence(slug.ToString(), 200) is { } text)
        {
            yield return new(annotations.Field("github.com/project-slug"), new Inferred(text, $"the repository is {text}"));
        }

        if (DocumentFiles.FirstOrDefault(files.Has) is { } documents)
        {
            yield return new(annotations.Field("backstage.io/techdocs-ref"), new Inferred("dir:.", $"{documents} builds the documentation"));
        }
    }

    private static InferredField[] Tag(ProjectFacts facts) =>
        [new(Metadata.Field("tags").Item(0), new Inferred(facts.Language, $"{facts.Manifest} is of this language"))];

    private IEnumerable<InferredField> Links(ProjectFacts? facts, bool isAlone)
    {
        var (links, count) = (Metadata.Field("links"), 0);
        if (Page(facts?.Homepage) is { } page)
        {
            yield return new(links.Item(count).Field("url"), new Inferred(page, $"{facts!.Manifest} has this address"));
            yield return new(links.Item(count++).Field("title"), new Inferred("Documentation", "it is the address of the project"));
        }

        if (isAlone && repository.Repository is { Host: RepositorySlug.DefaultHost, Owner.Length: > 0 } slug
            && WebUrl.IsAbsolute($"https://github.com/{slug}/actions")
            && contents.All.FirstOrDefault(p => p.StartsWith(".github/workflows/", StringComparison.Ordinal)) is { } workflow)
        {
            yield return new(links.Item(count).Field("url"), new Inferred($"https://github.com/{slug}/actions", $"there is {workflow}"));
            yield return new(links.Item(count).Field("title"), new Inferred("CI", "workflows run there"));
        }
    }

    // An address of a page about the component: not of its repository, and without credentials.
    private static string? Page(string? address) =>
        Sentence(address, 300) is { } text && WebUrl.Parse(text) is { Scheme: "https" or "http", User: "", Host: { } host }
        && !text.Contains('@', StringComparison.Ordinal) && !text.EndsWith('…')
        && !NoPage.Any(n => host == n || host.EndsWith("." + n, StringComparison.Ordinal)) ? text : null;

    // One line of a repository's text, cut at the end of a sentence or a word. Never a secret, or what a template engine would replace.
    private static string? Sentence(string? text, int longest)
    {
        if (text is null || SecretShape.Of(text) is not null || TemplateExpression.IsIn(text))
        {
            return null;
        }

        var line = VisibleText.Of(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (line.Length == 0 || !line.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        // A sentence that announces a list.
        line = !line.EndsWith(':') ? line : line.LastIndexOf(". ", StringComparison.Ordinal) is > 0 and var last ? line[..(last + 1)] : line[..^1];

        if (line.Length <= longest)
        {
            return line;
        }

        var end = line.LastIndexOf(". ", longest, StringComparison.Ordinal);
        var word = line.LastIndexOf(' ', longest - 1);
        return end > longest / 4 ? line[..(end + 1)] : VisibleText.Of(line[..(word > 0 ? word : longest - 1)]) + "…";
    }

    // A heading without a word or the initials of the name may be that of a part, or a greeting.
    private static bool IsAbout(string title, string name)
    {
        var words = title.Split([' ', '-', '_', '.', '/', ':', '"', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        var whole = PurposeText.Letters(title);
        return name.Split('-', '_', '.').Any(p => p.Length > 1 && whole.Contains(PurposeText.Letters(p), StringComparison.OrdinalIgnoreCase))
            || words.Any(w => w.Length > 3 && PurposeText.Letters(name).Contains(w, StringComparison.OrdinalIgnoreCase))
            || (words.Length > 1 && name.Split('-', '_', '.').Contains(string.Concat(words.Select(w => w[0])), StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsSame(string title, string name) => PurposeText.Letters(title).Equals(PurposeText.Letters(name), StringComparison.OrdinalIgnoreCase);
}
