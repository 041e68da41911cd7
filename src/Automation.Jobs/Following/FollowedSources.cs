using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Repositories;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;

namespace Automation.Jobs.Following;

/// <summary>
/// The sources of a catalog on GitHub: those in its <c>catalog-sources.yml</c>, or without one all repositories of its owner that the App sees. The
/// catalog's own repository is never among them, because it would be its own source.
/// </summary>
/// <param name="catalog">The repository of the catalog.</param>
/// <param name="host">The host that repositories are on.</param>
/// <param name="repositories">The repositories of each owner.</param>
internal sealed class FollowedSources(RepositoryName catalog, string host, InstalledRepositories repositories)
{
    private readonly List<FollowedSource> _sources = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The owners whose repositories GitHub does not list, with the reason: their entities in the catalog stay as they are.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    /// <summary>The sources in order, or the problem to fix first.</summary>
    /// <param name="files">The files of the catalog's repository.</param>
    public async Task<(IReadOnlyList<FollowedSource> Sources, string? Problem)> ReadAsync(FileTree files, CancellationToken cancellationToken)
    {
        var (list, mistake) = await ListAsync(files, cancellationToken);
        if (mistake is not null)
        {
            return ([], mistake);
        }

        foreach (var declaration in list.Sources)
        {
            await AddAsync(declaration, list.Processors, cancellationToken);
        }

        if (_sources.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twins)
        {
            _problems.Add($"There are two sources called '{twins.Key}'. Give one of them another 'name'.");
        }

        return _problems is [var problem, ..] ? ([], $"{SourcesReader.FileName} of {catalog}: {problem}") : (_sources, null);
    }

    private async Task<(SourceList List, string? Mistake)> ListAsync(FileTree files, CancellationToken cancellationToken)
    {
        const string Name = SourcesReader.FileName;
        var (subject, remedy) = ($"{Name} of {catalog}", $"Use patterns such as '{catalog.Owner}/*'.");
        switch (TextFile.Read(files, Name, SourcesReader.LargestFile, Name, subject, remedy, cancellationToken))
        {
            case TextFile.Whole { Text: var text }:
                var (list, findings) = SourcesReader.Declared(text);
                return (list, findings is [var first, ..] ? $"{subject}, line {first.Span.Start.Line}: {first.Message}" : null);
            case TextFile.Refused { Message: var message }:
                return (new SourceList(), message);
            default:
                return (await EverythingAsync(cancellationToken), null);
        }
    }

    // People and teams come first: if two sources define the same group, GitHub is the authority.
    private async Task<SourceList> EverythingAsync(CancellationToken cancellationToken) => new()
    {
        Sources =
        [
            .. (await OfAsync(catalog.Owner, cancellationToken)).Owners is { Installation.IsOrganisation: true }
                ? [new SourceDeclaration { GithubPeople = catalog.Owner }]
                : Array.Empty<SourceDeclaration>(),
            new SourceDeclaration { Github = $"{catalog.Owner}/*" },
        ],
    };

    private async Task AddAsync(SourceDeclaration declaration, ProcessorSettings processors, CancellationToken cancellationToken)
    {
        var (kind, _, path) = declaration.Place;
        switch (kind)
        {
            case SourceKind.GitHub:
                await AddRepositoriesAsync(declaration, path, processors, cancellationToken);
                break;
            case SourceKind.GitHubPeople:
                await AddPeopleAsync(declaration, path, processors, cancellationToken);
                break;
            case SourceKind.Directory or SourceKind.Git:
                _problems.Add($"'{path}' is a path, but the server reads repositories on GitHub. Name them with 'github', such as '{catalog.Owner}/*'.");
                break;
            default:
                AddFile(declaration, kind, path, processors);
                break;
        }
    }

    private async Task AddRepositoriesAsync(SourceDeclaration declaration, string pattern, ProcessorSettings processors, CancellationToken cancellationToken)
    {
        var owner = pattern.Split('/')[0];
        var (owners, isRefused) = await OfAsync(owner, cancellationToken);
        if (isRefused)
        {
            return;
        }

        if (owners is null)
        {
            _problems.Add($"The App is not installed for '{owner}'. Install it there, or remove '{pattern}'.");
            return;
        }

        // A pattern declares no order, so the oldest comes first: a new repository cannot take over what another defines by sorting before it.
        var glob = new Glob(pattern.ToLowerInvariant());
        _sources.AddRange(owners.All
            .Where(r => glob.Matches(r.Name.ToString().ToLowerInvariant()) && !IsCatalog(r.Name))
            .OrderBy(r => r.Id)
            .Select(
                r =>
                    new FollowedSource(new DeclaredSource(SourceKind.GitHub, r.Name.ToString(), Settings(declaration, r, processors)))
                    {
                        Repository = r,
                        Access = owners.Access,
                    }));
    }

    private async Task AddPeopleAsync(SourceDeclaration declaration, string login, ProcessorSettings processors, CancellationToken cancellationToken)
    {
        var (owners, isRefused) = await OfAsync(login, cancellationToken);
        if (isRefused)
        {
            return;
        }

        if (owners is not { Installation: { IsOrganisation: true } organisation })
        {
            _problems.Add($"The App is not installed for the organisation '{login}'. Install it there, or remove 'github-people: {login}'.");
            return;
        }

        var settings = declaration.SettingsFor($"{login}-people") with { Processors = processors };
        _sources.Add(new FollowedSource(new DeclaredSource(SourceKind.GitHubPeople, login, settings)) { Organisation = organisation });
    }

    // An installation that GitHub refuses, such as a suspended one, affects only itself.
    private async Task<(OwnersRepositories? Owners, bool IsRefused)> OfAsync(string owner, CancellationToken cancellationToken)
    {
        try
        {
            return (await repositories.OfAsync(owner, cancellationToken), false);
        }
        catch (GitHubRefusalException e)
        {
            _refused[owner] = e.Message;
            return (null, true);
        }
    }

    private void AddFile(SourceDeclaration declaration, SourceKind kind, string path, ProcessorSettings processors)
    {
        if (RepositoryPath.Segments(path) is null)
        {
            _problems.Add($"'{path}' is not a file of the catalog's repository: write its path from the root, such as 'facts/cloud.json'.");
            return;
        }

        _sources.Add(new FollowedSource(new DeclaredSource(
            kind, path, declaration.SettingsFor(SourceExpansion.NameOf(path)) with { Processors = processors })));
    }

    private SourceSettings Settings(SourceDeclaration declaration, InstalledRepository repository, ProcessorSettings processors) =>
        declaration.SettingsFor(repository.Name.Name) with
        {
            Repository = new RepositorySlug(host, repository.Name.Owner, repository.Name.Name),
            RepositoryId = repository.Id,
            Branch = repository.DefaultBranch,
            Processors = processors,
        };

    private bool IsCatalog(RepositoryName name) => string.Equals(name.ToString(), catalog.ToString(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A source of a catalog that is followed.</summary>
internal sealed record FollowedSource(DeclaredSource Declared)
{
    /// <summary>The repository on GitHub; null for other sources.</summary>
    public InstalledRepository? Repository { get; init; }

    public InstallationAccess? Access { get; init; }

    /// <summary>The organisation whose people and teams the source has; null for other sources.</summary>
    public AppInstallation? Organisation { get; init; }

    public string Name => Declared.Settings.Name;
}
