namespace Automation.Server.Ledger;

/// <summary>Folders and files that only the owner may read. The mode is there from the start, so that nobody reads them at any moment.</summary>
internal static class OwnersOnly
{
    private const UnixFileMode OfFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder with mode 0700 where there is none.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OfFiles | UnixFileMode.UserExecute);

    /// <summary>Makes an empty file with mode 0600 where there is none.</summary>
    public static void CreateFile(string path)
    {
        if (!File.Exists(path))
        {
            using var made = new FileStream(path, Options(FileShare.ReadWrite));
        }
    }

    /// <summary>Opens a file for one process alone, and makes it with mode 0600 where there is none.</summary>
    public static FileStream OpenExclusively(string path) => new(path, Options(FileShare.None));

    /// <summary>Whether others than the owner may do something with it: 0750, say. False where the system has no such modes.</summary>
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
