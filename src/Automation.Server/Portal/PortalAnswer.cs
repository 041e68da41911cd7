using System.Security.Cryptography;
using Automation.Jobs.Portal.Serving;
using Automation.Server.Pages.Layout;

namespace Automation.Server.Portal;

/// <summary>Responds with pages and files of the portal. They are for one reader: no cache may give them to another.</summary>
internal static class PortalAnswer
{
    public const string Html = "text/html; charset=utf-8";

    private const int EntityTagLength = 32;

    private const string ForOneReader = "private, no-cache";

    public static async Task WriteAsync(HttpContext context, int status, string type, byte[] content)
    {
        Guard(context);
        if (status == StatusCodes.Status200OK && IsKnown(context, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..EntityTagLength]}\""))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    }

    /// <summary>Leads to another address of this portal, with the same query.</summary>
    /// <param name="path">The path from the root.</param>
    public static void Redirect(HttpContext context, string path)
    {
        Guard(context);
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        context.Response.Redirect($"/{escaped}{context.Request.QueryString}", permanent: true);
    }

    // The reader's right was looked up before, so the answer is about what they may see now.
    private static bool IsKnown(HttpContext context, string entityTag)
    {
        context.Response.Headers.ETag = entityTag;
        return context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(entityTag, StringComparer.Ordinal);
    }

    private static void Guard(HttpContext context)
    {
        PageAnswer.Guard(context);
        context.Response.Headers.ContentSecurityPolicy = ReaderPortal.ContentSecurityPolicy;
        context.Response.Headers.CacheControl = ForOneReader;
        context.Response.Headers.Vary = "Cookie";
    }
}
