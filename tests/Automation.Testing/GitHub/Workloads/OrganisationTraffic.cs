using System.Globalization;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Testing.GitHub.Workloads;

/// <summary>
/// An organisation at work, as a seed decides: pull requests are opened, pushed to, closed, reopened, merged, retitled and sent to another base, and people
/// push to default branches. Services are deployed by a GitOps repository, in which nobody merges anything. Each
/// head has a file with the conclusion that its check must have: whoever reads the final state needs to know nothing else.
/// </summary>
/// <param name="gitHub">Where.</param>
/// <param name="seed">Decides who does what.</param>
public sealed class OrganisationTraffic(FakeGitHub gitHub, int seed)
{
    private const string Owner = "acme";
    private const string Release = "release";
    private const string People = "people";
    private const string Partner = "partner";
    private const int Teams = 5;
    private const int MostOpen = 60;

    private readonly Random _chance = new(seed);
    private readonly List<RepositoryDriver> _services = [];
    private readonly List<RepositoryDriver> _archived = [];
    private readonly Dictionary<RepositoryDriver, string> _names = [];
    private readonly List<PullRequestDriver> _pulls = [];
    private readonly List<(RepositoryDriver Repository, string Folder)> _merged = [];
    private readonly Dictionary<PullRequestDriver, (RepositoryDriver Repository, string Name, Quality Quality)> _known = [];
    private int _count;

    /// <summary>Creates the repositories: the catalog, the teams, the GitOps repository, and services with a component each.</summary>
    /// <param name="services">How many services there are.</param>
    /// <param name="ofPartner">How many services there are in a second organisation, which has an installation of its own.</param>
    public void Found(int services, int ofPartner = 0)
    {
        var partner = ofPartner > 0 ? $"  - github: {Partner}/*\n" : "";
        gitHub.Repository($"{Owner}/catalog").Commit(
            "main",
            "First",
            ("README.md", "The catalog.\n"),
            ("catalog-sources.yml", $"sources:\n  - github: {Owner}/{People}\n  - github: {Owner}/svc-*\n{partner}"));
        gitHub.Repository($"{Owner}/{People}").Commit(
            "main", "First", ("org.yaml", string.Join("---\n", Enumerable.Range(0, Teams).Select(t => SoundDescriptor.Group($"team-{t}")))));
        gitHub.Repository($"{Owner}/gitops").Commit(
            "main",
            "First",
            ("README.md", "What runs where.\n"),
            (".automation/gitops.yml", "environments:\n  - name: production\n    clusters: [production]\nclusters:\n  production: {}\n"));
        for (var s = 0; s < services; s++)
        {
            Add($"{Owner}/svc-{s}", $"svc-{s}");
        }

        for (var s = 0; s < ofPartner; s++)
        {
            Add($"{Partner}/partner-{s}", $"partner-{s}");
        }
    }

    /// <summary>Somebody does something.</summary>
    public void Act()
    {
        var open = _pulls.Where(p => p.Pull.ClosedAt is null).ToList();
        var what = _chance.Next(100);
        if (what < 18)
        {
            PushToDefaultBranch();
        }
        else if (open.Count == 0 || (what < 45 && open.Count < MostOpen))
        {
            Open();
        }
        else
        {
            Change(open[_chance.Next(open.Count)], what);
        }
    }

    /// <summary>Somebody opens a pull request, which adds a component.</summary>
    public void Open()
    {
        var repository = _services[_chance.Next(_services.Count)];
        var name = string.Create(CultureInfo.InvariantCulture, $"change-{++_count}");
        var quality = Descriptors.Any(_chance);
        repository.Commit(name, Files(name, quality), by: Author());
        var pull = repository.OpenPullRequest(name, by: Author());
        _pulls.Add(pull);
        _known[pull] = (repository, name, quality);
    }

