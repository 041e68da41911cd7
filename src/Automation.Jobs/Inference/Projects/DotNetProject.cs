using System.Xml;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>Projects of .NET: <c>*.csproj</c>, <c>*.fsproj</c>, <c>*.vbproj</c>.</summary>
internal static class DotNetProject
{
    private const int MostRead = 60;
    private const int MostElements = 20_000;

    // What only a package for others has.
    private static readonly string[] PackageValues =
        ["PackageId", "PackageTags", "PackageIcon", "PackageLicenseExpression", "PackageReadmeFile", "PackageProjectUrl", "GeneratePackageOnBuild"];

    private static readonly string[] CommandLines = ["System.CommandLine", "Spectre.Console.Cli", "CommandLineParser",
        "McMaster.Extensions.CommandLineUtils", "Cocona"];
    private static readonly string[] Pages = [".cshtml", ".razor", "wwwroot/index.html", "ClientApp/package.json", "clientapp/package.json"];

    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];

    public static ProjectFacts? Read(ProjectFiles files)
    {
        List<Project> projects =
        [
            .. files.Nearest(p => Extensions.Any(e => p.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && !IsAside(ProjectFiles.NameOf(p)))
                .Take(MostRead).Select(p => Parse(p, files.Text(p))).OfType<Project>(),
        ];
        if (projects.Count == 0)
        {
            return null;
        }

        var type = TypeOf(files, projects);
        return new ProjectFacts("dotnet", projects[0].Path, files.Count(".cs", ".fs", ".vb"), type)
        {
            Description = projects.Select(p => p.Value("Description")).FirstOrDefault(d => d is not null),
            Version = projects.Select(p => p.Value("Version") ?? p.Value("VersionPrefix")).FirstOrDefault(v => v is not null),
            Homepage = projects.Select(p => p.Value("PackageProjectUrl")).FirstOrDefault(u => u is not null),
        };
    }

    private static Inferred TypeOf(ProjectFiles files, List<Project> projects)
    {
        var packaged = projects.Find(p => p.Value("IsPackable") == "true" || PackageValues.Any(v => p.Value(v) is not null));
        var shared = files.Text("Directory.Build.props") ?? files.Text("src/Directory.Build.props") ?? "";
        var offered = packaged?.Path ?? (PackageValues.Any(v => shared.Contains($"<{v}>", StringComparison.Ordinal)) ? "Directory.Build.props" : null);
        if (projects.Find(p => p.Sdk.Contains("BlazorWebAssembly", StringComparison.Ordinal)) is { } blazor)
        {
            return offered is null
                ? new Inferred(ComponentType.Website, $"{blazor.Path} is built with {blazor.Sdk}")
                : ComponentType.Ask($"{blazor.Path} is built with {blazor.Sdk}, and {offered} describes a package", ComponentType.Website,
                    ComponentType.Library);
        }

        List<Project> webs = [.. projects.Where(p => p.Sdk.EndsWith(".Web", StringComparison.Ordinal))];
        if (webs is [var web, ..] && (offered is null || files.Deployment is not null))
        {
            return offered is not null
                ? ComponentType.Ask($"{web.Path} is built with {web.Sdk}, and {offered} describes a package", ComponentType.Service, ComponentType.Library)
                : OfWeb(files, webs);
        }

        if (projects.Find(p => p.Sdk.EndsWith(".Worker", StringComparison.Ordinal) || p.Value("AzureFunctionsVersion") is not null) is { } worker)
        {
            return offered is null
                ? new Inferred(ComponentType.Service, $"{worker.Path} is a worker")
                : ComponentType.Ask($"{worker.Path} is a worker, and {offered} describes a package", ComponentType.Service, ComponentType.Library);
        }

        if (projects.Find(p => p.Value("PackAsTool") == "true") is { } tool)
        {
            return new Inferred(ComponentType.Tool, $"{tool.Path} is packed as a .NET tool");
        }

        if (projects.Find(p => p.Value("OutputType") is "Exe" or "WinExe") is not { } program)
        {
            return offered is not null ? new Inferred(ComponentType.Library, $"{offered} describes a package")
                : ComponentType.Ask($"{projects[0].Path} builds a library, which no package is made of", ComponentType.Library, ComponentType.Service,
                    ComponentType.Tool);
        }

        return offered is not null
                ? ComponentType.Ask($"{program.Path} builds a program, and {offered} describes a package", ComponentType.Library, ComponentType.Tool)
            : files.Image is { } image
                ? ComponentType.Ask($"{program.Path} builds a program, and {image} an image", ComponentType.Service, ComponentType.Tool)
            : program.Value("OutputType") == "Exe" && files.Text(program.Path) is { } text && CommandLines.FirstOrDefault(text.Contains) is { } command
                ? new Inferred(ComponentType.Tool, $"{program.Path} builds a program, and references '{command}'")
            : ComponentType.Ask($"{program.Path} builds a program", ComponentType.Tool, ComponentType.Service, ComponentType.Other);
    }

    // An API has no pages of its own; a page of a library beside it does not count.
    private static Inferred OfWeb(ProjectFiles files, List<Project> webs)
    {
        var folders = webs.ConvertAll(p => p.Path[..^ProjectFiles.NameOf(p.Path).Length]);
        var page = files.Listed.FirstOrDefault(p => Pages.Any(e => p.EndsWith(e, StringComparison.Ordinal))
            && folders.Exists(f => p.StartsWith(f, StringComparison.Ordinal)) && !p.Contains("/tests/", StringComparison.OrdinalIgnoreCase));
        var web = webs[0];
        return page is null ? new Inferred(ComponentType.Service, $"{web.Path} is built with {web.Sdk}")
            : webs.Count == 1 && !page.EndsWith(".json", StringComparison.Ordinal) && !web.Path.Contains("Api", StringComparison.OrdinalIgnoreCase)
                && !files.Listed.Any(p => p.EndsWith("ApiController.cs", StringComparison.Ordinal) || p.EndsWith("Endpoints.cs", StringComparison.Ordinal))
                ? new Inferred(ComponentType.Website, $"{web.Path} is built with {web.Sdk}, and {page} is a page")
            : ComponentType.Ask($"{web.Path} is built with {web.Sdk}, and {page} is of a page", ComponentType.Service, ComponentType.Website);
    }

    private static bool IsAside(string name) =>
        name.Contains("Test", StringComparison.OrdinalIgnoreCase) || name.Contains("Benchmark", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Sample", StringComparison.OrdinalIgnoreCase) || name.Contains("Example", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Demo", StringComparison.OrdinalIgnoreCase) || name.Contains("Playground", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Specs", StringComparison.Ordinal);

    private static Project? Parse(string path, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var (values, sdk) = (new Dictionary<string, string>(StringComparer.Ordinal), "");
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var (element, elements) = ("", 0);
            while (reader.Read() && elements < MostElements)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    (element, elements) = (reader.LocalName, elements + 1);
                    sdk = element == "Project" && reader.GetAttribute("Sdk") is { } named ? named.Split('/')[0] : sdk;
                }
                else if (reader.NodeType == XmlNodeType.Text && reader.Value.Trim() is { Length: > 0 } value && !value.Contains("$(", StringComparison.Ordinal))
                {
                    values.TryAdd(element, value);
                }
            }
        }
        catch (XmlException)
        {
            // What was read before the mistake counts.
        }

        return new Project(path, sdk, values);
    }

    private sealed record Project(string Path, string Sdk, Dictionary<string, string> Values)
    {
        public string? Value(string name) => Values.GetValueOrDefault(name);
    }
}
