namespace Automation.Server.Ledger;

/// <summary>Folders and files that only the owner may read. The mode is set from the start, so that there is no moment in which others can read them.</summary>
internal static class OwnersOnly
{
    private const UnixFileMode OfFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a folder with mode 0700 if it does not exist.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OfFiles | UnixFileMode.UserExecute);

    /// <summary>Creates an empty file with mode 0600 if it does not exist.</summary>
    public static void CreateFile(string path)
    {
        if (!File.Exists(path))
        {
            using var made = new FileStream(path, Options(FileShare.ReadWrite));
        }
    }

    /// <summary>Opens a file for one process only, and creates it with mode 0600 if it does not exist.</summary>
    public static FileStream OpenExclusively(string path) => new(path, Options(FileShare.None));

    /// <summary>Whether other users have access, such as with mode 0750. False if the system has no file modes.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0;

    private static FileStreamOptions Options(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OfFiles;
        }

        return options;
    }
}
