using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Automation.Server.Hosting;

/// <summary>GitHub as the App reaches it: one for all parts of the server, so that they share its limits and what was read.</summary>
internal static class GitHubServices
{
    public static IServiceCollection AddGitHubAccess(this IServiceCollection services, ServerSettings settings)
    {
        services.TryAddSingleton(s => new GitHubAccess(
            new AppKey(settings.AppId!.Value, File.ReadAllText(settings.PrivateKeyPath!), s.GetRequiredService<TimeProvider>()),
            new Uri(settings.ApiUrl),
            s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new BlobCache(BlobCache.UsualCapacity));
        return services;
    }
}
