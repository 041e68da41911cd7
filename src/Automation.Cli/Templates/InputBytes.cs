using Automation.Cli.Hosting;

namespace Automation.Cli.Templates;

/// <summary>All of standard input, up to a limit.</summary>
internal static class InputBytes
{
    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">It is larger than the limit.</exception>
    public static byte[] Read(Terminal terminal, int limit)
    {
        using var all = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (var length = terminal.ReadInput(piece); length > 0; length = terminal.ReadInput(piece))
        {
            all.Write(piece, 0, length);
            if (all.Length > limit)
            {
                throw new UsageException($"Standard input has more than {limit >> 20} MiB.");
            }
        }

        return all.ToArray();
    }
}
