using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>A project that Maven or Gradle builds.</summary>
internal static class JavaProject
{
    private const int MostRead = 20;

    private static readonly string[] Manifests = ["pom.xml", "build.gradle", "build.gradle.kts"];

    // Plugins that build a program that waits for requests.
    private static readonly string[] ServerPlugins =
    [
        "spring-boot-maven-plugin", "id 'org.springframework.boot'", "id(\"org.springframework.boot\")", "id \"org.springframework.boot\"",
        "libs.plugins.spring.boot", "io.quarkus", "quarkus-maven-plugin", "micronaut-maven-plugin", "io.micronaut.application", "<packaging>war</packaging>",
        "io.ktor.plugin", "jib-maven-plugin", "com.google.cloud.tools.jib",
    ];

    private static readonly string[] Publishing =
        ["maven-publish", "maven.publish", "maven-source-plugin", "nexus-staging", "central-publishing", "java-library"];
    private static readonly string[] Programs = ["id 'application'", "id(\"application\")", "id \"application\"", "plugin: 'application'", "<mainClass>"];

    public static ProjectFacts? Read(ProjectFiles files)
    {
        List<(string Path, string Text)> builds =
        [
            .. files.Nearest(p => p.AsSpan().Count('/') <= 3 && Manifests.Contains(ProjectFiles.NameOf(p), StringComparer.Ordinal))
                .Take(MostRead).Select(p => (p, files.Text(p) ?? "")),
        ];
        if (builds.Count == 0)
        {
            return null;
        }

        var language = files.Count(".kt") > files.Count(".java") ? "kotlin" : files.Count(".scala") > files.Count(".java") ? "scala" : "java";
        var root = builds[0].Text;
        return new ProjectFacts(language, builds[0].Path, files.Count(".java", ".kt", ".scala", ".groovy"), TypeOf(files, builds))
        {
            Description = Element(root, "description"),
            Version = builds[0].Path.EndsWith(".xml", StringComparison.Ordinal) ? Element(WithoutParent(root), "version") : null,
        };
    }

    private static Inferred TypeOf(ProjectFiles files, List<(string Path, string Text)> builds)
    {
        var published = Publishing.Select(p => First(builds, p)).FirstOrDefault(p => p is not null);
        if (First(builds, "com.android.application") is { } android)
        {
            return published is null && First(builds, "com.android.library") is null
                ? new Inferred(ComponentType.MobileApp, $"{android} builds an Android application")
                : ComponentType.Ask(
                    $"{android} builds an Android application, beside libraries",
                    [.. new[] { ComponentType.MobileApp, ComponentType.Library }.OrderBy(t => published is not null && t == ComponentType.MobileApp)]);
        }

        if (First(builds, "quarkus-extension-maven-plugin") is { } extension)
        {
            return new Inferred(ComponentType.Library, $"{extension} builds an extension of Quarkus");
        }

        var server = ServerPlugins.Select(p => (Plugin: p, Path: First(builds, p))).FirstOrDefault(p => p.Path is not null);
        var program = files.Nearest(p => ProjectFiles.NameOf(p) is var name && name.EndsWith("Application.java", StringComparison.Ordinal)
            || ProjectFiles.NameOf(p).EndsWith("Application.kt", StringComparison.Ordinal)).FirstOrDefault();
        var settings = files.Nearest(p => ProjectFiles.NameOf(p) is "application.properties" or "application.yml" or "application.yaml").FirstOrDefault();
        if (server.Path is not null && (program ?? settings ?? files.Image) is { } sign)
        {
            var evidence = $"{server.Path} has '{Plain(server.Plugin)}', and there is {sign}";
            return published is null || files.Image is not null && !published.EndsWith("pom.xml", StringComparison.Ordinal)
                ? new Inferred(ComponentType.Service, evidence)
                : ComponentType.Ask($"{evidence}; {published} publishes a library", ComponentType.Service, ComponentType.Library);
        }

        if (files.Image is { } image)
        {
            return published is null
                ? ComponentType.Ask($"{image} builds an image", ComponentType.Service, ComponentType.Tool)
                : ComponentType.Ask($"{image} builds an image, and {published} publishes a library", ComponentType.Library, ComponentType.Service);
        }

        var tool = Programs.Select(p => First(builds, p)).FirstOrDefault(p => p is not null);
        return tool is not null
                ? published is null ? ComponentType.Ask($"{tool} builds a program", ComponentType.Tool, ComponentType.Service)
                    : ComponentType.Ask($"{tool} builds a program, and {published} publishes a library", ComponentType.Library, ComponentType.Tool)
            : published is not null ? new Inferred(ComponentType.Library, $"{published} publishes a library")
            : ComponentType.Ask($"{builds[0].Path} does not say what it builds", ComponentType.Library, ComponentType.Service, ComponentType.Tool);
    }

    private static string? First(List<(string Path, string Text)> builds, string text) =>
        builds.Find(b => b.Text.Contains(text, StringComparison.Ordinal)).Path;

    private static string Plain(string plugin) => plugin.Trim('<', '>').Replace("id 'org", "org", StringComparison.Ordinal).Trim('\'', '"', ')');

    private static string WithoutParent(string text)
    {
        var (start, end) = (text.IndexOf("<parent>", StringComparison.Ordinal), text.IndexOf("</parent>", StringComparison.Ordinal));
        return start >= 0 && end > start ? text[..start] + text[end..] : text;
    }

    // The first element of the name before any list: the project's own.
    private static string? Element(string text, string name)
    {
        var lists = text.IndexOf("<dependencies>", StringComparison.Ordinal);
        var start = text.IndexOf($"<{name}>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf($"</{name}>", start, StringComparison.Ordinal);
        return end < 0 || (lists >= 0 && start > lists) || text.IndexOf("${", start, end - start, StringComparison.Ordinal) >= 0
            ? null
            : text[(start + name.Length + 2)..end].Trim();
    }
}
