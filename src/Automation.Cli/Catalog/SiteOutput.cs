using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;

namespace Automation.Cli.Catalog;

/// <summary>The option <c>--site DIR</c> of <c>catalog build</c>, and those that belong to it: the portal as static pages.</summary>
internal sealed class SiteOutput
{
    private readonly Option<string?> _site = new("--site") { Description = "Also write the portal as static pages into this folder", HelpName = "DIR" };
    private readonly Option<bool> _only = new("--site-only") { Description = "Build nothing: write the portal of the catalog as it is" };
    private readonly Option<string?> _basePath = new("--base-path")
    {
        Description = "The path of the site at its address, such as /catalog/ (default: /); only its page for unknown addresses needs it",
        HelpName = "PATH",
    };
    private readonly Option<string?> _address = new("--site-address")
    {
        Description = "The address of the site, for links that search engines follow",
        HelpName = "URL",
    };
    private readonly Option<string?> _title = new("--site-title") { Description = "The name of the portal (default: Catalog)", HelpName = "TEXT" };
    private readonly Option<bool> _public = new("--public")
    {
        Description = "Everybody can open the address of the site: show only sources with 'public: true', and no health",
    };
    private readonly Option<string?> _health = new("--health")
    {
        Description = "A folder with the report of 'health report', whose state is shown",
        HelpName = "DIR",
    };
    private readonly Option<string?> _at = TimeOption.Create();

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_site, _only, _basePath, _address, _title, _public, _health, _at])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether the catalog stays as it is.</summary>
    public bool IsAlone(ParseResult parsed) => parsed.GetValue(_only);

    /// <summary>The site that is asked for; null if none is.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public SiteRequest? Read(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_site) is not { } site)
        {
            return IsAlone(parsed) ? throw new UsageException("'--site-only' needs a folder for the site: add '--site DIR'.") : null;
        }

        var request = new SiteRequest(site)
        {
            BasePath = parsed.GetValue(_basePath) ?? "/",
            Address = parsed.GetValue(_address),
            IsPublic = parsed.GetValue(_public),
            Health = parsed.GetValue(_health),
            At = TimeOption.Of(parsed.GetValue(_at)),
        };
        request.Check(terminal);
        return parsed.GetValue(_title) is { } title ? request with { Title = title } : request;
    }
}
