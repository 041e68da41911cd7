using System.CommandLine;

namespace Automation.Cli.Catalog;

/// <summary>The options <c>--confirm-removal</c> and <c>--confirm-takeover</c> of the commands that stitch a catalog.</summary>
internal sealed class Confirmations
{
    private readonly Option<string[]> _removal = new("--confirm-removal")
    {
        Description = "Confirm that many entities of this source are removed at once",
        HelpName = "SOURCE",
    };
    private readonly Option<string[]> _takeover = new("--confirm-takeover")
    {
        Description = "Confirm that this entity moves to another repository, or, for a source, that it takes over entities of other repositories",
        HelpName = "REF|SOURCE",
    };

    public void AddTo(Command command)
    {
        command.Add(_removal);
        command.Add(_takeover);
    }

    /// <summary>The sources whose removals are confirmed.</summary>
    public HashSet<string> Removals(ParseResult parsed) => (parsed.GetValue(_removal) ?? []).ToHashSet(StringComparer.Ordinal);

    /// <summary>The entities and sources whose takeovers are confirmed.</summary>
    public HashSet<string> Takeovers(ParseResult parsed) => (parsed.GetValue(_takeover) ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
