using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Model;

namespace Automation.Jobs.Tests;

/// <summary>Repositories in memory, and the jobs run over them.</summary>
internal static class World
{
    /// <summary>A sound component.</summary>
    public static string Component(string name, string more = "") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  lifecycle: production\n  owner: "
        + $"team-a\n{more}";

    /// <summary>A sound group.</summary>
    public static string Group(string name) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: {name}\nspec:\n  type: team\n  children: []\n";

    /// <summary>A sound user.</summary>
    public static string User(string name) => $"apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: {name}\nspec:\n  memberOf: []\n";

    /// <summary>A sound entity of a kind that has an owner.</summary>
    public static string Entity(string kind, string name, string more = "") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\nspec:\n  owner: "
        + $"team-a\n{(kind == "Resource" ? "  type: database\n" : more)}";

    /// <summary>A Location that leads to some targets.</summary>
    public static string Location(string name, params string[] targets) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: {name}\nspec:\n  targets: [{string.Join(", ", targets)}]\n";

    /// <summary>A repository of some files.</summary>
    public static RepositorySnapshot Of(params (string Path, string Text)[] files) => new(InMemoryTree.Of(files), "", null);

    /// <summary>The report on a repository.</summary>
    public static Report Check(RepositorySnapshot head, RepositorySnapshot? @base = null, AutomationSettings? settings = null) =>
        new CheckRepository(settings ?? AutomationSettings.Default, Baseline.Empty, null).Run(head, @base, TestContext.Current.CancellationToken);

    /// <summary>The findings, a line each: <c>file:line rule</c>.</summary>
    public static IEnumerable<string> Places(this Report report) => report.Findings.Select(f => $"{f.File}:{f.Span.Start.Line} {f.Rule.Id}");
}
