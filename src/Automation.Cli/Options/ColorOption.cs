using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Options;

/// <summary>The option <c>--color auto|always|never</c>, and the variables that apply without it.</summary>
internal static class ColorOption
{
    private static readonly string[] Values = ["auto", "always", "never"];

    public static Option<string?> AddTo(Command command)
    {
        var option = new Option<string?>("--color")
        {
            Description = "When to use colours: auto, always or never (NO_COLOR and FORCE_COLOR are respected)",
            HelpName = "WHEN",
        };
        OptionValues.OneOf(option, Values);
        command.Add(option);
        return option;
    }

    /// <summary>The output style in an environment.</summary>
    public static TerminalOptions Options(Terminal terminal, string? color) =>
        new() { Colours = IsOn(terminal, color), Width = terminal.Width, Wraps = terminal.IsInteractive };

    // The option overrides the variables: https://no-color.org, https://force-color.org.
    private static bool IsOn(Terminal terminal, string? color) => color switch
    {
        "always" => true,
        "never" => false,
        _ when terminal.Variable("NO_COLOR") is not null => false,
        _ when terminal.Variable("FORCE_COLOR") is { } forced => forced != "0",
        _ => terminal.IsInteractive && terminal.Variable("TERM") != "dumb",
    };
}
