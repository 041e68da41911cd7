using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Reporting.Model;

namespace Automation.Jobs.Portal.Building;

/// <summary>The health of a service by cluster: what is known, since when, and what is not.</summary>
internal static class HealthSections
{
    private const int LongestWorkload = 150;

    public static HealthSectionModel Of(PortalEntity entity, PortalCatalog catalog)
    {
        var health = entity.Health;
        if (health is null || health.Places.Count + health.Applications.Count == 0)
        {
            return new HealthSectionModel(null, [], [Unknown(entity, catalog)]);
        }

        return new HealthSectionModel(
            Summary(health),
            [.. health.Places.Select(p => Row(p, health, catalog)), .. health.Places.Count > 0 ? [] : health.Applications.Select(a => Row(a, catalog))],
            [
                .. health.Places.Select(p => (p.Cluster, p.UnknownSince)).Concat(health.Applications.Select(a => (Cluster: a.Hub, a.UnknownSince)))
                    .Where(p => p.UnknownSince is not null).DistinctBy(p => p.Cluster)
                    .Select(p => new PageState.HealthOld(
                        p.Cluster, p.UnknownSince is { } since && since != DateTimeOffset.UnixEpoch ? ShownTime.Of(since) : null)),
            ]);
    }

    private static PageState Unknown(PortalEntity entity, PortalCatalog catalog) =>
        entity.Ref.Kind is not ("component" or "resource")
            ? new PageState.Empty($"Health is known of components and resources: a {KindWords.One(entity.Ref.Kind).ToLowerInvariant()} runs nowhere itself.")
        : !catalog.HasHealth ? new PageState.NotKnown("no cluster reports health to this portal.")
        : new PageState.NotKnown(
            $"no cluster reports health for this {entity.Ref.Kind}. Give its workloads the label backstage.io/kubernetes-id={entity.Ref.Name}.");

    // 'prod-eu: Degraded, 1 of 3 pods; prod-us: Healthy.'
    private static string Summary(ServiceHealthReport health)
    {
        var places = health.Places.GroupBy(p => p.Cluster, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {HealthMarks.Of(health with { Places = [.. g], Problems = [.. health.Problems.Where(p => p.Cluster == g.Key)] })!.Word}");
        return health.Places.Count == 0
            ? string.Join("; ", health.Applications.Select(a => $"{a.Name}: {HealthMarks.Of(a).Word}")) + "."
            : string.Join("; ", places) + ".";
    }

    // A state that is not fresh is not shown.
    private static HealthRow Row(ServicePlace place, ServiceHealthReport health, PortalCatalog catalog)
    {
        var isKnown = place.UnknownSince is null;
        var application = health.Applications.FirstOrDefault(
            a => a.Destination == place.Cluster && (a.DestinationNamespace.Length == 0 || a.DestinationNamespace == place.Namespace));
        return new HealthRow(
            application?.Environment is { Length: > 0 } environment ? environment : null,
            place.Cluster,
            VisibleText.Of($"{place.Workload}{(place.Namespace is null ? "" : $" in {place.Namespace}")}", LongestWorkload),
            HealthMarks.Of(place, health),
            isKnown && (HealthMarks.Failing(place, health)?.Since ?? place.Since) is { } since ? ShownTime.Of(since) : null,
            Checked(place.Cluster, catalog),
            isKnown && place.Version.Length > 0 ? VisibleText.Of(place.Version, 60) : null,
            isKnown && place.Wanted is { } wanted ? $"{place.Serving} of {wanted}" : null);
    }

    private static HealthRow Row(ServiceApplication application, PortalCatalog catalog) => new(
        application.Environment.Length > 0 ? application.Environment : null,
        application.Destination.Length > 0 ? application.Destination : application.Hub,
        VisibleText.Of($"Application {application.Name}", LongestWorkload),
        HealthMarks.Of(application),
        application is { UnknownSince: null, Since: { } since } ? ShownTime.Of(since) : null,
        Checked(application.Hub, catalog),
        null,
        null);

    private static string? Checked(string cluster, PortalCatalog catalog) =>
        catalog.Clusters.FirstOrDefault(c => c.Name == cluster)?.Read is { } read ? ShownTime.Of(read) : null;
}
