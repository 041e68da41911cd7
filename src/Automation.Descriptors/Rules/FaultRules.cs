using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Descriptors.Rules;

/// <summary>
/// An error in this program, met while one file was validated or processed: it costs that file, which counts as not valid, and no other. An error
/// of the outside world, such as a full disk or a broken clone, is none of these.
/// </summary>
public static class FaultRules
{
    /// <summary>A file that made the program fail.</summary>
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

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [NotValidated];

    /// <summary>Whether an exception is an error of the program: the outside world's are reported by types of their own, or as input and output.</summary>
    public static bool IsFault(Exception exception) => exception
        is SystemException and not (OperationCanceledException or OutOfMemoryException or IOException or UnauthorizedAccessException)
        or System.Diagnostics.UnreachableException;

    /// <summary>Does something for one file. An error in this program costs that file, and no other.</summary>
    /// <param name="work">What to do.</param>
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

    /// <summary>What is reported of a file.</summary>
    /// <param name="file">The file, as findings name it.</param>
    /// <param name="fault">What went wrong.</param>
    public static Finding Of(string file, Exception fault) => new(NotValidated, MessageOf(fault), file, SourceSpan.FileStart) { Identity = NotValidated.Id, Trace = fault.ToString() };

    /// <summary>The sentence that is reported.</summary>
    public static string MessageOf(Exception fault) =>
        $"The file could not be validated because of an error in Automation ({fault.GetType().Name}). Other files are not affected. Report it with this file and the output of 'automation validate --verbose'.";
}
