using System.Text;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.PullRequests;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;
using Automation.Jobs.Webhooks;
using Automation.Templates.Documents;
using Automation.Templates.Updating;

namespace Automation.Jobs.SelfService;

/// <summary>What a request asks for, and whether it may be run.</summary>
internal abstract record RequestReading
{
    private RequestReading()
    {
    }

    /// <summary>It is not run.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Refused(string Reason) : RequestReading;

    /// <summary>It may be run.</summary>
    /// <param name="Template">The template.</param>
    /// <param name="Request">The run, without secrets.</param>
    /// <param name="Sources">The file that declares the sources of the catalog; null if the catalog follows all repositories.</param>
    /// <param name="Catalog">The catalog.</param>
    public sealed record Allowed(TemplateDocument Template, RunTemplateRequest Request, DeclaredSources? Sources, StoredCatalog Catalog) : RequestReading;
}

/// <summary>Reads what a request needs: the template and the rules from the default branches, the person from the catalog. Nothing is written.</summary>
/// <param name="access">GitHub.</param>
/// <param name="host">The host of its pages.</param>
/// <param name="catalog">The catalog.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="clock">The time.</param>
internal sealed class ReadRequest(GitHubAccess access, string host, CatalogFiles catalog, BlobCache cache, TimeProvider clock)
{
    /// <summary>Reads it.</summary>
    public async Task<RequestReading> RunAsync(ScaffoldItem item, long installation, CancellationToken cancellationToken)
    {
        var repository = item.Repository;
        using var meter = new BudgetMeter(clock);
        var reading = access.Reading(installation, meter);
        var organisation = new OrganisationConfiguration(repository, reading, cache, meter);
        var (_, tips) = await new BranchTips(reading).ReadAsync(repository, "", [repository, organisation.Repository, catalog.Repository], cancellationToken);
        if (tips[0] is not { } commit)
        {
            return new RequestReading.Refused($"{repository} has no commit on its default branch.");
        }

        var files = access.As(installation, repository, TokenPermissions.ReadFiles);
        var tree = await GitHubTree.OpenAsync(files, commit, cache, cancellationToken, meter);
        var inherited = repository == organisation.Repository ? null : await organisation.ReadAsync(tips[1], cancellationToken);
        var configured = Configured.Read(inherited, tree, p => $"{repository}/{p}", withBaseline: false, cancellationToken);
        if (configured.IsBroken)
        {
            return new RequestReading.Refused($"The configuration has an error in {configured.Findings[0].File}: {configured.Findings[0].Message}");
        }

        var rules = configured.Settings.Scaffold;
        if (!rules.Levels().Any())
        {
            return new RequestReading.Refused(
                "No rule says who may run templates from issues. "
                + $"The platform team adds 'scaffold.allow' to .github/automation.yml of {organisation.Repository}.");
        }

        var isNear = string.Equals(catalog.Repository.Owner, repository.Owner, StringComparison.OrdinalIgnoreCase);
        var slug = new RepositorySlug(host, repository.Owner, repository.Name);
        var (known, note) = await catalog.ReadAsync((reading, isNear ? tips[2] : null), slug, cancellationToken);
        if (known is not KnownCatalog.Stitched stitched)
        {
            return new RequestReading.Refused($"It is not known who asks: {note?.Why ?? $"{catalog.Repository} is not a stitched catalog"}.");
        }

        var people = new ScaffoldCatalog(stitched.Reader);
        var actor = ScaffoldActor.Named(item.Actor, people);
        if (actor.Unknown is { } stranger)
        {
            return new RequestReading.Refused($"Only people of the catalog can ask for a service, and {stranger}.");
        }

        var templates = new RequestedTemplate(tree, files);
        var (path, unknown) = await templates.FindAsync(item.Template, cancellationToken);
        if (path is null)
        {
            return new RequestReading.Refused(unknown);
        }

        if (ScaffoldValues.TryRead("values", Encoding.UTF8.GetBytes(item.Values ?? ""), out var values) is { } problem)
        {
            return new RequestReading.Refused($"The code block with the values cannot be read: {problem}");
        }

        var request = new RunTemplateRequest(tree, path, values!)
        {
            FindActor = _ => Task.FromResult(actor),
            // The token reaches one organisation, so templates publish there.
            Policy = rules.With([new ScaffoldRule { Into = [repository.Owner] }]),
            Catalog = people,
            Origin = item.IsDryRun ? null : new TemplateOrigin("", slug.ToString(), path, commit, Tag: null),
            IsDryRun = item.IsDryRun,
        };
        var plan = new RunTemplate(request with { IsDryRun = true }, ScaffoldHost.WithoutToken);
        if (await plan.ObstacleAsync(cancellationToken) is { } obstacle)
        {
            return new RequestReading.Refused(obstacle);
        }

        if (!item.IsDryRun && !plan.Publishes)
        {
            return new RequestReading.Refused(
                "No step of the template publishes its files, so that there would be no result. Ask for a dry run with --dry-run.");
        }

        await templates.FetchAsync(path, slug, cancellationToken);
        return new RequestReading.Allowed(
            plan.Template!,
            request,
            stitched.Tree.Contains(SourcesReader.FileName) ? new DeclaredSources(catalog.Repository, SourcesReader.FileName) : null,
            stitched.Reader);
    }
}