    /// <summary>Somebody pushes to a default branch: another owner, or a component that was merged is removed again.</summary>
    public void PushToDefaultBranch()
    {
        if (_merged.Count > 0 && _chance.Next(4) == 0)
        {
            var (from, folder) = _merged[_chance.Next(_merged.Count)];
            _merged.Remove((from, folder));
            if (!_services.Contains(from))
            {
                return;
            }

            var files = from.Files("main").Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal));
            from.Commit("main", "Remove it", [.. files.Select(f => (f, (string?)null))]);
            return;
        }

        var service = _services[_chance.Next(_services.Count)];
        var text = SoundDescriptor.Component(_names[service], $"team-{_chance.Next(Teams)}", $"# {++_count}\n");
        service.Commit("main", "Another owner", (Descriptors.Path, text));
    }

    /// <summary>Somebody pushes to a pull request that is open, if there is one.</summary>
    public void PushToPullRequest()
    {
        if (_pulls.Where(p => p.Pull.ClosedAt is null).ToList() is { Count: > 0 } open)
        {
            PushTo(open[_chance.Next(open.Count)]);
        }
    }

    /// <summary>
    /// Something happens to a repository: one is created, renamed, archived or taken from the archive, deleted, made public or private, or its default branch
    /// is set back by force. Those that are archived or deleted have no open pull request.
    /// </summary>
    public void ChangeRepository()
    {
        var repository = _services[_chance.Next(_services.Count)];
        var isIdle = _pulls.All(p => p.Pull.ClosedAt is not null || _known[p].Repository != repository);
        switch (_chance.Next(100))
        {
            case < 30:
                var name = $"svc-new-{++_count}";
                Add($"{Owner}/{name}", name);
                break;
            case < 50:
                repository.Rename($"{repository.Hosted.Name}-r{++_count}");
                break;
            case < 65 when isIdle:
                _services.Remove(repository);
                _archived.Add(repository);
                repository.Archive();
                break;
            case < 70 when _archived.Count > 0:
                var kept = _archived[_chance.Next(_archived.Count)];
                _archived.Remove(kept);
                _services.Add(kept);
                kept.Unarchive();
                break;
            case < 80 when isIdle:
                _services.Remove(repository);
                _merged.RemoveAll(m => m.Repository == repository);
                repository.Delete();
                break;
            case < 90:
                repository.As(repository.Hosted.Visibility == "private" ? "public" : "private");
                break;
            default:
                if (repository.History("main") is [_, var before, ..])
                {
                    repository.SetBranch("main", before);
                }

                break;
        }
    }

    private void Add(string fullName, string name)
    {
        var service = gitHub.Repository(fullName);
        _services.Add(service);
        _names[service] = name;
        service.Commit("main", "First", (Descriptors.Path, SoundDescriptor.Component(name, "team-0")));
        service.SetBranch(Release, service.Tip("main"));
    }

    private void PushTo(PullRequestDriver pull)
    {
        var (repository, name, _) = _known[pull];
        var next = Descriptors.Any(_chance);
        pull.Push([.. Files(name, next).Select(f => (f.Key, f.Value))]);
        _known[pull] = (repository, name, next);
    }

    private void Change(PullRequestDriver pull, int what)
    {
        var (repository, name, quality) = _known[pull];
        switch (what)
        {
            case < 75:
                PushTo(pull);
                break;
            case < 83:
                pull.Close();
                if (_chance.Next(3) > 0)
                {
                    pull.Reopen();
                }

                break;
            case < 90:
                pull.ChangeBase(pull.Pull.BaseRef == Release ? "main" : Release);
                break;
            case < 96 when quality == Quality.Good && pull.Pull.BaseRef == "main":
                pull.Merge();
                _merged.Add((repository, FolderOf(name)));
                break;
            default:
                pull.Retitle(string.Create(CultureInfo.InvariantCulture, $"Title {++_count}"));
                break;
        }
    }

    // No two commits are the same: a repeated head would keep its earlier result.
    private Dictionary<string, string?> Files(string name, Quality quality) => new(StringComparer.Ordinal)
    {
        [$"{FolderOf(name)}/catalog-info.yaml"] = Descriptors.Text(quality).Replace("orders", name, StringComparison.Ordinal)
            .Replace("owner: team-a", "owner: team-1", StringComparison.Ordinal),
        [$"{FolderOf(name)}/expected-conclusion"] = quality == Quality.Good ? "success" : "failure",
        [$"{FolderOf(name)}/README.md"] = string.Create(CultureInfo.InvariantCulture, $"Change {++_count}\n"),
    };

    private string Author() => $"author-{_chance.Next(10)}";

    private static string FolderOf(string name) => $"services/{name}";
}
