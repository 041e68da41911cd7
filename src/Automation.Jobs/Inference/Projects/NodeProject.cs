using System.Text.Json;
using Automation.Core.Text;
using Automation.Core.Trees;
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
    private static readonly string[] ClientsAsWell = ["@grpc/grpc-js", "kafkajs", "json-server"];
    private static readonly string[] MobileFrameworks = ["react-native", "expo", "@ionic/react", "@ionic/angular", "@nativescript/core"];
    private static readonly string[] Desktop = ["electron", "@tauri-apps/api", "nw"];

    // What is written for those who install a package; 'main' is written by 'npm init'.
    private static readonly string[] Offering = ["exports", "types", "typings", "module", "files", "publishConfig", "peerDependencies"];

    // Folders of a site about the product.
    private static readonly string[] Showing = ["website", "site", "www", "docs-site", "storybook", "homepage", "landing"];

    private static readonly string[] Trying = ["playground", "demo", "example", "sample", "sandbox", "benchmark"];

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
            var own = TypeOf(files, path, package.RootElement);
            var parts = Parts(files, path);
            return new ProjectFacts(language, path, files.Count(Sources), Agreed(own, parts, root["workspaces"].Exists || IsWorkspace(files))
                ?? Inferred.Guess(ComponentType.Library, $"{path} has no sign of what it builds", ComponentType.All))
            {
                Description = root["description"].Text,
                Version = root["version"].Text,
                Homepage = root["homepage"].Text,
                IsIncidental = (own is null && parts.Count == 0) || (path.Contains('/', StringComparison.Ordinal) && IsShown(path)),
            };
        }
    }

    private static bool IsWorkspace(ProjectFiles files) => files.Has("pnpm-workspace.yaml") || files.Has("lerna.json");

    // The root of a workspace often has only tools: its packages say what it builds. What only one of them is, a person decides.
    private static Inferred? Agreed(Inferred? own, List<Inferred> parts, bool isWorkspace)
    {
        if (own is { IsCertain: false } && !isWorkspace)
        {
            return own;
        }

        List<Inferred> all = own is null ? parts : [own, .. parts];
        List<Inferred> certain = [.. all.Where(t => t.IsCertain)];

        // What may be an application counts beside libraries, but not what the root of a workspace may be.
        List<Inferred> counted = certain.Count > 0 ? [.. certain, .. all.Where(t => !t.IsCertain && t.Value != ComponentType.Library
            && !(isWorkspace && t == own))] : all;
        var types = counted.GroupBy(t => t.Value, StringComparer.Ordinal).OrderByDescending(g => g.Any(t => t == own && !isWorkspace)).ThenByDescending(g =>
            g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        return types.Count == 0 ? null
            : types.Count == 1 ? (certain.Count > 0 && own is { IsCertain: true } ? own : types[0].First())
            : ComponentType.Ask(
                string.Join(", but ", types.Take(2).Select(g => g.First().Evidence)), [.. types.Take(3).Select(g => g.Key)]);
    }

    private static List<Inferred> Parts(ProjectFiles files, string root)
    {
        var types = new List<Inferred>();
        foreach (var path in files.Nearest(p => p != root && ProjectFiles.NameOf(p) == Manifest && !IsShown(p)).Take(MostParts))
        {
            using var package = Package(files, path);
            if (package is not null && TypeOf(files, path, package.RootElement) is { } type)
            {
                types.Add(type);
            }
        }

        return types;
    }

    // The site about the product.
    private static bool IsShown(string path) => RepositoryPath.FolderOf(path).Split('/')
        .Any(n => Showing.Contains(n, StringComparer.OrdinalIgnoreCase) || Trying.Any(t => n.Contains(t, StringComparison.OrdinalIgnoreCase)));

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
        var (starts, below) = (package["scripts"]["start"].Text, path[..^Manifest.Length]);

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
        var isForOthers = Offering.Any(e => package[e].Exists);
        var all = needs.Concat(builds).ToHashSet(StringComparer.Ordinal);
        var server = Servers.FirstOrDefault(needs.Contains);
        if (isPublished && files.Image is null && (starts is null || package["files"].Exists || package["exports"].Exists))
        {
            return package["bin"].Exists
                    ? !package["exports"].Exists && !package["types"].Exists && !package["module"].Exists
                        ? new Inferred(ComponentType.Tool, $"{path} has 'bin'")
                        : ComponentType.Ask($"{path} has 'bin', and an entry point for others", ComponentType.Tool, ComponentType.Library)
                : isForOthers ? new Inferred(ComponentType.Library, $"{path} is a package with an entry point for others")
                : ComponentType.Ask(
                    $"{path} has an entry point, as generators write it", ComponentType.Library, server is null ? ComponentType.Tool : ComponentType.Service);
        }

        if (all.Contains("@docusaurus/core"))
        {
            return new Inferred(ComponentType.Documentation, $"{path} depends on '@docusaurus/core'");
        }

        if (MobileFrameworks.FirstOrDefault(needs.Contains) is { } mobile)
        {
            return files.Has(below + "app.json") && !isForOthers ? new Inferred(ComponentType.MobileApp, $"{path} depends on '{mobile}'")
                : ComponentType.Ask($"{path} depends on '{mobile}'", ComponentType.MobileApp, ComponentType.Library);
        }

        if (Desktop.FirstOrDefault(all.Contains) is { } desktop)
        {
            return ComponentType.Ask($"{path} depends on '{desktop}'", ComponentType.Tool, ComponentType.Website, ComponentType.Other);
        }

        if (Workers.Select(w => below + w).FirstOrDefault(files.Has) is { } worker && !Views.Any(all.Contains))
        {
            return isForOthers ? ComponentType.Ask($"{worker} deploys a Worker of Cloudflare", ComponentType.Service, ComponentType.Library)
                : new Inferred(ComponentType.Service, $"{worker} deploys a Worker of Cloudflare");
        }

        if (Applications.FirstOrDefault(needs.Contains) is { } application)
        {
            return isForOthers || all.Contains("ng-packagr")
                ? ComponentType.Ask($"{path} depends on '{application}', and has an entry point for others", ComponentType.Website, ComponentType.Library)
                : new Inferred(ComponentType.Website, $"{path} depends on '{application}'");
        }

        if (server is not null)
        {
            var evidence = $"{path} depends on '{server}'";
            return isForOthers ? ComponentType.Ask($"{evidence}, and has an entry point for others", ComponentType.Service, ComponentType.Library)
                : package["bin"].Exists ? ComponentType.Ask($"{evidence}, and has 'bin'", ComponentType.Service, ComponentType.Tool)
                : Views.FirstOrDefault(all.Contains) is { } shown ? ComponentType.Ask($"{evidence} and '{shown}'", ComponentType.Service, ComponentType.Website)
                : ClientsAsWell.Contains(server) && (starts is null || files.Image is null) ? ComponentType.Ask(evidence, ComponentType.Service,
                    ComponentType.Tool)
                : new Inferred(ComponentType.Service, evidence);
        }

        if (!isPublished && Views.FirstOrDefault(all.Contains) is { } view)
        {
            var (page, bundler) = (Pages.FirstOrDefault(p => files.Has(below + p)), Bundlers.FirstOrDefault(all.Contains));
            if ((page ?? bundler) is { } built)
            {
                return page is not null && !isForOthers ? new Inferred(ComponentType.Website, $"{path} depends on '{view}', and has '{built}'")
                    : ComponentType.Ask($"{path} depends on '{view}', and has '{built}'", ComponentType.Website, ComponentType.Library);
            }
        }

        return package["engines"]["vscode"].Exists ? new Inferred(ComponentType.Tool, $"{path} has 'engines.vscode'")
            : package["bin"].Exists
                ? isForOthers && package["exports"].Exists
                    ? ComponentType.Ask($"{path} has 'bin' and 'exports'", ComponentType.Tool, ComponentType.Library)
                    : new Inferred(ComponentType.Tool, $"{path} has 'bin'")
            : files.Image is { } image ? ComponentType.Ask($"{image} builds an image, and no server is required", ComponentType.Service, ComponentType.Tool)
            : isForOthers && isPublished ? new Inferred(ComponentType.Library, $"{path} has an entry point for others")
            : isForOthers || package["main"].Exists
                ? ComponentType.Ask($"{path} has an entry point", ComponentType.Library, ComponentType.Tool, ComponentType.Service)
            : starts is not null ? ComponentType.Ask($"{path} has the script 'start'", ComponentType.Service, ComponentType.Website, ComponentType.Tool)
            : Pages.FirstOrDefault(p => files.Has(below + p)) is { } found ? ComponentType.Ask($"{below}{found} is a page", ComponentType.Website,
                ComponentType.Library)
            : null;
    }

    private static HashSet<string> Keys(JsonElement package, string name) =>
        package.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Select(p => p.Name)]
            : [];
}
