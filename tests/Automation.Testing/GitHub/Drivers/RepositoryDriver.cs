using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Drivers;

/// <summary>What people do with a repository, and what is to be seen there.</summary>
public sealed class RepositoryDriver
{
    private readonly FakeGitHub _gitHub;

    internal RepositoryDriver(FakeGitHub gitHub, HostedRepository hosted) => (_gitHub, Hosted) = (gitHub, hosted);

    /// <summary>The repository as GitHub knows it.</summary>
    public HostedRepository Hosted { get; }

    /// <summary>The check runs, oldest first.</summary>
    public IReadOnlyList<CheckRun> CheckRuns => Hosted.CheckRuns;

    /// <summary>The comments, oldest first.</summary>
    public ImmutableList<IssueComment> Comments => Hosted.Comments;

    /// <summary>The pull requests, oldest first.</summary>
    public IReadOnlyList<PullRequestDriver> PullRequests => [.. Hosted.PullRequests.Select(p => new PullRequestDriver(_gitHub, p, null))];

    /// <summary>Commits files to a branch, which begins at the default branch if it is new, and returns the commit; a file without text is deleted.</summary>
    public string Commit(string branch, string message, params (string Path, string? Text)[] files) =>
        Commit(branch, files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal), message);

    /// <summary>The same, of many files and by somebody.</summary>
    public string Commit(string branch, IReadOnlyDictionary<string, string?> files, string message = "A change", string by = "ada")
    {
        lock (_gitHub.State.Gate)
        {
            var author = _gitHub.State.Account(by);
            var content = files.ToDictionary(f => f.Key, f => f.Value is null ? null : Encoding.UTF8.GetBytes(f.Value), StringComparer.Ordinal);
            var sha = Revisions.Commit(_gitHub.State, Hosted, branch, content, message, author);
            RefChanges.Move(_gitHub.State, Hosted, $"refs/heads/{branch}", sha, author);
            return sha;
        }
    }

    /// <summary>Commits a tree bomb on top of a branch: many folders, all of which are one tree of many empty files. Git stores that tree once.</summary>
    public string CommitTreeBomb(string branch, int folders, int files, string by = "mallory")
    {
        lock (_gitHub.State.Gate)
        {
            var (objects, author) = (Hosted.Objects, _gitHub.State.Account(by));
            var parent = Tip(branch) ?? Tip()!;
            var empty = objects.AddBlob([]);
            var inner = GitTree.Write(objects, Enumerable.Range(0, files).Select(i => new GitTreeEntry(GitTreeEntry.FileMode, $"file-{i:D6}", empty)));
            var root = GitTree.Write(
                objects,
                [
                    .. objects.Tree(objects.Commit(parent)!.Tree)!,
                    .. Enumerable.Range(0, folders).Select(i => new GitTreeEntry(GitTreeEntry.FolderMode, $"folder-{i:D4}", inner)),
                ]);
            var signature = Revisions.SignatureOf(_gitHub.State, author);
            var sha = objects.AddCommit(new GitCommit(root, [parent], signature, signature, "A few files"));
            RefChanges.Move(_gitHub.State, Hosted, $"refs/heads/{branch}", sha, author);
            return sha;
        }
    }

    /// <summary>Makes the branches and tags those of a repository on disk, with all their history; commits keep their names.</summary>
    public RepositoryDriver Load(string folder)
    {
        lock (_gitHub.State.Gate)
        {
            foreach (var (name, sha) in GitImport.Read(folder, Hosted.Objects))
            {
                RefChanges.Move(_gitHub.State, Hosted, name, sha, _gitHub.State.Account("ada"));
            }

            return this;
        }
    }

    /// <summary>The commit that a branch, tag or ref names; null where there is none.</summary>
    public string? Tip(string name = "HEAD")
    {
        lock (_gitHub.State.Gate)
        {
            return Revisions.Find(_gitHub.State, Hosted, name);
        }
    }

    /// <summary>A file's text at a revision; null where there is none.</summary>
    public string? Text(string path, string revision = "HEAD")
    {
        lock (_gitHub.State.Gate)
        {
            return Tip(revision) is { } commit
                && GitTree.Find(Hosted.Objects, Hosted.Objects.Commit(commit)!.Tree, path) is { } file
                && Hosted.Objects.Blob(file.Sha) is { } content
                ? Encoding.UTF8.GetString(content)
                : null;
        }
    }

    /// <summary>The paths of all files at a revision, in ordinal order.</summary>
    public IReadOnlyList<string> Files(string revision = "HEAD")
    {
        lock (_gitHub.State.Gate)
        {
            return Tip(revision) is { } commit ? [.. GitTree.Flatten(Hosted.Objects, Hosted.Objects.Commit(commit)!.Tree).Keys] : [];
        }
    }

    /// <summary>The commits from a revision back to the first, by first parents.</summary>
    public IReadOnlyList<string> History(string revision = "HEAD")
    {
        lock (_gitHub.State.Gate)
        {
            var commits = new List<string>();
            for (var commit = Tip(revision); commit is not null; commit = Hosted.Objects.Commit(commit)!.Parents is [var parent, ..] ? parent : null)
            {
                commits.Add(commit);
            }

            return commits;
        }
    }

    /// <summary>Moves a branch to any commit, as a forced push does; null deletes it.</summary>
    public void SetBranch(string branch, string? sha, string by = "ada")
    {
        lock (_gitHub.State.Gate)
        {
            RefChanges.Move(_gitHub.State, Hosted, $"refs/heads/{branch}", sha, _gitHub.State.Account(by));
        }
    }

    /// <summary>Somebody opens a pull request; <paramref name="head"/> is <c>owner:branch</c> for one of a fork.</summary>
    public PullRequestDriver OpenPullRequest(string head, string? @base = null, string title = "A change", string by = "ada", bool draft = false)
    {
        lock (_gitHub.State.Gate)
        {
            var (from, branch) = head.Split(':', 2) is [var owner, var name]
                ? (_gitHub.State.Repositories.Find(r => r.Objects == Hosted.Objects && r.Owner.Login == owner)
                    ?? throw new ArgumentException($"{owner} has no fork of {Hosted.FullName}."), name)
                : (Hosted, head);
            PullRequest? pull = null;
            var delivery = _gitHub.State.During(
                "pull_request",
                () =>
                    pull = PullRequestChanges.Open(
                        _gitHub.State, Hosted, from, branch, @base ?? Hosted.DefaultBranch, title, null, draft, _gitHub.State.Account(by)));
            return new PullRequestDriver(_gitHub, pull!, delivery);
        }
    }

    /// <summary>Somebody opens an issue.</summary>
    public (int Number, Delivery Opened) OpenIssue(string body, string by = "ada", string title = "A new service")
    {
        var issue = new HostedIssue(0, title, body, _gitHub.State.Account(by));
        var delivery = _gitHub.State.During("issues", () =>
        {
            issue = issue with { Number = Hosted.NextNumber++ };
            Hosted.Settings.Issues = Hosted.Settings.Issues.Add(issue);
            Announcement.Of(
                _gitHub.State, "issues", "opened", Hosted, issue.Author,
                new JsonObject { ["issue"] = IssueCommentJson.IssueOf(_gitHub.State.Urls, Hosted, issue) });
        });
        return (issue.Number, delivery);
    }

    /// <summary>Somebody comments on an issue.</summary>
    public Delivery CommentOn(int issue, string body, string by = "ada") => _gitHub.State.During(
        "issue_comment", () => CommentChanges.Add(_gitHub.State, Hosted, issue, body, _gitHub.State.Account(by), null));

    /// <summary>Copies the repository into another account, which need not have the app.</summary>
    public RepositoryDriver Fork(string account)
    {
        lock (_gitHub.State.Gate)
        {
            var fork = FakeGitHubState.Fork(_gitHub.State, Hosted, _gitHub.State.Account(account));
            return new RepositoryDriver(_gitHub, fork);
        }
    }

    /// <summary>Makes it <c>public</c>, <c>private</c> or <c>internal</c>.</summary>
    public RepositoryDriver As(string visibility)
    {
        Hosted.Visibility = visibility;
        return this;
    }

    /// <summary>Gives it topics.</summary>
    public RepositoryDriver WithTopics(params string[] topics)
    {
        Hosted.Settings.Topics = [.. topics];
        return this;
    }

    /// <summary>Lets somebody in: <c>read</c>, <c>write</c> or <c>admin</c>.</summary>
    public RepositoryDriver WithCollaborator(string login, string permission = "write")
    {
        lock (_gitHub.State.Gate)
        {
            Hosted.Collaborators = Hosted.Collaborators.SetItem(_gitHub.State.Account(login).Login, permission);
            return this;
        }
    }

    /// <summary>Gives it another name; the old one leads to it.</summary>
    public Delivery Rename(string name, string by = "ada") => _gitHub.State.During("repository", () =>
    {
        var before = Hosted.Name;
        _gitHub.State.Renamed[Hosted.FullName] = Hosted;
        Hosted.Name = name;
        Announce(
            "renamed",
            by,
            new JsonObject { ["changes"] = new JsonObject { ["repository"] = new JsonObject { ["name"] = new JsonObject { ["from"] = before } } } });
    });

    /// <summary>Makes it read-only.</summary>
    public Delivery Archive(string by = "ada") => _gitHub.State.During("repository", () =>
    {
        Hosted.IsArchived = true;
        Announce("archived", by, []);
    });

    /// <summary>Makes it writable again.</summary>
    public Delivery Unarchive(string by = "ada") => _gitHub.State.During("repository", () =>
    {
        Hosted.IsArchived = false;
        Announce("unarchived", by, []);
    });

    /// <summary>GitHub blocks reading it from now on, as after a complaint; it stays in lists, and there is no event.</summary>
    public void Block()
    {
        lock (_gitHub.State.Gate)
        {
            Hosted.IsBlocked = true;
        }
    }

    /// <summary>GitHub lets it be read again.</summary>
    public void Unblock()
    {
        lock (_gitHub.State.Gate)
        {
            Hosted.IsBlocked = false;
        }
    }

    /// <summary>Gives it to somebody else; the old name leads to it.</summary>
    public Delivery Transfer(string owner, string by = "ada") => _gitHub.State.During("repository", () =>
    {
        var before = Hosted.Owner;
        _gitHub.State.Renamed[Hosted.FullName] = Hosted;
        Hosted.Owner = _gitHub.State.Account(owner, AccountKind.Organization);
        Announce(
            "transferred",
            by,
            new JsonObject
            {
                ["changes"] = new JsonObject
                {
                    ["owner"] = new JsonObject { ["from"] = new JsonObject { ["organization"] = AccountJson.Simple(_gitHub.State.Urls, before) } },
                },
            });
    });

    /// <summary>Deletes it.</summary>
    public Delivery Delete(string by = "ada") => _gitHub.State.During("repository", () =>
    {
        Announce("deleted", by, []);
        _gitHub.State.Repositories.Remove(Hosted);
    });

    /// <summary>Makes another branch the default one.</summary>
    public Delivery MakeDefault(string branch, string by = "ada") => _gitHub.State.During("repository", () =>
    {
        var before = Hosted.DefaultBranch;
        Hosted.DefaultBranch = branch;
        Announce("edited", by, new JsonObject { ["changes"] = new JsonObject { ["default_branch"] = new JsonObject { ["from"] = before } } });
    });

    /// <summary>A check run that another app, or a job of a workflow, writes.</summary>
    public CheckRun CheckRunOfAnotherApp(string name, string sha, string conclusion)
    {
        lock (_gitHub.State.Gate)
        {
            var app = _gitHub.State.AddApp(_gitHub.State.NextId(), "another", _gitHub.State.Account("acme"));
            var run = new CheckRun(_gitHub.State.NextId(), SuiteChanges.Of(_gitHub.State, Hosted, sha, app), sha)
            {
                Name = name,
                Status = "completed",
                Conclusion = conclusion,
            };
            Hosted.CheckRuns = Hosted.CheckRuns.Add(run);
            return run;
        }
    }

    /// <summary>Somebody presses "Re-run" at a check run.</summary>
    public Delivery Rerun(CheckRun run, string by = "ada") =>
        _gitHub.State.During("check_run", () => CheckEvent.Announce(_gitHub.State, run, "rerequested", _gitHub.State.Account(by)));

    /// <summary>Somebody presses "Re-run all checks" of our app at a commit.</summary>
    public Delivery RerunAll(string sha, string by = "ada") =>
        _gitHub.State.During(
            "check_suite",
            () => CheckEvent.Announce(_gitHub.State, SuiteChanges.Of(_gitHub.State, Hosted, sha, _gitHub.App), "rerequested", _gitHub.State.Account(by)));

    /// <summary>Somebody presses a button of a check run.</summary>
    public Delivery Press(CheckRun run, string identifier, string by = "ada")
    {
        run.Actions.ShouldContain(a => a.Identifier == identifier);
        return _gitHub.State.During("check_run", () => CheckEvent.Announce(_gitHub.State, run, "requested_action", _gitHub.State.Account(by), identifier));
    }

    private void Announce(string action, string by, JsonObject payload) =>
        Announcement.Of(_gitHub.State, "repository", action, Hosted, _gitHub.State.Account(by), payload);
}
