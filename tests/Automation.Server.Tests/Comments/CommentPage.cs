using Automation.Testing;

namespace Automation.Server.Tests.Comments;

/// <summary>A comment as a page for a browser, as wide as GitHub shows it and with its measures.</summary>
internal static class CommentPage
{
    /// <summary>In pixels.</summary>
    public const int Width = 760;

    // The measures of a comment on GitHub: text, tables, code and what is folded away.
    private const string Style = """
        body { margin: 0; padding: 16px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; background: #fff; overflow-wrap: break-word; }
        h3, h4 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25; } h3 { font-size: 17.5px; } h4 { font-size: 14px; } body > :first-child { margin-top: 0; }
        p, ul, table, pre, details { margin: 0 0 16px; } ul { padding-left: 2em; } li + li { margin-top: 3.5px; } li > p { margin-top: 16px; }
        table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; } td, th { padding: 6px 13px; border: 1px solid #d1d9e0; } th { font-weight: 600; }
        code { font: 85% ui-monospace, "Liberation Mono", monospace; padding: .2em .4em; background: #818b981f; border-radius: 6px; } pre { padding: 16px; background: #f6f8fa; border-radius: 6px; overflow: auto; line-height: 1.45; }
        pre code { padding: 0; background: none; font-size: 100%; } pre { font-size: 85%; } a { color: #0969da; text-decoration: none; } sub { font-size: 75%; line-height: 0; vertical-align: baseline; position: relative; bottom: -.25em; } summary { cursor: pointer; }
        @media (prefers-color-scheme: dark) { body { color: #f0f6fc; background: #0d1117; } td, th { border-color: #3d444d; } pre { background: #151b23; } code { background: #656c7633; } a { color: #4493f8; } }
        """;

    /// <summary>The page, in HTML.</summary>
    public static string Of(string comment) => $"<!doctype html><meta charset=utf-8><style>{Style}</style><body>{RenderedMarkdown.Of(comment).Html}";
}
