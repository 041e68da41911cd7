using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Automation.Testing.GitHub.Git;

/// <summary>Copies the objects and refs of a repository on disk, bare or not, by asking the real <c>git</c>.</summary>
internal static class GitImport
{
    /// <summary>Reads every object into the store and returns the branches and tags.</summary>
    public static IReadOnlyDictionary<string, string> Read(string folder, GitObjects objects)
    {
        var refs = Encoding.UTF8.GetString(Run(folder, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        var stream = Run(folder, "cat-file", "--batch", "--batch-all-objects");
        for (var at = 0; at < stream.Length;)
        {
            var end = Array.IndexOf(stream, (byte)'\n', at);
            var header = Encoding.ASCII.GetString(stream, at, end - at).Split(' ');
            var size = int.Parse(header[2], CultureInfo.InvariantCulture);
            objects.Add(header[1], stream[(end + 1)..(end + 1 + size)]);
            at = end + size + 2;
        }

        return refs;
    }

    private static byte[] Run(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, "-c", "safe.directory=*", .. arguments]) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        git.StandardOutput.BaseStream.CopyTo(output);
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {git.ExitCode} in the repository to load.");
    }
}
