using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that builds the portal.</summary>
internal static class PortalInputs
{
    /// <summary>The names of the inputs, as <c>actions/build-portal/action.yml</c> declares them.</summary>
    public static readonly IReadOnlyList<string> Names = ["catalog", "site", "health", "title", "base-path", "address", "public"];

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static (string Catalog, SiteRequest Site) Read(Terminal terminal)
    {
        string? Input(string name) =>
            Names.Contains(name) ? ActionInputs.Named(terminal, name) : throw new ArgumentException($"The action has no input '{name}'.");

        var site = new SiteRequest(Input("site") ?? "site")
        {
            BasePath = BasePath(Input("base-path")),
            Address = Input("address"),
            IsPublic = ActionInputs.Switch("public", Input("public")),
            Health = Input("health") is { } health && Directory.Exists(terminal.FullPath(health)) ? health : null,
            At = TimeOption.Of(null),
        };
        return (terminal.FullPath(Input("catalog") ?? "."), Input("title") is { } title ? site with { Title = title } : site);
    }

    // actions/configure-pages gives '/catalog', and nothing for a site at the root.
    private static string BasePath(string? path) => path is null ? "/" : path.TrimEnd('/') + "/";
}
