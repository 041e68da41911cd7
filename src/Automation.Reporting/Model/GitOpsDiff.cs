using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>What a change of a GitOps repository does to the applications that Argo CD deploys from it.</summary>
/// <param name="Applications">The applications that change, deleted ones first, then by name.</param>
public sealed record GitOpsDiff(IReadOnlyList<ApplicationDiff> Applications)
{
    /// <summary>How many applications there are, with those that are deleted.</summary>
    public int Total { get; init; }

    /// <summary>How many were compared, because the change touches them.</summary>
    public int Compared { get; init; }

    /// <summary>What is not known: ApplicationSets that were not expanded, files that were not read.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];

    /// <summary>What could not be decided. Sentences.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>Mistakes that no application has alone. Sentences.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The same mistakes at their places.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The tools that rendered, with their versions.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether the objects were validated with the schemas of the cluster.</summary>
    public bool IsValidated { get; init; }

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Applications.Count == 0 && NotChecked.Count == 0 && Undecided.Count == 0 && Problems.Count == 0;

    /// <summary>Whether everything was rendered and compared.</summary>
    public bool IsComplete => NotChecked.Count == 0 && Undecided.Count == 0 && Applications.All(a => a.Undecided.Count == 0);

    /// <summary>How many objects change like this in the clusters.</summary>
    public int CountObjects(DiffState state) => Applications.Where(a => a.Remains == DiffRemains.Nothing).Sum(a => a.Objects.Count(o => o.State == state));

    /// <summary>How many objects stay in the clusters although git no longer has them.</summary>
    public int CountRemaining() => Applications.Where(a => a.Remains != DiffRemains.Nothing).Sum(a => a.Objects.Count);

    /// <summary>All mistakes, those of applications with their names.</summary>
    public IEnumerable<string> AllProblems => Problems.Concat(Applications.SelectMany(a => a.Problems.Select(p => $"{a.Name}: {p}")));

    /// <summary>All mistakes and advice, each at its place; what several applications have in one place is there once.</summary>
    public IEnumerable<Finding> AllFindings => Findings.Concat(Applications.SelectMany(a => a.Findings))
        .DistinctBy(f => (f.Rule.Id, f.File, f.Span, f.Message));

    /// <summary>How many applications change in a way.</summary>
    public int Count(DiffState state) => Applications.Count(a => a.State == state);

    /// <summary>The changes of several repositories as one; null if none has any.</summary>
    public static GitOpsDiff? Together(IEnumerable<GitOpsDiff?> diffs) => diffs.OfType<GitOpsDiff>().ToList() switch
    {
        [] => null,
        [var only] => only,
        var all => new GitOpsDiff([.. all.SelectMany(d => d.Applications)])
        {
            Total = all.Sum(d => d.Total),
            Compared = all.Sum(d => d.Compared),
            NotChecked = [.. all.SelectMany(d => d.NotChecked)],
            Undecided = [.. all.SelectMany(d => d.Undecided)],
            Problems = [.. all.SelectMany(d => d.Problems)],
            Findings = [.. all.SelectMany(d => d.Findings)],
            IsValidated = all.All(d => d.IsValidated),
            Tools = [.. all.SelectMany(d => d.Tools).Distinct(StringComparer.Ordinal)],
        },
    };
}

/// <summary>How something changes.</summary>
public enum DiffState
{
    /// <summary>It is deleted.</summary>
    Deleted,

    /// <summary>It is changed.</summary>
    Changed,

    /// <summary>It is new.</summary>
    Added,
}

/// <summary>What stays in the cluster of an application that git no longer has.</summary>
public enum DiffRemains
{
    /// <summary>Nothing: its objects are deleted with it.</summary>
    Nothing,

    /// <summary>Its objects.</summary>
    Objects,

    /// <summary>The Application itself, with its objects.</summary>
    Application,
}

/// <summary>The change of an application.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How it changes.</param>
/// <param name="File">The file that declares it, or its ApplicationSet.</param>
public sealed record ApplicationDiff(string Name, DiffState State, string File)
{
    /// <summary>Where it comes from, besides its file: <c>ApplicationSet teams</c>, <c>Application root</c>; empty for none.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Where it deploys; that of the head where it has one.</summary>
    public DiffPlace Place { get; init; } = new("", "", "", "");

    /// <summary>Where it deployed before, where this differs; else null.</summary>
    public DiffPlace? PlaceBefore { get; init; }

    /// <summary>What happens to its objects in the cluster if it is deleted, as a sentence; empty otherwise.</summary>
    public string Fate { get; init; } = "";

    /// <summary>What stays in the cluster if it is deleted.</summary>
    public DiffRemains Remains { get; init; }

    /// <summary>The changed fields of the Application itself.</summary>
    public IReadOnlyList<FieldDiff> Fields { get; init; } = [];

    /// <summary>Its changed objects.</summary>
    public IReadOnlyList<ObjectDiff> Objects { get; init; } = [];

    /// <summary>How many differing fields <c>ignoreDifferences</c> hides.</summary>
    public int Hidden { get; init; }

    /// <summary>What could not be compared or decided. Sentences.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>Mistakes. Sentences.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Advice. Sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Mistakes and advice with a rule, at their places; those that the base has, too, are marked.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Where an application deploys, and from what.</summary>
public sealed record DiffPlace(string Cluster, string Namespace, string Project, string Revision);

/// <summary>The change of a field; an empty value is none.</summary>
public sealed record FieldDiff(string Name, string Before, string After);

/// <summary>The change of an object.</summary>
/// <param name="Name">The object, such as <c>Deployment.apps orders/api</c>.</param>
/// <param name="State">How it changes.</param>
/// <param name="Hook">When it runs; empty for an ordinary object.</param>
/// <param name="Lines">Lines that begin with '+', '-', a space, or '@' where equal lines are left out.</param>
public sealed record ObjectDiff(string Name, DiffState State, string Hook, IReadOnlyList<string> Lines);
