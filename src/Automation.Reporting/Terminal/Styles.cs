using Automation.Core.Findings;
using Spectre.Console;

namespace Automation.Reporting.Terminal;

/// <summary>The colours of the terminal: the sixteen that every theme has.</summary>
internal static class Styles
{
    public static readonly Style File = new(decoration: Decoration.Bold | Decoration.Underline);
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Faint = new(Color.Grey);
    public static readonly Style Gutter = new(Color.Blue);
    public static readonly Style Help = new(Color.Teal);
    public static readonly Style Error = new(Color.Red, decoration: Decoration.Bold);
    public static readonly Style Warning = new(Color.Yellow, decoration: Decoration.Bold);
    public static readonly Style Info = new(Color.Teal, decoration: Decoration.Bold);
    public static readonly Style Well = new(Color.Green, decoration: Decoration.Bold);

    public static Style Of(Severity severity) => severity switch
    {
        Severity.Error => Error,
        Severity.Warning => Warning,
        _ => Info,
    };
}
