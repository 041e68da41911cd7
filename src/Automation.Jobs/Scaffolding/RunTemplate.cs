using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.Jobs.Configuration;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Reporting.Model;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;
using Automation.Templates.Parameters.Schemas;
using Automation.Templates.Steps;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding;

/// <param name="Tree">The files of the template.</param>
/// <param name="Path">The template in them.</param>
/// <param name="Values">The values of its parameters.</param>
public sealed record RunTemplateRequest(FileTree Tree, string Path, JsonObject Values)
{
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Finds out who runs the template. Called only if the template or the policy depends on it.</summary>
    public Func<CancellationToken, Task<ScaffoldActor>> FindActor { get; init; } = _ => Task.FromResult(ScaffoldActor.NotKnown("no one is named"));

    /// <summary>Who may run which template, and where it may publish.</summary>
    public ScaffoldSettings Policy { get; init; } = ScaffoldSettings.Default;

    /// <summary>The catalog; null without one.</summary>
    public ScaffoldCatalog? Catalog { get; init; }

    /// <summary>The repository and the revision of the template; null if they are not known; then the service cannot be updated later.</summary>
    public TemplateOrigin? Origin { get; init; }

    /// <summary>Whether actions only report what they would do.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether an expression with an error ends the step.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Text, besides the secrets, that must not appear in output for people, such as the token of the run.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Opens the records of a run; it may be one that was interrupted.</summary>
    public Func<string, ICheckpoints> OpenCheckpoints { get; init; } = _ => new MemoryCheckpoints();
}

/// <summary>Runs a software template: reads it, validates the values, runs the steps, and reports.</summary>
/// <param name="host">What its actions reach outside the workspace.</param>
/// <param name="log">Receives the events.</param>
public sealed class RunTemplate(RunTemplateRequest request, ScaffoldHost host, Action<StepEvent>? log = null)
{
    // A dry run has no records to find.
    private const string DryRunId = "dry-run";

    private readonly Lazy<(TemplateDocument? Template, IReadOnlyList<string> Problems)> _read = new(() => Read(request));
    private readonly List<string> _invalid = [];
    private ScaffoldActor? _actor;

    /// <summary>The files that the steps made; null until they ran.</summary>
    public Workspace? Workspace { get; private set; }

    /// <summary>The template; null if it has errors.</summary>
    public TemplateDocument? Template => _read.Value.Template;

    /// <summary>The person who runs the template, looked up once; not known if nothing depends on it.</summary>
    public async Task<ScaffoldActor> ActorAsync(CancellationToken cancellationToken) =>
        _actor ??= DependsOnActor ? await request.FindActor(cancellationToken) : ScaffoldActor.NotKnown("nothing depends on it");

    /// <summary>Why the real run would be refused, whatever its values; null if it would not.</summary>
    public async Task<string?> ObstacleAsync(CancellationToken cancellationToken) =>
        Template is not { } template ? _read.Value.Problems[0]
        : new ScaffoldPolicy(request.Policy, await ActorAsync(cancellationToken)).Refusal(template.Ref)
            ?? (request.IsDryRun ? null : WithoutToken(template, ScaffoldActions.Of(host)));

    /// <summary>The secrets that the template itself requires.</summary>
    public IEnumerable<string> NeededSecrets => ((Template?.SecretSchema as JsonObject)?["required"] as JsonArray ?? []).OfType<JsonValue>()
        .Where(n => n.GetValueKind() == JsonValueKind.String).Select(n => n.GetValue<string>());

    // By the policy; with a catalog to find the person in, also by expressions or by the form. What only looks so, counts.
    private bool DependsOnActor => request.Policy.NamesPeople || (request.Catalog is not null && Template is { } template
        && (template.Steps.Any(s => Mentions(s.Input) || Mentions(s.If) || Mentions(s.Each)) || Mentions(template.Output)
            || ParameterForm.Read(template.Parameters).Fields.Any(f => f.UiField is "MyGroupsPicker" or "OwnedEntityPicker")));

    /// <summary>
    /// Whether a step publishes something outside the workspace, so that the run has a result besides its files; false for a template with errors.
    /// </summary>
    public bool Publishes =>
        Template is not { } template || template.Steps.Any(s => ScaffoldActions.Of(host).Find(s.Action) is { } action && ScaffoldActions.ReachesGitHub(action));

    public async Task<ScaffoldReport> RunAsync(CancellationToken cancellationToken)
    {
        if (Template is not { } template)
        {
            return Refused(_read.Value.Problems);
        }

        // A dry run goes on, so that a person sees everything that is wrong.
        var actor = await ActorAsync(cancellationToken);
        var policy = new ScaffoldPolicy(request.Policy, actor);
        var values = Filled(template, actor);
        if (Forbidden(template, values, policy, actor) is { } forbidden)
        {
            _invalid.Insert(0, forbidden);
        }

        return _invalid.Count > 0 && !request.IsDryRun
            ? Refused(_invalid)
            : await RunAsync(template, values, host with { Policy = policy }, actor, cancellationToken);
    }

