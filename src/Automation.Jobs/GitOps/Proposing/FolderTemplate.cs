using System.Text;
using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Trees;
using Automation.GitOps.Proposals;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>
/// A deployment template that is a folder of the GitOps repository: <c>base</c> for all environments, <c>environment</c> for each. Its files are rendered like
/// the skeleton of a template.
/// </summary>
/// <param name="tree">The repository.</param>
/// <param name="folder">The folder.</param>
internal sealed class FolderTemplate(FileTree tree, string folder) : DeploymentTemplate
{
    private const long LargestFile = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly EntityRef Name = new("Template", EntityRef.DefaultNamespace, "deployment");

    private readonly TreeTemplateFiles _files = new(tree, folder);
    private string? _version;

    /// <inheritdoc/>
    public override string Version => _version ??= $"{folder} {BlobId.Of(string.Concat(tree.ListBelow(folder).Select(Line)))[..12]}";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Render(TemplatePart part, JsonObject values, CancellationToken cancellationToken)
    {
        var below = part == TemplatePart.Base ? "base" : "environment";
        if (tree.Find($"{folder}/{below}") is not { Kind: FileKind.Folder })
        {
            return part == TemplatePart.Environment
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                : throw new DeploymentTemplateException($"The deployment template has no folder '{folder}/{below}'.");
        }

        var workspace = new Workspace();
        var input = new JsonObject { ["url"] = $"./{below}", ["values"] = values.DeepClone() };
        try
        {
            // Files of a tree are there at once.
            new FetchTemplate().RunAsync(new ActionContext(input, workspace, _files, Name, below, _ => { }), cancellationToken).GetAwaiter().GetResult();
        }
        catch (StepException exception)
        {
            throw new DeploymentTemplateException($"The deployment template '{folder}/{below}': {exception.Message}", exception);
        }

        return workspace.Entries.Where(e => e.Value is not WorkspaceEntry.Folder).ToDictionary(e => e.Key, e => Text(e.Key, e.Value), StringComparer.Ordinal);
    }

    private string Text(string path, WorkspaceEntry entry)
    {
        try
        {
            return entry is WorkspaceEntry.File { Bytes: var bytes } ? Strict.GetString(bytes.Span)
                : throw new DeploymentTemplateException($"'{path}' of the deployment template '{folder}' is a link: put the file there.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new DeploymentTemplateException($"'{path}' of the deployment template '{folder}' is not UTF-8 text.", exception);
        }
    }

    private string Line(FileEntry file) =>
        $"{file.Path} {file.BlobId ?? (tree.Read(file.Path, LargestFile) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : "")}\n";
}
