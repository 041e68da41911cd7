using Automation.Core.Trees;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>A project with a <c>go.mod</c>.</summary>
internal static class GoProject
{
    private const int MostRead = 30;

    // Modules of programs that wait for requests or events.
    private static readonly string[] Servers =
    [
        "github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/gofiber/fiber", "github.com/go-chi/chi", "github.com/gorilla/mux",
        "google.golang.org/grpc", "sigs.k8s.io/controller-runtime", "k8s.io/client-go", "github.com/prometheus/client_golang", "github.com/valyala/fasthttp",
        "github.com/julienschmidt/httprouter", "github.com/twitchtv/twirp", "github.com/aws/aws-lambda-go", "github.com/segmentio/kafka-go",
        "github.com/prometheus/exporter-toolkit",
    ];

    // Clients require these as well.
    private static readonly string[] ClientsAsWell =
        [
        "google.golang.org/grpc", "k8s.io/client-go", "github.com/prometheus/client_golang", "github.com/valyala/fasthttp", "github.com/segmentio/kafka-go",
        "sigs.k8s.io/controller-runtime", "github.com/gorilla/mux",
    ];

    private static readonly string[] Listening = ["http.ListenAndServe", "ListenAndServeTLS", "grpc.NewServer", "http.Server{", "lambda.Start("];

    public static ProjectFacts? Read(ProjectFiles files)
    {
        if (files.Nearest(2, "go.mod") is not { } manifest)
        {
            return null;
        }

        var direct = string.Join('\n', (files.Text(manifest) ?? "").Split('\n').Where(l => !l.Contains("// indirect", StringComparison.Ordinal)));
        return new ProjectFacts("go", manifest, files.Count(".go"), TypeOf(files, direct, manifest[..^"go.mod".Length]));
    }

    private static Inferred TypeOf(ProjectFiles files, string modules, string below)
    {
        var programs = Programs(files, below);
        if (programs.Count == 0)
        {
            return new Inferred(ComponentType.Library, "no package main is in the module");
        }

        var (first, text) = programs[0];
        if (modules.Contains("terraform-plugin-", StringComparison.Ordinal))
        {
            return new Inferred(ComponentType.Tool, $"{below}go.mod requires a Terraform plugin framework: it is a provider");
        }

        var listens = programs.SelectMany(p => Listening, (p, call) => (p.Path, Call: call, p.Text))
            .FirstOrDefault(p => p.Text.Contains(p.Call, StringComparison.Ordinal));
        var server = Servers.OrderBy(ClientsAsWell.Contains).FirstOrDefault(m => modules.Contains(m + " ", StringComparison.Ordinal)
            || modules.Contains(m + "/", StringComparison.Ordinal));
        var others = programs.Select(p => RepositoryPath.FolderOf(p.Path)).Distinct(StringComparer.Ordinal).Count() - 1;
        var asWell = ClientsAsWell.Contains(server) ? ", which clients require as well" : "";
        return listens.Path is not null
                ? others == 0 || files.Deployment is not null && programs.Count(p => Listening.Any(p.Text.Contains)) > others
                    ? new Inferred(ComponentType.Service, $"{listens.Path} has '{listens.Call.TrimEnd('(', '{')}'")
                    : ComponentType.Ask(
                        $"{listens.Path} has '{listens.Call.TrimEnd('(', '{')}', beside other programs", ComponentType.Service, ComponentType.Tool)
            : server is not null && files.Deployment is { } deployment
                ? ClientsAsWell.Contains(server) || others > 0
                    ? ComponentType.Ask(
                        $"{deployment} deploys {first}, and {below}go.mod requires '{server}'{asWell}", ComponentType.Service, ComponentType.Tool)
                    : new Inferred(ComponentType.Service, $"{first} is a program, {below}go.mod requires '{server}', and {deployment} deploys it")
            : server is not null && !ClientsAsWell.Contains(server)
                ? ComponentType.Ask($"{first} is a program, and {below}go.mod requires '{server}'", ComponentType.Tool, ComponentType.Service)
            : files.Image is { } image
                ? ComponentType.Ask($"{first} is a program, and {image} builds an image", ComponentType.Tool, ComponentType.Service)
            : Packages(files, below) is { } package
                ? ComponentType.Ask($"{first} is a program, and {package} is a package for others", ComponentType.Tool, ComponentType.Library)
            : new Inferred(ComponentType.Tool, $"{first} is a program without a sign of a server");
    }

    // A file of a package at the root of a module whose programs are in folders.
    private static string? Packages(ProjectFiles files, string below) =>
        files.Nearest(p => RepositoryPath.FolderOf(p) + (below.Length > 0 ? "/" : "") == below && p.EndsWith(".go", StringComparison.Ordinal)
            && !p.EndsWith("_test.go", StringComparison.Ordinal)).FirstOrDefault(p => !IsProgram(files.Text(p) ?? ""));

    // Programs are in the root, in cmd, or have a main.go.
    private static List<(string Path, string Text)> Programs(ProjectFiles files, string below) =>
    [
        .. files.Nearest(p => p.StartsWith(below, StringComparison.Ordinal) && p.EndsWith(".go", StringComparison.Ordinal)
                && !p.EndsWith("_test.go", StringComparison.Ordinal)
                && !p.StartsWith('_') && !p.Contains("/_", StringComparison.Ordinal) // which go ignores
                && (p[below.Length..] is var path && (!path.Contains('/', StringComparison.Ordinal) || path.StartsWith("cmd/", StringComparison.Ordinal)
                    || ProjectFiles.NameOf(path) == "main.go")))
            .Take(MostRead)
            .Select(p => (Path: p, Text: files.Text(p) ?? ""))
            .Where(p => IsProgram(p.Text)),
    ];

    // A file that is generated or a tool of the build is not compiled into the program.
    private static bool IsProgram(string text) =>
        (text.StartsWith("package main", StringComparison.Ordinal) || text.Contains("\npackage main", StringComparison.Ordinal))
        && !text.Contains("//go:build ignore", StringComparison.Ordinal) && !text.Contains("+build ignore", StringComparison.Ordinal)
        && !text.Contains("//go:build tools", StringComparison.Ordinal);
}
