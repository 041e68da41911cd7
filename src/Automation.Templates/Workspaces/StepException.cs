namespace Automation.Templates.Workspaces;

/// <summary>Ends a step: what a template asks for is not possible. The message says why, and what to change.</summary>
public sealed class StepException : Exception
{
    /// <summary>Ends a step with a message.</summary>
    public StepException(string message) : base(message)
    {
    }

    /// <summary>Ends a step with the failure of something outside.</summary>
    public StepException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether a dry run can go on: something is not there that the real run may find, such as an action of another product.</summary>
    public bool IsAbsence { get; init; }
}
