namespace Automation.Reporting.Terminal;

/// <summary>Colours that every terminal theme has.</summary>
internal enum TerminalColour
{
    /// <summary>The colour of all other text.</summary>
    Usual,

    /// <summary>For less important text.</summary>
    Grey,

    /// <summary>For frames around text.</summary>
    Blue,

    /// <summary>For help.</summary>
    Teal,

    /// <summary>For errors.</summary>
    Red,

    /// <summary>For warnings.</summary>
    Yellow,

    /// <summary>For success.</summary>
    Green,
}
