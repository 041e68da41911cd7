using System.Security.Claims;
using Automation.Jobs.Portal.Serving;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;
using Microsoft.AspNetCore.Authentication;

namespace Automation.Server.SignIn;

/// <summary>
/// Somebody who opens a page, with what they may see. The holder of the link is on the server's own machine and sees everything; anybody else only what GitHub
/// lets them read.
/// </summary>
/// <param name="Person">The signed-in person.</param>
/// <param name="Portal">What they may see of the catalog.</param>
internal sealed record Reader(ClaimsPrincipal Person, PortalReader Portal)
{
    public string Name => Person.Identity!.Name!;

    /// <summary>What they may see of the ledger.</summary>
    public SeenRepositories Seen => Portal is PortalReader.Member member ? SeenRepositories.Of(member.Repositories) : SeenRepositories.All;
}

/// <summary>Finds out who opens a page. No page is shown before that is known.</summary>
internal sealed class Readers(SignInEndpoints signIn, ReaderRights rights)
{
    private const string RetrySeconds = "30";

    /// <summary>The reader; null if they got an answer instead of the page.</summary>
    public async Task<Reader?> OfAsync(HttpContext context)
    {
        if (await signIn.SignedInAsync(context) is not { } person)
        {
            return null;
        }

        if (person.FindFirstValue(ClaimTypes.AuthenticationMethod) == SignInServices.ByLink)
        {
            return new Reader(person, new PortalReader.Operator());
        }

        var token = (await context.AuthenticateAsync(SignInServices.Cookie)).Properties?.GetTokenValue(SignInServices.TokenName);
        switch (token is null ? new ReadRights.Ended() : await rights.OfAsync(person.Identity!.Name!, token))
        {
            case ReadRights.Of known:
                return new Reader(person, new PortalReader.Member(known.Repositories));
            case ReadRights.Ended:
                await context.SignOutAsync(SignInServices.Cookie);
                await signIn.AskAsync(context);
                return null;
            default:
                await UncheckedAsync(context);
                return null;
        }
    }

    /// <summary>The answer while it cannot be checked what a reader may see.</summary>
    public static Task UncheckedAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetrySeconds;
        return PageAnswer.WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            PageLayout.Message(
                "GitHub cannot be reached",
                "What you may see here is what you can read on GitHub, and GitHub does not answer at the moment. Try again in a minute."));
    }
}
