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

    private const string ClientAsWell = "google.golang.org/grpc";

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
        var server = Servers.FirstOrDefault(m => modules.Contains(m + " ", StringComparison.Ordinal) || modules.Contains(m + "/", StringComparison.Ordinal));
        return listens.Path is not null ? new Inferred(ComponentType.Service, $"{listens.Path} has '{listens.Call.TrimEnd('(', '{')}'")
            : server == ClientAsWell && files.Deployment is { } image
                ? Inferred.Guess(
                    ComponentType.Service, $"{image} deploys {first}, and {below}go.mod requires '{server}', which clients require as well", ComponentType.All)
            : server is not null && files.Deployment is { } deployment
                ? new Inferred(ComponentType.Service, $"{first} is a program, {below}go.mod requires '{server}', and {deployment} deploys it")
            : files.Deployment is null || server is null ? new Inferred(ComponentType.Tool, $"{first} is a program without a sign of a server")
            : new Inferred(ComponentType.Service, $"{files.Deployment} deploys {first}");
    }

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
