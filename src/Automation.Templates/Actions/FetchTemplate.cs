using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fetch:template</c>: renders a skeleton, its paths and its files (specs, templates §6).</summary>
public sealed class FetchTemplate : ITemplateAction
{
    internal const string DefaultExtension = ".njk";

    /// <inheritdoc/>
    public string Id => "fetch:template";

    /// <inheritdoc/>
    public string Description => "Renders a folder into the workspace: its paths and its files.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("url", ActionSchema.Text("The folder to fetch: a path relative to the template, or a URL.")),
        ("targetPath?", ActionSchema.Text("The folder to write to, relative to the workspace (default: its root).")),
        ("values?", ActionSchema.Map("The values that paths and files can use.")),
        ("copyWithoutRender?", ActionSchema.Texts("Has no effect, as in Backstage: use copyWithoutTemplating.")),
        ("copyWithoutTemplating?", ActionSchema.Texts("Patterns of files that are copied unchanged; only their paths are rendered.")),
        ("cookiecutterCompat?", ActionSchema.Switch("Accepts {{ cookiecutter.name }}, and Python's names such as True and None.")),
        ("templateFileExtension?", ActionSchema.Either(
            "Renders only files with this extension, and removes it; true means .njk.",
            ActionSchema.Text("The extension."),
            ActionSchema.Switch("true means .njk."))),
        ("replace?", ActionSchema.Switch("Replaces existing files (default: false, which keeps them).")),
        ("trimBlocks?", ActionSchema.Switch("Removes the line end after each tag.")),
        ("lstripBlocks?", ActionSchema.Switch("Removes the indentation before each tag.")),
        ("token?", ActionSchema.Text("The token for reading the URL.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var target = Workspace.PathOf(context.Text("targetPath") ?? "");
        var (extension, copied) = (Extension(context), context.Texts("copyWithoutTemplating"));
        if (extension is not null && (copied is not null || context.Is("cookiecutterCompat")))
        {
            throw new StepException("templateFileExtension cannot be combined with copyWithoutTemplating or cookiecutterCompat.");
        }

        var renderer = new SkeletonRenderer(context.Input, context.Cost);
        var verbatim = new VerbatimPaths(copied ?? []);
        var written = 0;
        foreach (var entry in await context.Files.FolderAsync(context.Required("url"), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isRendered = extension is null ? !verbatim.Includes(entry.Path) : entry.Path.EndsWith(extension, StringComparison.Ordinal);
            var path = TargetOf(entry, isRendered ? extension : null, renderer);
            if (path is null || (path = Workspace.PathOf(Below(target, path))).Length == 0 || (context.Workspace.Contains(path) && !context.Is("replace")))
            {
                continue;
            }

            var read = entry.Read();
            context.Workspace.Set(path, read is WorkspaceEntry.File file && isRendered && !BinaryContent.Is(file.Bytes.Span)
                ? file with { Bytes = renderer.Text(entry.Path, file.Bytes) }
                : read);
            written += entry.IsFolder ? 0 : 1;
        }

        context.Log($"Wrote {written} files.");
    }

    // Null for what is left out: a folder or file whose name becomes empty, with all it contains.
    private static string? TargetOf(FetchedEntry entry, string? extension, SkeletonRenderer renderer)
    {
        var name = entry.Path + (entry.IsFolder ? "/" : "");
        var path = renderer.Path(extension is null || entry.IsFolder ? name : name[..^extension.Length]);
        return path.Length == 0 || path.StartsWith('/') || path.Contains("//", StringComparison.Ordinal) ? null : path;
    }

    private static string Below(string target, string path)
    {
        // The path of an entry must not leave the target, even where it stays in the workspace.
        _ = Workspace.PathOf(path);
        return target.Length == 0 ? path : $"{target}/{path}";
    }

    private static string? Extension(ActionContext context) => context.Input["templateFileExtension"] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is var text && text.StartsWith('.') ? text : $".{text}",
        JsonValue value when value.GetValueKind() == JsonValueKind.True => DefaultExtension,
        _ => null,
    };
}
