using System.Buffers;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>A project of Python.</summary>
internal static class PythonProject
{
    private const int MostRequirements = 10;

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("()\"'[]{}");
    private static readonly string[] Manifests = ["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile", "manage.py"];
    private static readonly string[] Servers =
        ["fastapi", "flask", "django", "uvicorn", "gunicorn", "starlette", "aiohttp", "tornado", "sanic", "grpcio", "celery", "falcon", "bottle", "litestar"];
    private static readonly string[] Pages = ["streamlit", "dash", "gradio"];

    public static ProjectFacts? Read(ProjectFiles files)
    {
        if (files.Nearest(1, Manifests) is not { } found)
        {
            return null;
        }

        var below = found[..^ProjectFiles.NameOf(found).Length];
        var (project, setup) = (files.Text(below + "pyproject.toml"), (files.Text(below + "setup.py") ?? "") + files.Text(below + "setup.cfg"));
        var manifest = Manifests.Select(m => below + m).First(files.Has);
        return new ProjectFacts("python", manifest, files.Count(".py"), TypeOf(files, below, project, setup, manifest))
        {
            Description = TextSearch.Toml(project, "project", "description") ?? TextSearch.Toml(project, "tool.poetry", "description")
                ?? Keyword(setup, "description"),
            Version = TextSearch.Toml(project, "project", "version") ?? TextSearch.Toml(project, "tool.poetry", "version") ?? Keyword(setup, "version"),
            Homepage = TextSearch.Toml(project, "project.urls", "Documentation") ?? TextSearch.Toml(project, "project.urls", "Homepage")
                ?? TextSearch.Toml(project, "tool.poetry", "documentation") ?? TextSearch.Toml(project, "tool.poetry", "homepage") ?? Keyword(setup, "url"),
        };
    }

    private static Inferred TypeOf(ProjectFiles files, string below, string? project, string setup, string manifest)
    {
        var isPackage = setup.Contains("setup(", StringComparison.Ordinal) || setup.Contains("[metadata]", StringComparison.Ordinal)
            || project?.Contains("[build-system]", StringComparison.Ordinal) == true;
        var requirements = project + setup + files.Text(below + "Pipfile")
            + string.Concat(files.Nearest(IsRequirements).Take(MostRequirements).Select(files.Text));
        if (files.Has(below + "manage.py"))
        {
            return new Inferred(ComponentType.Service, $"{below}manage.py starts a Django application");
        }

        var server = TextSearch.FirstOf(requirements, Servers);
        if (isPackage && TextSearch.Has(requirements, "Environment :: Console"))
        {
            return new Inferred(ComponentType.Tool, $"{manifest} has the classifier 'Environment :: Console'");
        }

        if (isPackage && files.Image is null && OwnScript(project) is { } script)
        {
            return Inferred.Guess(ComponentType.Tool, $"{manifest} installs the command '{script}', and may be a library as well", ComponentType.All);
        }

        if (isPackage && files.Image is null)
        {
            return project?.Contains(".scripts]", StringComparison.Ordinal) == true
                ? Inferred.Guess(ComponentType.Library, $"{manifest} builds a package, and installs a command, so it may be a tool", ComponentType.All)
                : new Inferred(ComponentType.Library, $"{manifest} builds a package");
        }

        return TextSearch.FirstOf(requirements, Pages) is { } page ? new Inferred(ComponentType.Website, $"it requires '{page}'")
            : server is not null ? new Inferred(ComponentType.Service, $"it requires '{server}'")
            : isPackage && project?.Contains(".scripts]", StringComparison.Ordinal) == true
                ? new Inferred(ComponentType.Tool, $"{manifest} installs a script")
            : files.Deployment is { } deployment ? new Inferred(ComponentType.Service, $"{deployment} deploys it")
            : isPackage ? new Inferred(ComponentType.Library, $"{manifest} builds a package")
            : Inferred.Guess(ComponentType.Tool, $"{manifest} builds no package, and requires no server", ComponentType.All);
    }

    // A command with the name of the package.
    private static string? OwnScript(string? project) =>
        (TextSearch.Toml(project, "project", "name") ?? TextSearch.Toml(project, "tool.poetry", "name")) is { } name
        && (TextSearch.Toml(project, "project.scripts", name) ?? TextSearch.Toml(project, "tool.poetry.scripts", name)) is not null ? name : null;

    private static bool IsRequirements(string path) =>
        ProjectFiles.NameOf(path) is var name && name.StartsWith("requirements", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal);

    // An argument of setup(), or a line of setup.cfg: name="text", name = text.
    private static string? Keyword(string setup, string name)
    {
        foreach (var range in setup.AsSpan().Split('\n'))
        {
            var line = setup.AsSpan()[range].Trim();
            if (line.StartsWith(name, StringComparison.Ordinal) && line[name.Length..].TrimStart() is ['=', .. var rest])
            {
                var value = rest.Trim().TrimEnd(',').Trim();
                return value is [('"' or '\'') and var quote, .., var last] && last == quote ? value[1..^1].ToString()
                    : value.IndexOfAny(CodeCharacters) >= 0 || value.IsEmpty || !setup.Contains("[metadata]", StringComparison.Ordinal) ? null
                    : value.ToString();
            }
        }

        return null;
    }
}
