using Automation.Core.Text;

namespace Automation.Descriptors.Discovery;

/// <summary>The files that are descriptors unless the configuration lists others: one list for every entry point (design: command line).</summary>
public static class DefaultDescriptors
{
    public const string Listed = "catalog-info.yaml, catalog-info.yml and org.yaml";

    private const string Organisation = "org.yaml";

    private static readonly string[] Names = ["catalog-info.yaml", "catalog-info.yml", Organisation];

    public static IReadOnlyList<Glob> Include { get; } = [.. Names.Select(n => new Glob($"**/{n}"))];

    /// <summary>Patterns of files that are not descriptors: workflows, third-party packages, test data, and Terraform's downloads.</summary>
    public static IReadOnlyList<Glob> Exclude { get; } =
    [
        new(".github/workflows/**"), new("**/vendor/**"), new("**/node_modules/**"), new("**/testdata/**"), new("**/.terraform/**"),
    ];

    /// <summary>Whether the file at a path has one of the names; faster than <see cref="Include"/>, for catalogs with a hundred thousand paths.</summary>
    public static bool HasName(string path) => Array.Exists(Names, n => IsNamed(path, n));

    /// <summary>Whether the file is an <c>org.yaml</c>, which may be as large as a company.</summary>
    public static bool IsOrganisation(string path) => IsNamed(path, Organisation);

    /// <summary>Whether the file is not a descriptor, independent of its name.</summary>
    public static bool Excludes(string path) => Glob.AnyMatches(Exclude, path);

    private static bool IsNamed(string path, string name) =>
        path.EndsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[^(name.Length + 1)] == '/');
}
