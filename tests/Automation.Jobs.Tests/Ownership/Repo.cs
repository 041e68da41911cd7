using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Descriptors.Validation;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Ownership;
using Automation.Jobs.Tests.Configuration;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Ownership;

/// <summary>A repository with a CODEOWNERS, checked in memory.</summary>
internal sealed class Repo
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private string _settings = "";
    private string? _catalog;
    private OwnersOnGitHub? _onGitHub;

    /// <summary>A repository with this CODEOWNERS.</summary>
    public static Repo With(string codeowners) => new Repo().File("CODEOWNERS", codeowners);

    /// <summary>One more file.</summary>
    public Repo File(string path, string text = "x\n")
    {
        _files[path] = text;
        return this;
    }

    /// <summary>A component with this owner.</summary>
    public Repo Component(string folder, string owner, string name = "orders") =>
        File(
            folder.Length == 0 ? "catalog-info.yaml" : $"{folder}/catalog-info.yaml",
            $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  lifecycle: production\n{owner}");

    /// <summary>A configuration.</summary>
    public Repo Configured(string yaml)
    {
        _settings = yaml;
        return this;
    }

    /// <summary>The people of the organisation, as documents of a catalog.</summary>
    public Repo People(params string[] documents)
    {
        _catalog = string.Join("---\n", documents);
        return this;
    }

    /// <summary>What GitHub says of the owners.</summary>
    public Repo On(OwnersOnGitHub gitHub)
    {
        _onGitHub = gitHub;
        return this;
    }

    /// <summary>A group, with its team on GitHub.</summary>
    public static string Group(string name, string? team = null, string more = "") =>
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: "
        + $"{name}\n{(team is null ? "" : $"  annotations:\n    github.com/team-slug: {team}\n")}spec:\n  type: team\n  children: []\n{more}";

    /// <summary>A user, with the login on GitHub, and groups.</summary>
    public static string User(string name, string? login = null, string memberOf = "[]", string? email = null) =>
        "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: "
        + $"{name}\n{(login is null ? "" : $"  annotations:\n    github.com/user-login: {login}\n")}spec:\n{(email is null ? "" : $"  profile:\n    email: {email}\n")}  memberOf: {memberOf}\n";

    /// <summary>The report.</summary>
    public Report Check(Repo? @base = null, Repo? tip = null) => new CheckRepository(Settings.Read(_settings).Settings, Baseline.Empty, Catalog())
    {
        Enforced = tip?.Snapshot(),
        OwnersOnGitHub = _onGitHub,
    }.Run(Snapshot(), @base?.Snapshot(), TestContext.Current.CancellationToken);

    /// <summary>The findings about descriptors; what is wrong with CODEOWNERS itself is tested elsewhere.</summary>
    public IEnumerable<Finding> Findings() => Check().Findings.Where(f => f.File != "CODEOWNERS");

    /// <summary>These findings: rule and message.</summary>
    public IEnumerable<string> Owners() => Findings().Select(f => $"{f.Rule.Id} {f.Message}");

    /// <summary>Their rules.</summary>
    public IEnumerable<string> Rules() => Findings().Select(f => f.Rule.Id["owners/".Length..]);

    /// <summary>The verdict on the one entity.</summary>
    public string Verdict() => Check().Ownership.ShouldHaveSingleItem().Verdict;

    private RepositorySnapshot Snapshot() =>
        new(InMemoryTree.Of([.. _files.Select(f => (f.Key, f.Value))]), "", new RepositorySlug("github.com", "acme", "orders"));

    private KnownEntities? Catalog() => _catalog is null ? null
        : KnownEntities.Of([DescriptorValidator.Validate(SourceText.Of("org/org.yaml", _catalog), new DescriptorContext("org.yaml", null), YamlLimits.Source)]);
}