    private static (TemplateDocument? Template, IReadOnlyList<string> Problems) Read(RunTemplateRequest request)
    {
        var problems = new TemplateReader(request.Tree, request.Path).TryRead(out var template);
        return (template, [.. problems.Select(p => $"{request.Path}:{(p.Span is { } span ? $"{span.Start}:" : "")} {p.Message}")]);
    }

    private static bool Mentions(JsonNode? node) => node?.ToJsonString().Contains("user", StringComparison.Ordinal) == true;

    private JsonObject Filled(TemplateDocument template, ScaffoldActor actor)
    {
        var form = ParameterForm.Read(template.Parameters);
        var values = form.WithDefaults(WithMasks(form));
        var errors = form.Validate(values);
        _invalid.AddRange(errors.Concat(errors.Count > 0 ? [] : PickerCheck.Check(form, values, request.Catalog?.For(actor)))
            .Select(e => e.Sentence));
        var named = form.Fields.Any(f => f.SecretsKey is not null) ? form.Shown(values) : [];
        _invalid.AddRange(named.Select(f => f.SecretsKey).OfType<string>().Distinct(StringComparer.Ordinal).Where(k => !request.Secrets.ContainsKey(k))
            .Select(k => $"The template needs the secret '{k}': specify the environment variable that holds it with --secret {k}=VARIABLE."));
        if (template.SecretSchema is { } schema)
        {
            var secrets = new JsonObject(request.Secrets.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
            _invalid.AddRange(ParameterSchema.Validate(schema, secrets)
                .Select(e => $"The secret {(e.Pointer.Length == 0 ? "set" : $"'{e.Pointer.TrimStart('/')}'")} {e.Message}"));
        }

        return values;
    }

    private async Task<ScaffoldReport> RunAsync(
        TemplateDocument template, JsonObject values, ScaffoldHost reached, ScaffoldActor actor, CancellationToken cancellationToken)
    {
        var files = new TreeTemplateFiles(request.Tree, RepositoryPath.FolderOf(request.Path));
        var id = request.IsDryRun ? DryRunId : ScaffoldRunId.Of(template.Ref, values);
        var checkpoints = request.IsDryRun ? new MemoryCheckpoints() : request.OpenCheckpoints(id);
        var actions = ScaffoldActions.Of(reached with { Checkpoints = checkpoints });
        if (!request.IsDryRun && WithoutToken(template, actions) is { } problem)
        {
            return Refused([problem]);
        }

        TemplateRun run = null!;
        run = new TemplateRun(
            new RunRequest(template, values)
            {
                TaskId = id,
                User = UserOf(actor),
                Secrets = request.Secrets,
                IsDryRun = request.IsDryRun,
                IsStrict = request.IsStrict,
                SecretParameters = ParameterForm.Read(template.Parameters).SecretNames,
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

    // As the form does: of a secret, the parameter has only the length.
    private JsonObject WithMasks(ParameterForm form)
    {
        var values = request.Values.DeepClone().AsObject();
        if (request.Secrets.Count == 0)
        {
            return values;
        }

        foreach (var field in form.Shown(form.WithDefaults(values)).Where(f => f is { IsStoredAsSecret: true, Path.Count: 1 } && !values.ContainsKey(f.Name)))
        {
            if (request.Secrets.TryGetValue(field.Name, out var secret))
            {
                values[field.Name] = new string('*', secret.Length);
            }
        }

        return values;
    }

    private static JsonObject? UserOf(ScaffoldActor actor) => actor.User is { } user ? ScaffoldCatalog.Described(user) : null;

    // What the policy forbids is known before the first step, where the steps' repositories do not depend on other steps; each step asks again.
    private string? Forbidden(TemplateDocument template, JsonObject values, ScaffoldPolicy policy, ScaffoldActor actor)
    {
        var context = new TemplateContext([new("parameters", values), new("user", UserOf(actor))]);
        return policy.Refusal(template.Ref)
            ?? template.Steps.Select(s => s.Input?["repoUrl"]).OfType<JsonValue>()
                .Where(u => u.GetValueKind() == JsonValueKind.String)
                .Select(u => TemplateText.TryParse(u.GetValue<string>(), TemplateOptions.None, out var text, out _) ? text!.Evaluate(context) : null)
                .Select(r => r is { Error: null, Value: JsonValue value } ? RepositoryUrl.TryParse(value.ToString(), host.GitHub) : null)
                .OfType<RepositoryName>()
                .Select(r => policy.Refusal(template.Ref, r))
                .FirstOrDefault(r => r is not null);
    }

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
            ParameterForm.Read(template.Parameters).WithoutSecrets(values),
            [.. run.Recorded],
            ScaffoldRecord.Of(rendered.Entries));
        run.Workspace.Set(ScaffoldRecord.FilePath, new WorkspaceEntry.File(record.Write()));
    }

    private ScaffoldReport Refused(IReadOnlyList<string> problems) =>
        new("", request.IsDryRun, [], [], null, problems[0], [.. problems.Skip(1).Select(p => new ScaffoldProblem("", p, Fails: true))]);

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
