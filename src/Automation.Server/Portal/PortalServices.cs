using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Portal.Serving;
using Automation.Server.Hosting;

namespace Automation.Server.Portal;

/// <summary>The portal of the catalog.</summary>
internal static class PortalServices
{
    public static IServiceCollection AddPortal(this IServiceCollection services, ServerSettings settings)
    {
        if (!settings.HasPages)
        {
            return services;
        }

        services.AddSingleton<PortalState>().AddSingleton<PortalEndpoints>();
        if (settings is { CatalogRepository: { } catalog, MissingForGitHub: [] })
        {
            services.AddGitHubAccess(settings)
                .AddSingleton(s => new FollowPortal(
                    s.GetRequiredService<GitHubAccess>(), catalog, s.GetRequiredService<BlobCache>(), s.GetRequiredService<TimeProvider>())
                {
                    HealthBranch = settings.Health?.Branch ?? HealthSettings.DefaultBranch,
                    ReadsPublic = settings.IsPortalPublic,
                    KeptCalls = settings.KeptCalls,
                })
                .AddHostedService<PortalRefresh>();
        }

        return services;
    }

    public static void MapPortal(this WebApplication app, ServerSettings settings)
    {
        if (settings.HasPages)
        {
            app.Services.GetRequiredService<PortalEndpoints>().Map(app);
        }
    }
}
