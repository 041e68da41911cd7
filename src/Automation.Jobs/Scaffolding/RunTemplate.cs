using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Reporting.Model;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;
using Automation.Templates.Parameters.Schemas;
using Automation.Templates.Steps;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding;

/// <summary>What to run.</summary>
/// <param name="Tree">The files of the template.</param>
/// <param name="Path">The template in them.</param>
/// <param name="Values">The values of its parameters.</param>
public sealed record RunTemplateRequest(FileTree Tree, string Path, JsonObject Values)
{
    /// <summary>The secrets by name.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>The entity of the user who runs it; null where the user is not known.</summary>
    public JsonObject? User { get; init; }

    /// <summary>The catalog; null without one.</summary>
    public ScaffoldCatalog? Catalog { get; init; }

    /// <summary>The repository and the revision of the template; null where they are not known, so that what it makes cannot be updated.</summary>
    public TemplateOrigin? Origin { get; init; }

    /// <summary>Whether actions only say what they would do.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether an expression with an error ends the step.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Texts that must not be written for people besides the secrets, such as the token of the run.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Opens the records of a run; it may be one that was interrupted.</summary>
    public Func<string, ICheckpoints> OpenCheckpoints { get; init; } = _ => new MemoryCheckpoints();
}

/// <summary>Runs a software template: reads it, validates the values, runs the steps, and reports.</summary>
/// <param name="request">What to run.</param>
/// <param name="host">What its actions reach outside of the workspace.</param>
/// <param name="log">Told what happens while it runs.</param>
public sealed class RunTemplate(RunTemplateRequest request, ScaffoldHost host, Action<StepEvent>? log = null)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _invalid = [];

    /// <summary>The files that the steps made; null until they ran.</summary>
    public Workspace? Workspace { get; private set; }

    /// <summary>Whether a step reaches outside of the workspace, so that the run has a result without its files. A template with errors has none.</summary>
    public bool Publishes =>
        Read() is not { } template || template.Steps.Any(s => ScaffoldActions.Of(host).Find(s.Action) is { } action && ScaffoldActions.ReachesGitHub(action));

    /// <summary>Runs it.</summary>
    public async Task<ScaffoldReport> RunAsync(CancellationToken cancellationToken)
    {
        if (Read() is not { } template)
        {
            return Refused(_problems);
        }

        // A dry run goes on, so that a person sees everything that is wrong.
        var values = Filled(template);
        return _invalid.Count > 0 && !request.IsDryRun ? Refused(_invalid) : await RunAsync(template, values, cancellationToken);
    }

    private TemplateDocument? Read()
    {
        var problems = new TemplateReader(request.Tree, request.Path).TryRead(out var template);
        _problems.Clear();
        _problems.AddRange(problems.Select(p => $"{request.Path}:{(p.Span is { } span ? $"{span.Start}:" : "")} {p.Message}"));
        return template;
    }

    private JsonObject Filled(TemplateDocument template)
    {
        var form = ParameterForm.Read(template.Parameters);
        var values = form.WithDefaults(request.Values);
        var errors = form.Validate(values);
        _invalid.AddRange(errors.Concat(errors.Count > 0 ? [] : PickerCheck.Check(form, values, request.Catalog?.For(request.User)))
            .Select(e => $"The value of {(e.Pointer.Length == 0 ? "the parameters" : $"'{e.Pointer.TrimStart('/')}'")} {e.Message}"));
        var keys = form.Shown(values).Select(f => f.SecretsKey).OfType<string>().Distinct(StringComparer.Ordinal);
        _invalid.AddRange(keys.Where(k => !request.Secrets.ContainsKey(k))
            .Select(k => $"The template needs the secret '{k}': name the environment variable that holds it with --secret {k}=VARIABLE."));
        if (template.SecretSchema is { } schema)
        {
            var secrets = new JsonObject(request.Secrets.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
            _invalid.AddRange(ParameterSchema.Validate(schema, secrets)
                .Select(e => $"The secret {(e.Pointer.Length == 0 ? "set" : $"'{e.Pointer.TrimStart('/')}'")} {e.Message}"));
        }

        return values;
    }

    private async Task<ScaffoldReport> RunAsync(TemplateDocument template, JsonObject values, CancellationToken cancellationToken)
    {
        var files = new TreeTemplateFiles(request.Tree, FolderOf(request.Path));
        var id = ScaffoldRunId.Of(template.Ref, values);
        var checkpoints = request.IsDryRun ? new MemoryCheckpoints() : request.OpenCheckpoints(id);
        var actions = ScaffoldActions.Of(host with { Checkpoints = checkpoints });
        if (!request.IsDryRun && WithoutToken(template, actions) is { } problem)
        {
            return Refused([problem]);
        }

        TemplateRun run = null!;
        run = new TemplateRun(
            new RunRequest(template, values)
            {
                TaskId = id,
                User = request.User is null ? null : ScaffoldCatalog.Described(request.User),
                Secrets = request.Secrets,
                IsDryRun = request.IsDryRun,
                IsStrict = request.IsStrict,
                SecretParameters = SecretsOf(template),
            },
            actions,
            files,
            log)
        {
            Stamp = request.Origin is null || request.IsDryRun ? null : c => StampAsync(run, template, values, files, c),
        };
        foreach (var hidden in request.Hidden)
        {
            run.Redactions.Add(hidden);
        }

        var result = await run.RunAsync(cancellationToken);
        Workspace = run.Workspace;
        return new ScaffoldReport(
            template.Ref.ToString(),
            request.IsDryRun,
            [.. result.Steps.Select(s => new ScaffoldStep(s.Id, s.Name, s.Action, StatusOf(s, actions), s.Output, s.Error))],
            [.. run.Workspace.Entries.Select(e => FileOf(e.Key, e.Value))],
            result.Output,
            result.Error,
            [.. _invalid.Select(m => new ScaffoldProblem("", m, Fails: true)), .. result.Problems.Select(p => new ScaffoldProblem(p.Step, p.Message, p.Fails))])
        {
            Created =
            [
                .. checkpoints.All.Select(c => c.Created).OfType<CreatedItem>().Reverse().DistinctBy(c => (c.Kind, c.Name)).Reverse()
                    .Select(c => new ScaffoldCreated(c.Kind, c.Name, c.Url, c.Remove)),
            ],
        };
    }

    private static HashSet<string> SecretsOf(TemplateDocument template) =>
        ParameterForm.Read(template.Parameters).Fields.Where(f => f.IsSecret).Select(f => f.Path[0]).ToHashSet(StringComparer.Ordinal);

    private string? WithoutToken(TemplateDocument template, ActionRegistry actions) =>
        !host.GitHub.HasToken && template.Steps.FirstOrDefault(s => NeedsToken(s, actions)) is { } step
            ? $"The step '{step.Id}' ({step.Action}) needs a token for GitHub: set the environment variable GITHUB_TOKEN, or run with --dry-run."
            : null;

    // A step may bring its own token.
    private static bool NeedsToken(TemplateStep step, ActionRegistry actions) =>
        step.If?.GetValueKind() != JsonValueKind.False
        && actions.Find(step.Action) is { } action && ScaffoldActions.ReachesGitHub(action)
        && step.Input?.ContainsKey("token") != true;

    // What the service comes from, before it leaves the workspace. The files are rendered again from the record alone: what cannot be repeated is not recorded.
    private async Task StampAsync(TemplateRun run, TemplateDocument template, JsonObject values, TreeTemplateFiles files, CancellationToken cancellationToken)
    {
        var rendered = await Replay.RunAsync(run.Recorded, files, template.Ref, cancellationToken);
        var record = new ScaffoldRecord(
            request.Origin! with { Ref = template.Ref.ToString() },
            new JsonObject(values.Where(v => !SecretsOf(template).Contains(v.Key)).Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone()))),
            [.. run.Recorded],
            ScaffoldRecord.Of(rendered.Entries));
        run.Workspace.Set(ScaffoldRecord.FilePath, new WorkspaceEntry.File(record.Write()));
    }

    private ScaffoldReport Refused(IReadOnlyList<string> problems) =>
        new("", request.IsDryRun, [], [], null, problems[0], [.. problems.Skip(1).Select(p => new ScaffoldProblem("", p, Fails: true))]);

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    private string StatusOf(StepResult step, ActionRegistry actions) => step.Status switch
    {
        StepStatus.Completed when request.IsDryRun && actions.Find(step.Action) is null or { IsLocal: false } => "planned",
        StepStatus.Completed => "completed",
        StepStatus.Failed => "failed",
        _ => "skipped",
    };

    private static ScaffoldFile FileOf(string path, WorkspaceEntry entry) => entry switch
    {
        WorkspaceEntry.File file => new ScaffoldFile(path, "file", file.Bytes.Length, Convert.ToString((int)file.Mode, 8)),
        WorkspaceEntry.Link => new ScaffoldFile(path, "link", 0, null),
        _ => new ScaffoldFile(path, "folder", 0, null),
    };
}
