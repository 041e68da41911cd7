using System.Xml;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>Projects of .NET: <c>*.csproj</c>, <c>*.fsproj</c>, <c>*.vbproj</c>.</summary>
internal static class DotNetProject
{
    private const int MostRead = 60;
    private const int MostElements = 20_000;

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
        if (projects.Find(p => p.Sdk.Contains("BlazorWebAssembly", StringComparison.Ordinal)) is { } blazor)
        {
            return new Inferred(ComponentType.Website, $"{blazor.Path} is built with {blazor.Sdk}");
        }

        var packaged = projects.Find(p => p.Value("PackageId") is not null || p.Value("IsPackable") == "true" || p.Value("GeneratePackageOnBuild") == "true");
        if (projects.Find(p => p.Sdk.EndsWith(".Web", StringComparison.Ordinal)) is { } web && (packaged is null || files.Deployment is not null))
        {
            var pages = files.Nearest(p => p.EndsWith(".cshtml", StringComparison.Ordinal) || p.EndsWith(".razor", StringComparison.Ordinal)).FirstOrDefault();
            return pages is null
                ? new Inferred(ComponentType.Service, $"{web.Path} is built with {web.Sdk}")
                : new Inferred(ComponentType.Website, $"{web.Path} is built with {web.Sdk}, and {pages} is a page");
        }

        if (projects.Find(p => p.Sdk.EndsWith(".Worker", StringComparison.Ordinal) || p.Value("AzureFunctionsVersion") is not null) is { } worker)
        {
            return new Inferred(ComponentType.Service, $"{worker.Path} is a worker");
        }

        if (projects.Find(p => p.Value("PackAsTool") == "true") is { } tool)
        {
            return new Inferred(ComponentType.Tool, $"{tool.Path} is packed as a .NET tool");
        }

        var program = projects.Find(p => p.Value("OutputType") is "Exe" or "WinExe");
        return packaged is not null || program is null ? new Inferred(ComponentType.Library, $"{(packaged ?? projects[0]).Path} builds a library")
            : files.Image is { } image ? new Inferred(ComponentType.Service, $"{program.Path} builds a program, and {image} an image")
            : new Inferred(ComponentType.Tool, $"{program.Path} builds a program");
    }

    private static bool IsAside(string name) =>
        name.Contains("Test", StringComparison.OrdinalIgnoreCase) || name.Contains("Benchmark", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Sample", StringComparison.OrdinalIgnoreCase) || name.Contains("Specs", StringComparison.Ordinal);

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
