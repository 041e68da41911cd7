using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>All that a component can be recognised by.</summary>
internal static class ProjectReaders
{
    private const int MostManifestsRead = 10;

    private static readonly string[] Prose = [".md", ".adoc", ".rst"];
    private static readonly string[] Media = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".mp3", ".mp4", ".md",
        ".txt", ".json"];
    private static readonly string[] DeployingNames = ["argo", "appset", "application", "flux", "helmrelease", "bootstrap"];

    // Languages whose build files are not read.
    private static readonly (string Name, string[] Extensions)[] OtherLanguages =
    [
        ("C or C++", [".c", ".cc", ".cpp", ".cxx", ".h", ".hpp"]), ("Swift", [".swift"]), ("Objective-C", [".m", ".mm"]), ("Dart", [".dart"]),
        ("Elixir", [".ex", ".exs"]), ("Lua", [".lua"]), ("shell scripts", [".sh", ".bash", ".ps1"]), ("Haskell", [".hs"]), ("Clojure", [".clj"]),
            ("Zig", [".zig"]),
        ("R", [".R", ".Rmd"]), ("Julia", [".jl"]), ("notebooks", [".ipynb"]), ("Nix", [".nix"]), ("Perl", [".pl", ".pm"]), ("OCaml", [".ml"]),
        ("Solidity", [".sol"]),
    ];

    private static readonly IReadOnlyList<Func<ProjectFiles, ProjectFacts?>> Languages =
    [
        GoProject.Read, DotNetProject.Read, JavaProject.Read, PythonProject.Read, NodeProject.Read, OtherProjects.Rust, OtherProjects.Ruby, OtherProjects.Php,
        Terraform,
    ];

    /// <summary>What the folder is: by what it is used as, else by the language with the most source files. Null if nothing is recognised.</summary>
    /// <param name="name">The name of the repository, or of the folder.</param>
    public static ProjectFacts? Read(ProjectFiles files, string name)
    {
        // A build file at the top says more than one in a folder, unless it has only tools.
        List<ProjectFacts> all = [.. Languages.Select(read => read(files)).OfType<ProjectFacts>()
            .OrderByDescending(f => (f.Sources > 0, !f.IsIncidental, -f.Manifest.AsSpan().Count('/'), f.Sources))];
        var built = all.FirstOrDefault();
        return Action(files, built, name) ?? DesiredState(files) ?? (built is null ? null : Beside(files, built, all))
            ?? SoftwareTemplates(files) ?? Alone(files);
    }

    // What is built in another language, or what no build file of a known one is about, may be the product.
    private static ProjectFacts Beside(ProjectFiles files, ProjectFacts built, List<ProjectFacts> all)
    {
        var other = all.Find(f => f != built && !f.IsIncidental && f.Type.Value != built.Type.Value && f.Sources * 3 > built.Sources);
        var unread = OtherLanguages.Select(l => (l.Name, Count: files.Count(l.Extensions))).MaxBy(l => l.Count);
        return other is not null
                ? built with
                {
                    Type = ComponentType.Ask(
                        $"{built.Type.Evidence}, but {other.Type.Evidence}",
                            [.. built.Type.Choices.Take(2).Prepend(built.Type.Value).Append(other.Type.Value).Distinct()]),
                }
            : unread.Count > built.Sources
                ? built with
                {
                    Type = ComponentType.Ask(
                        $"{built.Type.Evidence}, but most source files are of {unread.Name}", built.Type.Value, ComponentType.Other),
                }
            : built;
    }

    // Most files are manifests, and those of Argo CD or Flux deploy the others: scripts, charts and pages beside them do not decide.
    private static ProjectFacts? DesiredState(ProjectFiles files)
    {
        var manifests = files.Count(".yaml", ".yml");
        if (manifests * 2 < files.Delivered.Count - files.Count(Prose))
        {
            return null;
        }

        var deploys = files.Nearest(p => p.EndsWith(".yaml", StringComparison.Ordinal) || p.EndsWith(".yml", StringComparison.Ordinal))
            .OrderByDescending(MayDeploy)
            .Take(MostManifestsRead).FirstOrDefault(p => files.Text(p) is { } text && !text.Contains("${{", StringComparison.Ordinal) && IsDeploying(text));
        return deploys is null ? null
            : new ProjectFacts("gitops", deploys, manifests, new Inferred(ComponentType.Infrastructure, $"{deploys} tells a cluster what to run"));
    }

    /// <summary>Whether a file is probably a manifest of Argo CD or Flux, by its path.</summary>
    public static bool MayDeploy(string path) => (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal))
        && DeployingNames.Any(n => path.Contains(n, StringComparison.OrdinalIgnoreCase));

    private static bool IsDeploying(string text)
    {
        var (isOfTool, isKind) = (false, false);
        foreach (var line in text.EnumerateLines())
        {
            isOfTool |= line.StartsWith("apiVersion: argoproj.io/")
                || (line.StartsWith("apiVersion: ") && line.Contains(".toolkit.fluxcd.io/", StringComparison.Ordinal));
            isKind |= line.TrimEnd() is "kind: Application" or "kind: ApplicationSet" or "kind: HelmRelease" or "kind: Kustomization";
        }

        return isOfTool && isKind;
    }

    private static ProjectFacts? Alone(ProjectFiles files) =>
        Chart(files)
        ?? Documents(files)
        ?? Page(files)
        ?? ImageAlone(files);

    // A tool can have an action that installs it: then its own language decides, unless the action's name says that it is the product.
    private static ProjectFacts? Action(ProjectFiles files, ProjectFacts? built, string name) =>
        files.Nearest(0, "action.yml", "action.yaml") is { } manifest
        && files.Text(manifest) is { } text && (text.StartsWith("runs:", StringComparison.Ordinal) || text.Contains("\nruns:", StringComparison.Ordinal))
        && (built is null || !text.Contains("composite", StringComparison.Ordinal) || IsNamedAction(text))
            ? new ProjectFacts("github-actions", manifest, 1, built is null || built.Language is "javascript" or "typescript" || IsNamedAction(text)
                || name.Contains("action", StringComparison.OrdinalIgnoreCase)
                ? new Inferred(ComponentType.Action, $"{manifest} is an action of GitHub")
                : ComponentType.Ask($"{manifest} is an action of GitHub, but {built.Type.Evidence}", ComponentType.Action, built.Type.Value))
            : null;

    private static bool IsNamedAction(string text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (line.StartsWith("name:"))
            {
                return line.Contains("action", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private static ProjectFacts? Terraform(ProjectFiles files)
    {
        var configuration = files.Nearest(p => p.AsSpan().Count('/') <= 1 && p.EndsWith(".tf", StringComparison.Ordinal)).Take(20).ToList();
        if (configuration.Count == 0)
        {
            return null;
        }

        var state = configuration.Find(p => files.Text(p) is { } text
            && (text.Contains("backend \"", StringComparison.Ordinal) || text.Contains("\nprovider \"", StringComparison.Ordinal)
                || text.StartsWith("provider \"", StringComparison.Ordinal)));
        var (isModule, modules) = (state is null && files.Has("variables.tf"), files.Nearest(p => p.StartsWith("modules/",
            StringComparison.Ordinal)).FirstOrDefault());
        var isMost = files.Count(".tf") * 2 > files.Delivered.Count - files.Count(Prose);
        return new ProjectFacts(
            "terraform",
            configuration[0],
            files.Count(".tf"),
            isModule
                ? files.Has("outputs.tf") && files.Listed.Any(p => p.StartsWith("examples/", StringComparison.Ordinal))
                    ? new Inferred(ComponentType.Library, "variables.tf makes it a Terraform module for others")
                    : ComponentType.Ask("variables.tf may make it a Terraform module for others", ComponentType.Library, ComponentType.Infrastructure)
                : isMost && modules is null
                    ? new Inferred(ComponentType.Infrastructure, $"{state ?? configuration[0]} is Terraform configuration")
                    : ComponentType.Ask(
                        $"{state ?? configuration[0]} is Terraform configuration{(modules is null ? "" : $", and {modules} of a module")}",
                        ComponentType.Infrastructure,
                        ComponentType.Library))
        {
            IsIncidental = !isMost && files.Image is not null,
        };
    }

    private static ProjectFacts? Chart(ProjectFiles files)
    {
        List<string> charts = [.. files.Nearest(p => p.AsSpan().Count('/') <= 3 && ProjectFiles.NameOf(p) == "Chart.yaml")];
        return charts.Count == 0 ? null : new ProjectFacts(
            "helm",
            charts[0],
            files.Count(".yaml", ".tpl"),
            charts.Count == 1 && (charts[0] == "Chart.yaml" || files.Count(".yaml", ".yml", ".tpl") * 2 > files.Delivered.Count - files.Count(Prose))
                ? new Inferred(ComponentType.Chart, $"{charts[0]} is a Helm chart")
                : Inferred.Guess(
                    ComponentType.Chart,
                    charts.Count == 1 ? $"{charts[0]} is a Helm chart, beside other files"
                        : $"there are {charts.Count:N0} Helm charts: for others to install, or what a cluster runs",
                    ComponentType.All));
    }

    private static ProjectFacts? SoftwareTemplates(ProjectFiles files) =>
        files.Nearest(p => ProjectFiles.NameOf(p) is "template.yaml" or "template.yml").Take(MostManifestsRead)
            .FirstOrDefault(p => files.Text(p)?.Contains("scaffolder.backstage.io/", StringComparison.Ordinal) == true) is { } template
            ? new ProjectFacts(
                "backstage",
                template,
                1,
                Inferred.Guess(ComponentType.Other, $"{template} is a software template: Backstage has no type for them", ComponentType.All))
            : null;

    private static ProjectFacts? Documents(ProjectFiles files)
    {
        var site = files.Nearest(1, "mkdocs.yml", "mkdocs.yaml", "_config.yml", "antora.yml", "book.toml");
        var pages = files.Count(Prose);
        var evidence = site is not null ? $"{site} builds a site of documents" : $"{pages:N0} of {files.Delivered.Count:N0} files are text";
        return site is null && (pages == 0 || pages * 2 <= files.Delivered.Count) ? null
            : new ProjectFacts("documentation", site ?? files.Delivered[0], pages, site == "_config.yml"
                ? ComponentType.Ask(evidence, ComponentType.Website, ComponentType.Documentation)
                : pages * 5 > files.Delivered.Count * 4 || (site is not null && pages * 2 > files.Delivered.Count)
                    ? new Inferred(ComponentType.Documentation, evidence)
                    : ComponentType.Ask(evidence, ComponentType.Documentation, ComponentType.Other));
    }

    private static ProjectFacts? Page(ProjectFiles files) =>
        files.Nearest(1, "index.html") is { } page
            ? new ProjectFacts("html", page, files.Count(".html", ".js", ".css"), page == "index.html" && !files.Has("manifest.json")
                && files.Count(".html", ".js", ".css") * 2 > files.Delivered.Count - files.Count(Media)
                ? new Inferred(ComponentType.Website, $"{page} is a page")
                : ComponentType.Ask($"{page} is a page", ComponentType.Website, ComponentType.Documentation, ComponentType.Other))
            : null;

    private static ProjectFacts? ImageAlone(ProjectFiles files) =>
        files.Image is { } image
            ? new ProjectFacts(
                "docker", image, 1, Inferred.Guess(ComponentType.Service, $"{image} builds an image, and nothing says of what", ComponentType.All))
            : null;
}
