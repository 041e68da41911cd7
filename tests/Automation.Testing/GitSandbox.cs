using System.Diagnostics;

namespace Automation.Testing;

/// <summary>
/// A temporary git repository, made by the real <c>git</c>: on branch <c>main</c>, with a fixed author and date, and untouched by the
/// configuration of the user who runs the tests.
/// </summary>
public sealed class GitSandbox : IDisposable
{
    private static readonly Dictionary<string, string> Isolated = new()
    {
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_AUTHOR_NAME"] = "Ada",
        ["GIT_AUTHOR_EMAIL"] = "ada@acme.example",
        ["GIT_AUTHOR_DATE"] = "2024-01-02T03:04:05Z",
        ["GIT_COMMITTER_NAME"] = "Ada",
        ["GIT_COMMITTER_EMAIL"] = "ada@acme.example",
        ["GIT_COMMITTER_DATE"] = "2024-01-02T03:04:05Z",
    };

    private readonly TemporaryFolder _folder = new();

    private GitSandbox(string name) => Path = System.IO.Path.Combine(_folder.Path, name);

    /// <summary>The working tree's root, or the bare repository.</summary>
    public string Path { get; }

    /// <summary>A place beside the repository that goes when it goes.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_folder.Path, name);

    /// <summary>An empty repository.</summary>
    public static GitSandbox Create()
    {
        var sandbox = new GitSandbox("repository");
        Directory.CreateDirectory(sandbox.Path);
        // Without the samples of hooks, most of the files of an empty repository.
        sandbox.Git("init", "--quiet", "--initial-branch=main", "--template=");
        Directory.CreateDirectory(sandbox.At(".git/hooks"));
        File.AppendAllText(sandbox.At(".git/config"), "[uploadpack]\n\tallowFilter = true\n");
        return sandbox;
    }

    /// <summary>A clone of this repository, over the protocol (so that depth and filters count), with more arguments for <c>git clone</c>.</summary>
    public GitSandbox Clone(params string[] arguments)
    {
        var clone = new GitSandbox("clone");
        clone.Run(clone._folder.Path, ["clone", "--quiet", "--template=", .. arguments, new Uri(Path).AbsoluteUri, clone.Path]);
        return clone;
    }

    /// <summary>The absolute path of something in the repository.</summary>
    public string At(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>Writes a text file, making the folders it needs.</summary>
    public GitSandbox With(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return this;
    }

    /// <summary>Makes a symbolic link.</summary>
    public GitSandbox WithLink(string path, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.CreateSymbolicLink(At(path), target);
        return this;
    }

    /// <summary>Deletes a file.</summary>
    public GitSandbox Without(string path)
    {
        File.Delete(At(path));
        return this;
    }

    /// <summary>Commits everything that stands there, and returns the commit's name.</summary>
    public string Commit(string message = "A change")
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    /// <summary>Runs git in the repository and returns what it prints, without the last line's end.</summary>
    public string Git(params string[] arguments) => Run(Path, arguments);

    /// <summary>The same, with a file of the repository as its input.</summary>
    public string GitWithInput(string path, params string[] arguments) => Run(Path, arguments, File.ReadAllText(At(path)));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private string Run(string folder, string[] arguments, string input = "")
    {
        // A commit starts no housekeeping for a repository that is gone in a moment, and none has to survive the machine's death.
        string[] settings = ["-c", "protocol.file.allow=always", "-c", "maintenance.auto=false", "-c", "core.fsync=none"];
        var start = new ProcessStartInfo("git", [.. settings, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);     // The tests may themselves run in a hook.
        }

        foreach (var (name, value) in Isolated)
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}\n{errors.Result}");
        return output.TrimEnd('\n', '\r');
    }
}
