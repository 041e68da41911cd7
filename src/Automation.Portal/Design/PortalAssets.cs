using System.Text;

namespace Automation.Portal.Design;

/// <summary>The files that all pages load: a style sheet, an icon, scripts.</summary>
public static class PortalAssets
{
    /// <summary>The folder of the files in a site.</summary>
    public const string Folder = "assets/";

    private const string Tokens = "tokens.css";
    private const string StyleSheet = "portal.css";

    /// <summary>The scripts, in the order of their names.</summary>
    public static IReadOnlyList<string> Scripts => [.. Names.Where(n => n.EndsWith(".js", StringComparison.Ordinal))];

    /// <summary>Name and content of each file. All style sheets are one file: the tokens first, then the frame, then those of single components.</summary>
    public static IEnumerable<(string Name, byte[] Content)> All =>
    [
        (StyleSheet, Encoding.UTF8.GetBytes(string.Join('\n', Names.Where(IsStyle).OrderBy(n => n == Tokens ? 0 : n == StyleSheet ? 1 : 2).Select(Text)))),
        .. Names.Where(n => !IsStyle(n)).Select(n => (n, Encoding.UTF8.GetBytes(Text(n)))),
    ];

    /// <summary>The tokens of the design system.</summary>
    internal static string TokenSheet => Text(Tokens);

    private static IEnumerable<string> Names => typeof(PortalAssets).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal);

    private static bool IsStyle(string name) => name.EndsWith(".css", StringComparison.Ordinal);

    private static string Text(string name)
    {
        using var stream = typeof(PortalAssets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
