namespace Automation.Git.Disk;

/// <summary>Why a file or folder cannot be read or written, the same on every machine: the system's own messages contain absolute paths.</summary>
internal static class FailureReason
{
    /// <summary>The reason for an <paramref name="exception"/> while reading.</summary>
    public static string Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "permission to read it was denied",
        DirectoryNotFoundException or FileNotFoundException => "it does not exist",
        PathTooLongException => "its path is too long",
        _ => "the system could not read it",
    };

    /// <summary>The reason for an <paramref name="exception"/> while writing.</summary>
    public static string OfWrite(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "permission to write into its folder was denied",
        DirectoryNotFoundException => "its folder does not exist",
        PathTooLongException => "its path is too long",
        _ => "the disk may be full, or the file may be in use",
    };
}
