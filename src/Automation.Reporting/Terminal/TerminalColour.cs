namespace Automation.Reporting.Terminal;

/// <summary>Colours that every terminal theme has.</summary>
internal enum TerminalColour
{
    /// <summary>That of all other text.</summary>
    Usual,

    /// <summary>For what matters less.</summary>
    Grey,

    /// <summary>For what frames a text.</summary>
    Blue,

    /// <summary>For help.</summary>
    Teal,

    /// <summary>For what is wrong.</summary>
    Red,

    /// <summary>For what may be wrong.</summary>
    Yellow,

    /// <summary>For what is well.</summary>
    Green,
}
