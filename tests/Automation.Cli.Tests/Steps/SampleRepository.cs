using System.Text.Json;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Steps;

/// <summary>A repository of <c>samples/acme</c> with its history: on the disk, on a fake GitHub, and as jobs check it out.</summary>
internal sealed class SampleRepository : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();
    private readonly string _name;
    private GitServer? _server;

    public SampleRepository(string name)
    {
        _name = name;
        Copy(name, _git.Path);
        _git.Commit("As it is");
        _git.Git("config", "uploadpack.allowAnySHA1InWant", "true");
    }

    /// <summary>Its working tree, with <c>.git</c>.</summary>
    public string Folder => _git.Path;

    /// <summary>Copies the files of a repository, or of all with an empty name, to a folder.</summary>
    public static void Copy(string name, string to) => CopyFolder(Path.Combine(Repository.Root, "samples", "acme", name), to);

    /// <summary>Copies all files of a folder to another one.</summary>
    public static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A commit on a branch <c>change</c>: one text replaced in one file.</summary>
    public SampleRepository Replacing(string path, string old, string @new)
    {
        var text = File.ReadAllText(_git.At(path));
        text.ShouldContain(old);
        _git.Git("checkout", "--quiet", "-B", "change");
        _git.With(path, text.Replace(old, @new, StringComparison.Ordinal)).Commit("The change");
        _git.Git("checkout", "--quiet", "main");
        return this;
    }

    /// <summary>Puts its branches on a GitHub, and returns the number of a pull request of <c>change</c>.</summary>
    public int Propose(FakeGitHub gitHub)
    {
        gitHub.Repository($"acme/{_name}").Load(_git.Path);
        return gitHub.OpenPullRequest($"acme/{_name}", head: "change").Number;
    }

    /// <summary>Begins a job for the pull request: its merge commit, checked out at depth 1, and the event's payload.</summary>
    public ActionRunner PullRequestJob(int number = 7, Uri? api = null)
    {
        _git.Git("checkout", "--quiet", "-B", "merge", "main");
        _git.Git("merge", "--quiet", "--no-ff", "-m", "Merge", "change");
        var runner = new ActionRunner($"acme/{_name}", api)
            .With("GITHUB_EVENT_NAME", "pull_request").With("GITHUB_SHA", _git.Git("rev-parse", "merge")).With("GITHUB_REF", $"refs/pull/{number}/merge")
            .With("GITHUB_REF_NAME", $"{number}/merge").With("GITHUB_BASE_REF", "main").With("GITHUB_HEAD_REF", "change")
            .Event(Payload(number));
        _server = new GitServer(_git);
        _git.Git("clone", "--quiet", "--depth=1", "--branch=merge", new Uri(_git.Path).AbsoluteUri, runner.Workspace);
        _git.Git("-C", runner.Workspace, "remote", "set-url", "origin", _server.Address);
        _git.Git("checkout", "--quiet", "main");
        return runner;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server?.Dispose();
        _git.Dispose();
    }

    private string Payload(int number)
    {
        object Side(string branch, string sha) => new { @ref = branch, sha = _git.Git("rev-parse", sha), repo = new { full_name = $"acme/{_name}" } };
        return JsonSerializer.Serialize(new
        {
            action = "synchronize",
            number,
            pull_request = new { number, draft = false, @base = Side("main", "main"), head = Side("change", "change") },
            repository = new { full_name = $"acme/{_name}", default_branch = "main" },
        });
    }
}
