using Automation.Server.Hosting;
using Automation.Server.SignIn;

namespace Automation.Server.Pages;

/// <summary>The pages for people, and the sign-in that they require.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services, ServerSettings settings) =>
        settings.HasPages ? services.AddSignIn(settings).AddSingleton<PageEndpoints>() : services;

    public static void MapPages(this WebApplication app, ServerSettings settings)
    {
        if (settings is { PublicUrl: { } address, SignIn: not null })
        {
            PageEndpoints.UseAddress(app, address);
        }

        if (settings.HasPages)
        {
            app.Services.GetRequiredService<PageEndpoints>().Map(app);
        }
    }
}
