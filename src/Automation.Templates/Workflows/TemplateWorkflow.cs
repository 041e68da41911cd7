using System.Text.Json.Nodes;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Workflows;

/// <summary>A workflow of GitHub Actions that asks for the parameters of a template and runs it.</summary>
/// <param name="Text">The content of the file.</param>
/// <param name="Notes">What the workflow cannot do.</param>
public sealed record TemplateWorkflow(string Text, IReadOnlyList<string> Notes)
{
    // The versions of the actions, by commit: a tag can be moved.
    private const string Checkout = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
    private const string AppToken = "actions/create-github-app-token@67018539274d69449ef7c02e8e71183d1719ab42 # v2.1.4";

    // Where the templates are checked out.
    private const string Folder = "templates";

    /// <summary>The name of the action that runs the template, in its repository.</summary>
    public const string ActionName = "/actions/scaffold-service@";

    // Of this repository, at the commit of a release, both of which the person who copies it fills in, as in the other workflows.
    private const string UnpinnedAction = $"OWNER/automation{ActionName}COMMIT # vX.Y.Z";

    // A run that registers a component ends with the pull request that deploys it.
    private const string DeployVariable =
        "\n#   GITOPS_REPOSITORY    the GitOps repository, OWNER/REPO, in which a new service is deployed; needs CATALOG_REPOSITORY";

    private const string Deploy = "\n          gitops-repository: ${{ vars.CATALOG_REPOSITORY && vars.GITOPS_REPOSITORY }}";

    /// <summary>Whether a workflow can name the file of the template.</summary>
    public static bool CanName(string path) => WorkflowText.IsValue(path);

    /// <summary>The entities of a catalog that pickers offer.</summary>
    public static OfferedEntities From(PickerCatalog catalog) =>
        (_, field) => field.UiField is { } picker ? [.. EntityPickers.Offered(picker, new PickerOptions(field), catalog).Select(r => r.ToString())] : null;

    /// <summary>Writes the workflow of a template.</summary>
    /// <param name="path">The file, from the root of its repository.</param>
    /// <param name="offered">What inputs for entities offer; null if they take text.</param>
    /// <param name="action">The action of this repository that runs the template, with its commit; null to leave that to a person.</param>
    public static TemplateWorkflow Create(TemplateDocument template, string path, OfferedEntities? offered, string? action = null)
    {
        var parameters = ParameterForm.Read(template.Parameters);
        var form = WorkflowForm.Create(parameters, offered);
        var secrets = WorkflowSecrets.Create(template, parameters);
        var permissions = StepPermissions.InWorkflow(template);
        var text = Write(template, path, form, secrets, permissions, action ?? UnpinnedAction);
        return new TemplateWorkflow(text, [.. NotesOn(parameters, secrets, permissions)]);
    }

    private static IEnumerable<string> NotesOn(ParameterForm form, WorkflowSecrets secrets, IReadOnlyList<string> permissions)
    {
        foreach (var page in form.Pages)
        {
            if (SchemaLimits.Excess(page.Schema, "schema") is { } excess)
            {
                yield return $"Page {page.Number} of the parameters has no inputs. {excess}";
            }
        }

        foreach (var name in secrets.Unnamed)
        {
            yield return $"The secret '{WorkflowText.Line(name, WorkflowLimits.Name)}' cannot be passed on: "
                + $"use letters, digits and _, a name of its own, and at most {WorkflowLimits.Secrets} secrets.";
        }

        foreach (var name in form.Fields.Where(f => f is { IsSecret: true, IsStoredAsSecret: false }).Select(f => f.Name).Distinct())
        {
            yield return $"The parameter '{WorkflowText.Line(name, WorkflowLimits.Name)}' is hidden while it is typed, but its value can be read by others: "
                + "use the field Secret. The workflow does not fill it in.";
        }

        if (permissions.Count == 0)
        {
            yield return "No step publishes anything: the files of a run are deleted when its job ends.";
        }
    }

