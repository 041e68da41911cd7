using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Cli.Tests.Documents;

/// <summary>The page about the command line has every command and every option of the program's help.</summary>
public sealed partial class CommandLinePageTests
{
    [Fact]
    public void Every_command_and_every_option_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/command-line.md"));
        var helps = Helps([]).ToList();

        helps.Count.ShouldBeGreaterThan(15);
        helps.Select(h => string.Join(' ', ["automation", .. h.Command])).Where(c => !page.Contains(c, StringComparison.Ordinal)).ShouldBeEmpty();
        helps.SelectMany(h => Option().Matches(h.Text[h.Text.IndexOf("Options:", StringComparison.Ordinal)..])).Select(m => m.Groups["option"].Value).Distinct()
            .Where(o => !page.Contains($"`{o}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<(string[] Command, string Text)> Helps(string[] command)
    {
        // A name that is no command would print its parent's help, which lists the name again.
        command.Length.ShouldBeLessThan(4);
        var text = Driving.Run.Automation([.. command, "--help"]).Go().Ends(0).Output;
        yield return (command, text);
        var start = text.IndexOf("\nCommands:\n", StringComparison.Ordinal);
        foreach (var sub in start < 0 ? [] : Command().Matches(text[start..]).SelectMany(m => Helps([.. command, m.Groups["name"].Value])))
        {
            yield return sub;
        }
    }

    [GeneratedRegex(@"^  (?:-\w, )?(?<option>--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^  (?<name>[a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
