using Automation.Catalog.Ingestion;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.GitHub.Repositories;
using Automation.Jobs.Catalogs;
using Automation.Jobs.Catalogs.Declaring;

namespace Automation.Jobs.Following;

/// <summary>
/// What a catalog on GitHub is made of: what its <c>catalog-sources.yml</c> names, or without one all repositories of its owner that the App sees. The catalog's
/// own repository is never among them: it would feed on itself.
/// </summary>
/// <param name="catalog">The repository that holds the catalog.</param>
/// <param name="host">The host that repositories are on.</param>
/// <param name="repositories">The repositories that there are.</param>
internal sealed class FollowedSources(RepositoryName catalog, string host, InstalledRepositories repositories)
{
    private readonly List<FollowedSource> _sources = [];
    private readonly List<string> _problems = [];

    /// <summary>The sources in order, or what somebody has to mend before there are any.</summary>
    /// <param name="files">The files of the catalog's repository.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(IReadOnlyList<FollowedSource> Sources, string? Problem)> ReadAsync(FileTree files, CancellationToken cancellationToken)
    {
        var list = Everything();
        if (files.Read(SourcesReader.FileName, SourcesReader.LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes })
        {
            var (declared, findings) = SourcesReader.Declared(SourceText.Decode(SourcesReader.FileName, bytes.Span));
            if (findings is [var first, ..])
            {
                return ([], $"{SourcesReader.FileName} of {catalog}, line {first.Span.Start.Line}: {first.Message}");
            }

            list = declared;
        }

        foreach (var declaration in list.Sources)
        {
            await AddAsync(declaration, list.Processors, cancellationToken);
        }

        if (_sources.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twins)
        {
            _problems.Add($"There are two sources called '{twins.Key}'. Write another 'name' for one of them.");
        }

        return _problems is [var problem, ..] ? ([], $"{SourcesReader.FileName} of {catalog}: {problem}") : (_sources, null);
    }

    private SourceList Everything() => new() { Sources = [new SourceDeclaration { Github = $"{catalog.Owner}/*" }] };

    private async Task AddAsync(SourceDeclaration declaration, ProcessorSettings processors, CancellationToken cancellationToken)
    {
        if (declaration.Github is { } pattern)
        {
            await AddRepositoriesAsync(declaration, pattern, processors, cancellationToken);
        }
        else if (declaration.Terraform is { } facts)
        {
            AddFile(declaration, SourceKind.Terraform, facts, processors);
        }
        else if (declaration.DirectoryService is { } people)
        {
            AddFile(declaration, SourceKind.DirectoryService, people, processors);
        }
        else
        {
            _problems.Add($"'{declaration.Directory ?? declaration.Git}' is a path on some machine, and this one follows GitHub. Name the repositories with 'github', such as '{catalog.Owner}/*'.");
        }
    }

    private async Task AddRepositoriesAsync(SourceDeclaration declaration, string pattern, ProcessorSettings processors, CancellationToken cancellationToken)
    {
        var owner = pattern.Split('/')[0];
        if (await repositories.OfAsync(owner, cancellationToken) is not { } owners)
        {
            _problems.Add($"The App is not installed for '{owner}'. Install it there, or take '{pattern}' out.");
            return;
        }

        var glob = new Glob(pattern.ToLowerInvariant());
        _sources.AddRange(owners.All
            .Where(r => glob.Matches(r.Name.ToString().ToLowerInvariant()) && !IsCatalog(r.Name))
            .Select(r => new FollowedSource(new DeclaredSource(SourceKind.GitHub, r.Name.ToString(), Settings(declaration, r, processors))) { Repository = r, Access = owners.Access }));
    }

    private void AddFile(SourceDeclaration declaration, SourceKind kind, string path, ProcessorSettings processors)
    {
        if (RepositoryPath.Segments(path) is null)
        {
            _problems.Add($"'{path}' is no file of the catalog's repository: write its path from the root, such as 'facts/cloud.json'.");
            return;
        }

        var settings = new SourceSettings(declaration.Name ?? SourceExpansion.NameOf(path)) { Processors = processors, Namespace = declaration.Namespace ?? Core.EntityRef.DefaultNamespace };
        _sources.Add(new FollowedSource(new DeclaredSource(kind, path, settings)));
    }

    private SourceSettings Settings(SourceDeclaration declaration, InstalledRepository repository, ProcessorSettings processors) =>
        new(declaration.Name?.Replace("*", repository.Name.Name, StringComparison.Ordinal) ?? repository.Name.Name)
        {
            Repository = new RepositorySlug(host, repository.Name.Owner, repository.Name.Name),
            Branch = repository.DefaultBranch,
            Files = declaration.Include is null && declaration.Exclude is null ? SourceFiles.Usual : new SourceFiles(declaration.Include ?? SourceFiles.Usual.Include, declaration.Exclude ?? []),
            Namespace = declaration.Namespace ?? Core.EntityRef.DefaultNamespace,
            Processors = processors,
        };

    private bool IsCatalog(RepositoryName name) => string.Equals(name.ToString(), catalog.ToString(), StringComparison.OrdinalIgnoreCase);
}