    private static string Write(
        TemplateDocument template, string path, WorkflowForm form, WorkflowSecrets secrets, IReadOnlyList<string> permissions, string action)
    {
        var title = WorkflowText.Line($"{template.Entity["metadata"]?["title"]}", WorkflowLimits.Name);
        var name = WorkflowText.Yaml(new JsonObject { ["name"] = title.Length > 0 ? title : WorkflowText.Line(template.Ref.Name, WorkflowLimits.Name) }, 0);
        var isRegistered = template.Steps.Any(s => s.Action == "catalog:register");
        var (variable, deploy) = isRegistered ? (DeployVariable, Deploy) : ("", "");
        var what = form.NameId is { } id ? $$$"""${{ inputs.{{{id}}} }}""" : "${{ github.workflow }}";
        return $$$"""
            # Generated by 'automation template workflow' from {{{path}}}: change the template, and run the command again.
            # In CI, the option --check PATH reports whether this file is up to date.
            #
            # OWNER/automation@COMMIT stands for the repository of Automation and the commit of a release, all 40 digits of it: a tag can be moved, a commit
            # cannot. The command keeps what you fill in.
            #
            # Variables of the repository or the organisation:
            #   SCAFFOLD_APP_ID      the id of a GitHub App; its key is the secret SCAFFOLD_APP_KEY. Without an App, the secret SCAFFOLD_TOKEN is the token
            #   CATALOG_REPOSITORY   the repository of the stitched catalog, OWNER/REPO; without it, owners and other entities are not validated{{{variable}}}
            {{{name}}}
            run-name: Scaffold {{{what}}}

            on:
              workflow_dispatch:{{{Inputs(form)}}}

            # No permissions, unless a job requests them.
            permissions: {}

            # Two runs for the same service would create the same repository.
            concurrency:
              group: scaffold-{{{what}}}
              cancel-in-progress: false

            jobs:
              scaffold:
                name: Scaffold
                runs-on: ubuntu-latest
                timeout-minutes: 30
                permissions:
                  contents: read # to check out the template
                steps:
                  - uses: {{{Checkout}}}
                    with:
                      path: {{{Folder}}}
                      persist-credentials: false

                  # The job's own token works only for this repository. This token of the App has only the permissions that the steps of the template need.
                  - id: app
                    if: ${{ vars.SCAFFOLD_APP_ID != '' }}
                    uses: {{{AppToken}}}
                    with:
                      app-id: ${{ vars.SCAFFOLD_APP_ID }}
                      private-key: ${{ secrets.SCAFFOLD_APP_KEY }}
                      owner: ${{ github.repository_owner }}{{{Permissions(permissions)}}}

                  - if: ${{ vars.CATALOG_REPOSITORY != '' }}
                    uses: {{{Checkout}}}
                    with:
                      repository: ${{ vars.CATALOG_REPOSITORY }}
                      path: catalog
                      token: ${{ steps.app.outputs.token || secrets.SCAFFOLD_TOKEN }}
                      persist-credentials: false

                  # All values are passed to the action as data.
                  - id: run
                    name: Run the template
                    uses: {{{action}}}{{{Environment(secrets)}}}
                    with:
            {{{WorkflowText.Yaml(new JsonObject { ["template"] = $"{Folder}/{path}" }, 10)}}}
                      inputs: ${{ toJSON(inputs) }}{{{Passed(secrets)}}}
                      catalog: ${{ vars.CATALOG_REPOSITORY && 'catalog' }}
                      catalog-repository: ${{ vars.CATALOG_REPOSITORY }}{{{deploy}}}
                      out: files
                      token: ${{ steps.app.outputs.token || secrets.SCAFFOLD_TOKEN }}

            """.ReplaceLineEndings("\n");
    }

    private static string Inputs(WorkflowForm form) =>
        form.All.Any() ? $"\n    inputs:\n{WorkflowText.Yaml(new JsonObject(form.All.Select(i => KeyValuePair.Create(i.Id, (JsonNode?)i.Write()))), 6)}" : "";

    private static string Permissions(IReadOnlyList<string> permissions) =>
        string.Concat((permissions.Count == 0 ? ["contents: read"] : permissions.Select(p => $"{p}: write")).Select(p => $"\n          permission-{p}"));

    private static string Environment(WorkflowSecrets secrets) => secrets.All.Count == 0 ? "" : "\n        env:" + string.Concat(
        secrets.All.Select(s => $$$"""{{{"\n"}}}          {{{s.Variable}}}: ${{ secrets.{{{s.GitHubName}}} }}"""));

    private static string Passed(WorkflowSecrets secrets) => secrets.All.Count == 0 ? "" : "\n          secrets: "
        + WorkflowText.QuotedJson(new JsonObject(secrets.All.Select(s => KeyValuePair.Create(s.Name, (JsonNode?)s.Variable))));
}
