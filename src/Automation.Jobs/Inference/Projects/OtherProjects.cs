using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>Rust, Ruby and PHP.</summary>
internal static class OtherProjects
{
    private static readonly string[] RustServers = ["axum", "actix-web", "rocket", "warp", "tonic", "poem", "hyper"];

    public static ProjectFacts? Rust(ProjectFiles files)
    {
        if (files.Nearest(1, "Cargo.toml") is not { } manifest)
        {
            return null;
        }

        var text = files.Text(manifest);
        var program = files.Nearest(p => p.EndsWith("src/main.rs", StringComparison.Ordinal)).FirstOrDefault();
        var library = files.Nearest(p => p.EndsWith("src/lib.rs", StringComparison.Ordinal)).FirstOrDefault();
        var binary = files.Nearest(p => p.StartsWith("src/bin/", StringComparison.Ordinal) && p.EndsWith(".rs", StringComparison.Ordinal)).FirstOrDefault();
        program ??= binary;
        var isProgram = binary is not null || text?.Contains("[[bin]]", StringComparison.Ordinal) == true
            || (program is not null && (library is null || program.AsSpan().Count('/') <= library.AsSpan().Count('/')));
        var server = isProgram && files.Deployment is not null ? TextSearch.FirstOf(text, RustServers) : null;
        return new ProjectFacts(
            "rust",
            manifest,
            files.Count(".rs"),
            server is not null ? new Inferred(ComponentType.Service, $"{program ?? manifest} is a program that depends on '{server}'")
                : isProgram ? new Inferred(ComponentType.Tool, $"{program ?? manifest} is a program")
                : new Inferred(ComponentType.Library, $"{library ?? manifest} is a library"))
        {
            Description = TextSearch.Toml(text, "package", "description") ?? TextSearch.Toml(text, "workspace.package", "description"),
            Version = TextSearch.Toml(text, "package", "version") ?? TextSearch.Toml(text, "workspace.package", "version"),
            Homepage = TextSearch.Toml(text, "package", "documentation") ?? TextSearch.Toml(text, "package", "homepage"),
        };
    }

    public static ProjectFacts? Ruby(ProjectFiles files)
    {
        var gem = files.Nearest(p => !p.Contains('/', StringComparison.Ordinal) && p.EndsWith(".gemspec", StringComparison.Ordinal)).FirstOrDefault();
        return (gem ?? files.Nearest(1, "Gemfile")) is not { } manifest ? null : new ProjectFacts(
            "ruby",
            manifest,
            files.Count(".rb"),
            gem is not null ? new Inferred(ComponentType.Library, $"{gem} builds a package")
                : files.Nearest(1, "config.ru") is { } rack ? new Inferred(ComponentType.Service, $"{rack} starts a web application")
                : files.Deployment is { } deployment ? new Inferred(ComponentType.Service, $"{deployment} deploys it")
                : Inferred.Guess(ComponentType.Tool, $"{manifest} builds no package", ComponentType.All));
    }

    public static ProjectFacts? Php(ProjectFiles files)
    {
        if (files.Nearest(1, "composer.json") is not { } manifest)
        {
            return null;
        }

        using var json = files.Json(manifest);
        var composer = json is null ? default : new JsonPart(json.RootElement);
        var entry = files.Nearest(1, "artisan", "symfony.lock")
            ?? files.Nearest(p => p.EndsWith("public/index.php", StringComparison.Ordinal)).FirstOrDefault();
        return new ProjectFacts(
            "php",
            manifest,
            files.Count(".php"),
            entry is not null ? new Inferred(ComponentType.Service, $"{entry} starts a web application")
                : files.Deployment is { } deployment ? new Inferred(ComponentType.Service, $"{deployment} deploys it")
                : new Inferred(ComponentType.Library, $"{manifest} is a package"))
        {
            Description = composer["description"].Text,
            Version = composer["version"].Text,
            Homepage = composer["homepage"].Text,
        };
    }
}
