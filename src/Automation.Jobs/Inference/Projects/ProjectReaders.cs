using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>All that a component can be recognised by.</summary>
internal static class ProjectReaders
{
    private const int MostManifestsRead = 10;

    private static readonly string[] Prose = [".md", ".adoc", ".rst"];
    private static readonly string[] DeployingNames = ["argo", "appset", "application", "flux", "helmrelease", "bootstrap"];

    private static readonly IReadOnlyList<Func<ProjectFiles, ProjectFacts?>> Languages =
    [
        GoProject.Read, DotNetProject.Read, JavaProject.Read, PythonProject.Read, NodeProject.Read, OtherProjects.Rust, OtherProjects.Ruby, OtherProjects.Php,
        Terraform,
    ];

    /// <summary>What the folder is: by what it is used as, else by the language with the most source files. Null if nothing is recognised.</summary>
    public static ProjectFacts? Read(ProjectFiles files)
    {
        // A build file at the top says more than one in a folder, unless it has only tools.
        var built = Languages.Select(read => read(files)).OfType<ProjectFacts>()
            .MaxBy(f => (f.Sources > 0, f.Type.IsCertain, -f.Manifest.AsSpan().Count('/'), f.Sources));
        return Action(files, built) ?? DesiredState(files) ?? built ?? SoftwareTemplates(files) ?? Alone(files);
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
    private static ProjectFacts? Action(ProjectFiles files, ProjectFacts? built) =>
        files.Nearest(0, "action.yml", "action.yaml") is { } manifest
        && files.Text(manifest) is { } text && (text.StartsWith("runs:", StringComparison.Ordinal) || text.Contains("\nruns:", StringComparison.Ordinal))
        && (built is null || !text.Contains("composite", StringComparison.Ordinal) || IsNamedAction(text))
            ? new ProjectFacts("github-actions", manifest, 1, new Inferred(ComponentType.Action, $"{manifest} is an action of GitHub"))
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
        var isModule = state is null && files.Has("variables.tf");
        return new ProjectFacts(
            "terraform",
            configuration[0],
            files.Count(".tf"),
            isModule
                ? new Inferred(ComponentType.Library, "variables.tf makes it a Terraform module for others")
                : new Inferred(ComponentType.Infrastructure, $"{state ?? configuration[0]} is Terraform configuration"));
    }

    private static ProjectFacts? Chart(ProjectFiles files)
    {
        List<string> charts = [.. files.Nearest(p => p.AsSpan().Count('/') <= 3 && ProjectFiles.NameOf(p) == "Chart.yaml")];
        return charts.Count == 0 ? null : new ProjectFacts(
            "helm",
            charts[0],
            files.Count(".yaml", ".tpl"),
            charts.Count == 1
                ? new Inferred(ComponentType.Chart, $"{charts[0]} is a Helm chart")
                : Inferred.Guess(
                    ComponentType.Chart, $"there are {charts.Count:N0} Helm charts: for others to install, or what a cluster runs", ComponentType.All));
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
        return site is not null ? Facts(site, $"{site} builds a site of documents")
            : pages > 0 && pages * 2 > files.Delivered.Count ? Facts(files.Delivered[0], $"{pages:N0} of {files.Delivered.Count:N0} files are text")
            : null;

        ProjectFacts Facts(string manifest, string evidence) => new("documentation", manifest, pages, new Inferred(ComponentType.Documentation, evidence));
    }

    private static ProjectFacts? Page(ProjectFiles files) =>
        files.Nearest(1, "index.html") is { } page
            ? new ProjectFacts("html", page, files.Count(".html", ".js", ".css"), new Inferred(ComponentType.Website, $"{page} is a page"))
            : null;

    private static ProjectFacts? ImageAlone(ProjectFiles files) =>
        files.Image is { } image
            ? new ProjectFacts(
                "docker", image, 1, Inferred.Guess(ComponentType.Service, $"{image} builds an image, and nothing says of what", ComponentType.All))
            : null;
}
