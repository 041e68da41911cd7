using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>Rust, Ruby and PHP.</summary>
internal static class OtherProjects
{
    private static readonly string[] RustServers = ["axum", "actix-web", "rocket", "warp", "tonic", "poem", "hyper"];

    private static readonly string[] RustClientsAsWell = ["tonic", "hyper"];

    // What parses a command line.
    private static readonly string[] RustCommands = ["clap", "structopt", "argh", "pico-args", "lexopt", "gumdrop", "bpaf"];

    // Types of packages of Composer for others (https://getcomposer.org/doc/04-schema.md#type, and those of frameworks).
    private static readonly string[] PhpPackages =
        ["library", "composer-plugin", "symfony-bundle", "wordpress-plugin", "drupal-module", "typo3-cms-extension", "magento2-module",
            "phpcodesniffer-standard"];
    private static readonly string[] PhpFrameworks = ["laravel/framework", "symfony/framework-bundle", "slim/slim", "cakephp/cakephp", "yiisoft/yii2"];

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
        return new ProjectFacts(
            "rust",
            manifest,
            files.Count(".rs"),
            RustType(files, text, manifest, isProgram ? program ?? manifest : null, library, program is not null))
        {
            Description = TextSearch.Toml(text, "package", "description") ?? TextSearch.Toml(text, "workspace.package", "description"),
            Version = TextSearch.Toml(text, "package", "version") ?? TextSearch.Toml(text, "workspace.package", "version"),
            Homepage = TextSearch.Toml(text, "package", "documentation") ?? TextSearch.Toml(text, "package", "homepage"),
        };
    }

    private static Inferred RustType(ProjectFiles files, string? text, string manifest, string? program, string? library, bool hasPrograms)
    {
        if (program is null)
        {
            return hasPrograms
                ? ComponentType.Ask($"{library ?? manifest} is a library, and there are programs", ComponentType.Library, ComponentType.Tool)
                : new Inferred(ComponentType.Library, $"{library ?? manifest} is a library");
        }

        // Members of a workspace may be libraries that others use.
        var isWorkspace = TextSearch.Has(text, "[workspace]") && library is not null;
        return TextSearch.FirstOf(text, RustServers) is { } server
                ? files.Deployment is null || RustClientsAsWell.Contains(server)
                    ? ComponentType.Ask($"{program} is a program, and {manifest} depends on '{server}'", ComponentType.Service, ComponentType.Tool)
                    : new Inferred(ComponentType.Service, $"{program} is a program that depends on '{server}'")
            : isWorkspace && !program.StartsWith("src/", StringComparison.Ordinal)
                ? ComponentType.Ask($"{program} is a program, and {library} a library", ComponentType.Tool, ComponentType.Library)
            : TextSearch.FirstOf(text, RustCommands) is { } command
                ? new Inferred(ComponentType.Tool, $"{program} is a program, and {manifest} depends on '{command}'")
            : ComponentType.Ask($"{program} is a program", ComponentType.Tool, ComponentType.Service);
    }

    public static ProjectFacts? Ruby(ProjectFiles files)
    {
        var gem = files.Nearest(p => !p.Contains('/', StringComparison.Ordinal) && p.EndsWith(".gemspec", StringComparison.Ordinal)).FirstOrDefault();
        return (gem ?? files.Nearest(1, "Gemfile")) is not { } manifest ? null : new ProjectFacts(
            "ruby",
            manifest,
            files.Count(".rb"),
            RubyType(files, gem, manifest));
    }

    private static Inferred RubyType(ProjectFiles files, string? gem, string manifest)
    {
        var rack = files.Nearest(1, "config.ru");
        return gem is not null
                ? files.Text(gem)?.Contains(".executables", StringComparison.Ordinal) == true
                    && files.Nearest(p => p.StartsWith("exe/", StringComparison.Ordinal)).FirstOrDefault() is { } command
                    ? ComponentType.Ask($"{gem} builds a package with the command {command}", ComponentType.Tool, ComponentType.Library)
                : rack is not null && files.Image is not null
                    ? ComponentType.Ask($"{gem} builds a package, and {rack} starts a web application", ComponentType.Library, ComponentType.Service)
                : new Inferred(ComponentType.Library, $"{gem} builds a package")
            : rack is not null
                ? files.Nearest(p => p.StartsWith("app/views/", StringComparison.Ordinal) && !p.Contains("mailer", StringComparison.Ordinal)
                    && !p.Contains("/layouts/", StringComparison.Ordinal)).FirstOrDefault() is { } view
                    ? ComponentType.Ask($"{rack} starts a web application, and {view} is a page", ComponentType.Service, ComponentType.Website)
                    : new Inferred(ComponentType.Service, $"{rack} starts a web application")
            : files.Nearest(0, "_config.yml") is { } site
                ? ComponentType.Ask($"{site} builds a site with Jekyll", ComponentType.Website, ComponentType.Documentation)
            : files.Deployment is { } deployment ? ComponentType.Ask($"{deployment} deploys it", ComponentType.Service, ComponentType.Tool)
            : Inferred.Guess(ComponentType.Tool, $"{manifest} builds no package", ComponentType.All);
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
            PhpType(files, manifest, composer, entry))
        {
            Description = composer["description"].Text,
            Version = composer["version"].Text,
            Homepage = composer["homepage"].Text,
        };
    }

    private static Inferred PhpType(ProjectFiles files, string manifest, JsonPart composer, string? entry)
    {
        var type = composer["type"].Text;
        if (entry is null || PhpPackages.Contains(type))
        {
            return entry is null && type is not null && PhpPackages.Contains(type) ? new Inferred(ComponentType.Library, $"{manifest} has the type '{type}'")
                : type is null && composer["autoload"].Exists && files.Image is null && !PhpFrameworks.Any(f => composer["require"][f].Exists)
                    ? composer["bin"].Exists
                        ? ComponentType.Ask($"{manifest} is a package with commands", ComponentType.Tool, ComponentType.Library)
                        : new Inferred(ComponentType.Library, $"{manifest} is a package")
                : ComponentType.Ask(
                    files.Deployment is { } deployment ? $"{manifest} is a package, and {deployment} deploys it" : $"{manifest} has no sign of what it builds",
                    ComponentType.Library,
                    ComponentType.Service,
                    ComponentType.Website);
        }

        return files.Listed.FirstOrDefault(p => p.StartsWith("resources/views/", StringComparison.Ordinal)
            || p.StartsWith("templates/", StringComparison.Ordinal))
            is { } view
            ? ComponentType.Ask($"{entry} starts a web application, and {view} is a page", ComponentType.Service, ComponentType.Website)
            : new Inferred(ComponentType.Service, $"{entry} starts a web application");
    }
}
