using System.Security.Claims;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;

namespace Automation.Server.SignIn;

/// <summary>Who may see the pages: members of an organisation, confirmed by GitHub; until that is configured, the holder of the link on this machine.</summary>
internal static class SignInServices
{
    public const string Cookie = "cookie";

    /// <summary>GitHub's scheme.</summary>
    public const string GitHub = "github";

    /// <summary>Where GitHub sends the browser back to: the App's "Callback URL".</summary>
    public const string CallbackPath = "/sign-in/callback";

    /// <summary>Then membership is checked with GitHub again.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>The claim for a sign-in with the link.</summary>
    public const string ByLink = "link";

    /// <summary>The person's token, in their cookie.</summary>
    public const string TokenName = "access_token";

    private const string FolderOfKeys = "keys";

    public static IServiceCollection AddSignIn(this IServiceCollection services, ServerSettings settings)
    {
        // The keys sign the cookies; a user who can read the folder can read the ledger beside it anyway.
        services.AddDataProtection().SetApplicationName("automation-server").PersistKeysToFileSystem(Keys(settings.Data));
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddAntiforgery(o =>
        {
            o.FormFieldName = "token";
            o.Cookie.Name = "automation-form";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSingleton<SignInLink>();
        services.AddSingleton<SignInLog>();
        services.AddSingleton<SignInEndpoints>();
        services.AddSingleton<UserRepositories>();
        services.AddSingleton<ReaderRights>();
        services.AddSingleton<Readers>();
        var authentication = services.AddAuthentication(Cookie).AddCookie(Cookie, Configure);
        if (settings.SignIn is { } signIn)
        {
            authentication.AddOAuth(GitHub, o => Configure(o, signIn, settings));
        }

        return services;
    }

    public static ClaimsPrincipal Person(string name, string how) =>
        new(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, name), new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.AuthenticationMethod, how)], how));

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "automation";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Life;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = StaysAsync;
    }

    // A session from the link is valid only on this machine, and no longer once sign-in with GitHub is configured.
    private static Task StaysAsync(CookieValidatePrincipalContext context)
    {
        var link = context.HttpContext.RequestServices.GetRequiredService<SignInLink>();
        if (context.Principal!.FindFirstValue(ClaimTypes.AuthenticationMethod) == ByLink && !(link.IsOpen && Loopback.Is(context.HttpContext)))
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }

    private static void Configure(OAuthOptions options, SignInSettings signIn, ServerSettings settings)
    {
        options.SignInScheme = Cookie;
        options.ClientId = signIn.ClientId;
        options.ClientSecret = signIn.ClientSecret;
        options.AuthorizationEndpoint = new Uri(settings.ServerUrl, "/login/oauth/authorize").AbsoluteUri;
        options.TokenEndpoint = new Uri(settings.ServerUrl, "/login/oauth/access_token").AbsoluteUri;
        options.CallbackPath = CallbackPath;

        // https://github.blog/changelog/2025-07-14-pkce-support-for-oauth-and-github-app-authentication
        options.UsePkce = true;
        options.SaveTokens = false;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.Events.OnCreatingTicket = context => VouchedForAsync(context, signIn, settings);
        options.Events.OnRemoteFailure = RefusedAsync;
    }

    private static async Task VouchedForAsync(OAuthCreatingTicketContext context, SignInSettings signIn, ServerSettings settings)
    {
        var membership = new OrganisationMembership(context.Backchannel, new Uri(settings.ApiUrl.TrimEnd('/') + "/"));
        var login = await membership.LoginAsync(context.AccessToken!, context.HttpContext.RequestAborted);
        var log = context.HttpContext.RequestServices.GetRequiredService<SignInLog>();
        if (!await membership.IsMemberAsync(signIn.Organization, context.AccessToken!, context.HttpContext.RequestAborted))
        {
            log.Refused(login, signIn.Organization);
            throw new AuthenticationFailureException("no member");
        }

        log.SignedIn(login);
        context.Principal = Person(login, GitHub);
        context.Properties.ExpiresUtc = null; // The cookie's lifetime, which is shorter than the token's.

        // What the person may see is asked with it. Only their browser keeps it, in the encrypted cookie.
        context.Properties.StoreTokens([new AuthenticationToken { Name = TokenName, Value = context.AccessToken! }]);
    }

    private static Task RefusedAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.HttpContext.RequestServices.GetRequiredService<SignInLog>().Failed(context.Failure);
        var signIn = context.HttpContext.RequestServices.GetRequiredService<ServerSettings>().SignIn!;
        return PageAnswer.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, PageLayout.Page("Not signed in", null, Html.Of($"""
            <p>GitHub did not confirm that you are a member of <strong>{signIn.Organization}</strong>, and only members can see these pages.
            The server's log has GitHub's response.</p>
            <p><a href="/sign-in">Try again</a></p>
            """)));
    }

    private static DirectoryInfo Keys(string data)
    {
        var folder = Path.GetFullPath(data);
        OwnersOnly.CreateFolder(folder);
        return OwnersOnly.CreateFolder(Path.Combine(folder, FolderOfKeys));
    }
}
