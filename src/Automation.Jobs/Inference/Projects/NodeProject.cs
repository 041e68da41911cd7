using System.Text.Json;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>A project with a <c>package.json</c>.</summary>
internal static class NodeProject
{
    private const string Manifest = "package.json";
    private const int MostParts = 30;

    private static readonly string[] Sources = [".js", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", ".mts", ".vue", ".svelte"];

    // Frameworks of applications in a browser, and tools that build one from an index.html.
    private static readonly string[] Applications =
        ["next", "nuxt", "gatsby", "react-scripts", "@sveltejs/kit", "@remix-run/react", "@angular/core", "astro", "@vue/cli-service", "umi", "ember-source"];
    private static readonly string[] Views = ["react", "vue", "svelte", "preact", "solid-js", "react-dom", "@angular/core", "lit", "angular", "jquery"];
    private static readonly string[] Bundlers = ["vite", "webpack", "parcel", "rollup", "browserify", "gulp", "grunt"];
    private static readonly string[] Servers =
    [
        "express", "fastify", "@nestjs/core", "koa", "@hapi/hapi", "hono", "restify", "@apollo/server", "apollo-server", "apollo-server-express",
        "probot", "@grpc/grpc-js", "json-server", "@feathersjs/feathers", "@adonisjs/core", "strapi", "@strapi/strapi", "moleculer", "@slack/bolt", "kafkajs",
    ];
    private static readonly string[] EntryPoints = ["main", "exports", "module", "files"];
    private static readonly string[] Pages = ["index.html", "public/index.html", "src/index.html", "app/index.html"];

    // https://developers.cloudflare.com/workers/wrangler/configuration/
    private static readonly string[] Workers = ["wrangler.toml", "wrangler.json", "wrangler.jsonc"];

    public static ProjectFacts? Read(ProjectFiles files)
    {
        if (files.Nearest(1, Manifest) is not { } path || Package(files, path) is not { } package)
        {
            return null;
        }

        using (package)
        {
            var root = new JsonPart(package.RootElement);
            var language = files.Count(".ts", ".tsx") > 0 ? "typescript" : "javascript";
            var type = TypeOf(files, path, package.RootElement) ?? OfParts(files, path)
                ?? Inferred.Guess(ComponentType.Library, $"{path} has no sign of what it builds", ComponentType.All);
            return new ProjectFacts(language, path, files.Count(Sources), type)
            {
                Description = root["description"].Text,
                Version = root["version"].Text,
                Homepage = root["homepage"].Text,
            };
        }
    }

    // The root of a workspace often has only tools: its packages say what it builds.
    private static Inferred? OfParts(ProjectFiles files, string root)
    {
        var types = new List<Inferred>();
        foreach (var path in files.Nearest(p => p != root && ProjectFiles.NameOf(p) == Manifest).Take(MostParts))
        {
            using var package = Package(files, path);
            if (package is not null && TypeOf(files, path, package.RootElement) is { } type)
            {
                types.Add(type);
            }
        }

        return types.Find(t => t.Value == ComponentType.Website) ?? types.Find(t => t.Value == ComponentType.Service) ?? types.FirstOrDefault();
    }

    private static JsonDocument? Package(ProjectFiles files, string path)
    {
        var json = files.Json(path);
        if (json?.RootElement.ValueKind == JsonValueKind.Object)
        {
            return json;
        }

        json?.Dispose();
        return null;
    }

    private static Inferred? TypeOf(ProjectFiles files, string path, JsonElement element)
    {
        var package = new JsonPart(element);
        var (needs, builds) = (Keys(element, "dependencies"), Keys(element, "devDependencies"));
        var isPublished = !package["private"].IsTrue && EntryPoints.Any(e => package[e].Exists);
        var starts = package["scripts"]["start"].Text;

        // https://backstage.io/docs/tooling/cli/build-system#package-roles
        if (package["backstage"]["role"].Text is { } role)
        {
            var type = role switch
            {
                "frontend" => ComponentType.Website,
                "backend" => ComponentType.Service,
                "cli" => ComponentType.Tool,
                _ => ComponentType.Library,
            };
            return new Inferred(type, $"{path} has the role '{VisibleText.Of(role, 40)}' of Backstage");
        }

        // What is published for others to install may contain any of these frameworks.
        if (isPublished && files.Image is null && (starts is null || package["files"].Exists || package["exports"].Exists))
        {
            return package["bin"].Exists && !package["exports"].Exists && !package["types"].Exists && !package["module"].Exists
                ? new Inferred(ComponentType.Tool, $"{path} has 'bin'")
                : new Inferred(ComponentType.Library, $"{path} is a package with an entry point for others");
        }

        var all = needs.Concat(builds).ToHashSet(StringComparer.Ordinal);
        var below = path[..^Manifest.Length];
        if (all.Contains("@docusaurus/core"))
        {
            return new Inferred(ComponentType.Documentation, $"{path} depends on '@docusaurus/core'");
        }

        if (Workers.Select(w => below + w).FirstOrDefault(files.Has) is { } worker && !Views.Any(all.Contains))
        {
            return new Inferred(ComponentType.Service, $"{worker} deploys a Worker of Cloudflare");
        }

        if (Applications.FirstOrDefault(needs.Contains) is { } application)
        {
            return new Inferred(ComponentType.Website, $"{path} depends on '{application}'");
        }

        if (Servers.FirstOrDefault(needs.Contains) is { } server)
        {
            return new Inferred(ComponentType.Service, $"{path} depends on '{server}'");
        }

        if (!isPublished && Views.FirstOrDefault(all.Contains) is { } view
            && (Pages.FirstOrDefault(p => files.Has(below + p)) ?? Bundlers.FirstOrDefault(all.Contains)) is { } page)
        {
            return new Inferred(ComponentType.Website, $"{path} depends on '{view}', and has '{page}'");
        }

        return package["bin"].Exists || package["engines"]["vscode"].Exists
                ? new Inferred(ComponentType.Tool, $"{path} has '{(package["bin"].Exists ? "bin" : "engines.vscode")}'")
            : files.Image is { } image ? Inferred.Guess(ComponentType.Service, $"{image} builds an image, and no server is required", ComponentType.All)
            : package["main"].Exists || package["module"].Exists || package["exports"].Exists || package["types"].Exists
                ? new Inferred(ComponentType.Library, $"{path} has an entry point for others")
            : starts is not null ? Inferred.Guess(ComponentType.Service, $"{path} has the script 'start'", ComponentType.All)
            : Pages.FirstOrDefault(p => files.Has(below + p)) is { } found ? new Inferred(ComponentType.Website, $"{below}{found} is a page")
            : null;
    }

    private static HashSet<string> Keys(JsonElement package, string name) =>
        package.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Select(p => p.Name)]
            : [];
}
