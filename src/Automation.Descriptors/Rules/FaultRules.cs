using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Descriptors.Rules;

/// <summary>
/// An error in this program while it validated or processed one file: that file counts as invalid, and others are not affected. An error
/// outside of it, such as a full disk or a broken clone, does not count.
/// </summary>
public static class FaultRules
{
    /// <summary>A file that caused an error in the program.</summary>
    public static readonly Rule NotValidated = new(
        "catalog/not-validated", Severity.Error, Responsible.PlatformTeam, "Report the file that could not be validated.")
    {
        Consequence = Consequence.NotJudged,
        Detects = "A file whose validation failed because of an error in Automation.",
        Why = "The file counts as invalid because it was not validated. Other files are not affected, and the catalog keeps the last "
            + "version of the file.",
        FixDetails = "Open an issue with the file and the output of `automation validate --verbose FILE`.",
        Sources = [RuleSource.Own],
    };

    public static IReadOnlyList<Rule> All { get; } = [NotValidated];

    /// <summary>Whether an exception is an error of the program: external failures have their own types, or are I/O exceptions.</summary>
    public static bool IsFault(Exception exception) => exception
        is SystemException and not (OperationCanceledException or OutOfMemoryException or IOException or UnauthorizedAccessException)
        or System.Diagnostics.UnreachableException;

    /// <summary>Runs an action for one file. An error in this program affects only that file.</summary>
    /// <param name="otherwise">The result if it fails.</param>
    public static T Guard<T>(Func<T> work, Func<Exception, T> otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsFault(e))
        {
            return otherwise(e);
        }
    }

    /// <param name="file">The file, as findings name it.</param>
    public static Finding Of(string file, Exception fault) =>
        new(NotValidated, MessageOf(fault), file, SourceSpan.FileStart) { Identity = NotValidated.Id, Trace = fault.ToString() };

    public static string MessageOf(Exception fault) =>
        $"The file could not be validated because of an error in Automation ({fault.GetType().Name}). Other files are not affected. Report it with this file "
        + "and the output of 'automation validate --verbose'.";
}
