namespace Automation.Templates.Updating;

/// <summary>
/// A file that a package manager writes from a manifest beside it. Its lines depend on each other, so a merge by line could produce a file that no
/// tool would write.
/// </summary>
/// <param name="Manifest">The name of the manifest; <c>*</c> stands for any text.</param>
/// <param name="Command">The command that writes it.</param>
public sealed record LockFile(string Name, string Manifest, string Command)
{
    private static readonly LockFile[] All =
    [
        new("package-lock.json", "package.json", "npm install --package-lock-only"),
        new("npm-shrinkwrap.json", "package.json", "npm install --package-lock-only"),
        new("yarn.lock", "package.json", "yarn install"),
        new("pnpm-lock.yaml", "package.json", "pnpm install --lockfile-only"),
        new("packages.lock.json", "*.csproj", "dotnet restore --force-evaluate"),
        new("Cargo.lock", "Cargo.toml", "cargo update --workspace"),
        new("go.sum", "go.mod", "go mod tidy"),
        new("poetry.lock", "pyproject.toml", "poetry lock"),
        new("uv.lock", "pyproject.toml", "uv lock"),
        new("Gemfile.lock", "Gemfile", "bundle lock"),
        new("composer.lock", "composer.json", "composer update --lock"),
    ];

    /// <summary>The kind of lock file at a path; null if it is none.</summary>
    public static LockFile? At(string path) => Array.Find(All, l => l.Name == NameOf(path));

    /// <summary>Whether a path is that of the manifest of the lock file at another path.</summary>
    public bool IsManifest(string path, string lockPath) =>
        FolderOf(path) == FolderOf(lockPath)
        && (Manifest[0] == '*' ? path.EndsWith(Manifest[1..], StringComparison.Ordinal) : NameOf(path) == Manifest);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
