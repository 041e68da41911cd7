using System.Buffers;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>A project of Python.</summary>
internal static class PythonProject
{
    private const int MostRequirements = 10;
    private const int MostEntries = 10;

    // Files that start an application, and what is in them if it waits for requests.
    private static readonly string[] EntryNames =
        ["app.py", "main.py", "wsgi.py", "asgi.py", "server.py", "application.py", "api.py", "__init__.py", "__main__.py"];
    private static readonly string[] Starting =
    [
        "FastAPI(", "Flask(", "Sanic(", "Starlette(", "web.Application(", "grpc.server(", "falcon.App(", "Litestar(", "Quart(", "uvicorn.run(",
    ];

    private static readonly string[] DjangoApis = ["djangorestframework", "django-ninja", "graphene-django", "strawberry-graphql-django"];

    // What a package has that others find in an index.
    private static readonly string[] PackageWords = ["classifiers", "keywords", "long_description", "[project.urls]"];

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
            var evidence = $"{below}manage.py starts a Django application";
            return isPackage && files.Deployment is null ? ComponentType.Ask($"{evidence}, and {manifest} builds a package", ComponentType.Library,
                ComponentType.Service)
                : TextSearch.FirstOf(requirements, DjangoApis) is { } api && !files.Listed.Any(p => p.EndsWith("/base.html", StringComparison.Ordinal))
                    ? new Inferred(ComponentType.Service, $"{evidence}, which requires '{api}'")
                : ComponentType.Ask(evidence, ComponentType.Service, ComponentType.Website);
        }

        var server = TextSearch.FirstOf(requirements, Servers);
        if (isPackage && TextSearch.Has(requirements, "Environment :: Console"))
        {
            return new Inferred(ComponentType.Tool, $"{manifest} has the classifier 'Environment :: Console'");
        }

        var hasCommands = project?.Contains("scripts]", StringComparison.Ordinal) == true || setup.Contains("console_scripts", StringComparison.Ordinal);
        if (isPackage && files.Image is null)
        {
            return OwnScript(project) is { } script
                    ? ComponentType.Ask($"{manifest} installs the command '{script}', and may be a library as well", ComponentType.Tool, ComponentType.Library)
                : hasCommands
                    ? ComponentType.Ask($"{manifest} builds a package, and installs a command", ComponentType.Library, ComponentType.Tool)
                : PackageWords.FirstOrDefault(w => (project + setup).Contains(w, StringComparison.Ordinal)) is null
                    ? ComponentType.Ask($"{manifest} builds a package", ComponentType.Library, ComponentType.Service, ComponentType.Tool)
                : server is not null
                    ? ComponentType.Ask($"{manifest} builds a package, and requires '{server}'", ComponentType.Library, ComponentType.Service)
                : new Inferred(ComponentType.Library, $"{manifest} builds a package");
        }

        var starts = files.Nearest(p => EntryNames.Contains(ProjectFiles.NameOf(p), StringComparer.Ordinal)).Take(MostEntries)
            .SelectMany(p => Starting, (p, call) => (Path: p, Call: call)).FirstOrDefault(e => files.Text(e.Path)?.Contains(e.Call,
                StringComparison.Ordinal) == true);
        return TextSearch.FirstOf(requirements, Pages) is { } page
                ? ComponentType.Ask($"it requires '{page}'", ComponentType.Website, ComponentType.Tool, ComponentType.Library)
            : starts.Path is not null && !isPackage && files.Listed.FirstOrDefault(p => p.EndsWith(".html", StringComparison.Ordinal)
                && p.Contains("templates/", StringComparison.Ordinal)) is { } view
                ? ComponentType.Ask($"{starts.Path} has '{starts.Call.TrimEnd('(')}', and {view} is a page", ComponentType.Service, ComponentType.Website)
            : starts.Path is not null && !isPackage ? new Inferred(ComponentType.Service, $"{starts.Path} has '{starts.Call.TrimEnd('(')}'")
            : starts.Path is not null && files.Image is { } served
                ? hasCommands ? ComponentType.Ask($"{starts.Path} has '{starts.Call.TrimEnd('(')}', and {manifest} installs a command",
                    ComponentType.Service, ComponentType.Tool)
                    : new Inferred(ComponentType.Service, $"{starts.Path} has '{starts.Call.TrimEnd('(')}', and {served} builds an image")
            : server is not null ? ComponentType.Ask($"it requires '{server}'", ComponentType.Service, ComponentType.Tool, ComponentType.Library)
            : files.Deployment is { } deployment ? ComponentType.Ask($"{deployment} deploys it", ComponentType.Service, ComponentType.Tool)
            : ComponentType.Ask($"{manifest} builds no package, and requires no server", ComponentType.Tool, ComponentType.Library, ComponentType.Service);
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
