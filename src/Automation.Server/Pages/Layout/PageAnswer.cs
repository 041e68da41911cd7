using System.Text;

namespace Automation.Server.Pages.Layout;

/// <summary>Responds with a page without scripts or forms to other sites.</summary>
internal static class PageAnswer
{
    public static Task WriteAsync(HttpContext context, int status, Html page) => WriteAsync(context, status, "text/html; charset=utf-8", page.Markup);

    public static Task StyleAsync(HttpContext context)
    {
        using var css = new StreamReader(typeof(PageAnswer).Assembly.GetManifestResourceStream("pages.css")!);
        return WriteAsync(context, StatusCodes.Status200OK, "text/css; charset=utf-8", css.ReadToEnd());
    }

    public static void Guard(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static async Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        Guard(context);
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
