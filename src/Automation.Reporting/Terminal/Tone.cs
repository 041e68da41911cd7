using Automation.Core.Findings;

namespace Automation.Reporting.Terminal;

/// <summary>The style of a part of a line, with colours.</summary>
internal sealed record Tone(TerminalColour Colour, bool IsBold = false, bool IsUnderlined = false)
{
    public static readonly Tone Plain = new(TerminalColour.Usual);
    public static readonly Tone File = new(TerminalColour.Usual, IsBold: true, IsUnderlined: true);
    public static readonly Tone Strong = new(TerminalColour.Usual, IsBold: true);
    public static readonly Tone Faint = new(TerminalColour.Grey);
    public static readonly Tone Gutter = new(TerminalColour.Blue);
    public static readonly Tone Help = new(TerminalColour.Teal);
    public static readonly Tone Error = new(TerminalColour.Red, IsBold: true);
    public static readonly Tone Warning = new(TerminalColour.Yellow, IsBold: true);
    public static readonly Tone Info = new(TerminalColour.Teal, IsBold: true);
    public static readonly Tone Well = new(TerminalColour.Green, IsBold: true);

    public static Tone Of(Severity severity) => severity switch
    {
        Severity.Error => Error,
        Severity.Warning => Warning,
        _ => Info,
    };
}
