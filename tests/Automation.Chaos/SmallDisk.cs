using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>A file system in memory of a few megabytes, so that it can be full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts one at a folder; null where that is not allowed.</summary>
    public static async Task<SmallDisk?> MountAsync(string folder, int megabytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var size = $"size={megabytes}m";
        var (exitCode, _, _) = await Command.RunAsync(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], Nothing, "/", cancellationToken);
        return exitCode == 0 ? new SmallDisk(folder) : null;
    }

    /// <summary>Writes a file until nothing more fits.</summary>
    public static void Fill(string path)
    {
        var block = new byte[Block];
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Dispose() => Command.RunAsync(["umount", "--lazy", _folder], Nothing, "/", CancellationToken.None).GetAwaiter().GetResult();

    private static Dictionary<string, string> Nothing => [];
}
