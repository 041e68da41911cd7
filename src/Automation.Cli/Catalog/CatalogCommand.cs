using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Catalog;

/// <summary><c>automation catalog</c>: stitches the catalog, and reads stitched catalogs.</summary>
internal sealed class CatalogCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new CatalogBuildCommand(),         // sources -> artifact
        new CatalogDiffCommand(),          // what changed between two
        new CatalogPublishCommand(),       // sources -> a commit of the catalog repository
        new CatalogShowCommand(),          // print entities
        new CatalogSearchCommand(),        // find entities
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("catalog", "Stitch the catalog of all repositories, and read it.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
