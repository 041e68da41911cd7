using System.Text.Json.Nodes;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Linting;

/// <summary>
/// A dry run of a template with the example values beside it. It reads the tree and nothing else: no address is fetched, no secret is known, and actions that
/// reach outside the workspace do not run.
/// </summary>
/// <param name="tree">The files of the template's repository.</param>
/// <param name="path">The template's path in them.</param>
/// <param name="example">The path of its example values.</param>
/// <param name="actions">The actions there are.</param>
public sealed class ExampleRun(FileTree tree, string path, string example, ActionRegistry actions)
{
    private const long LargestFile = 1024 * 1024;

    /// <summary>The name of the example values of the only template of a folder.</summary>
    private const string Name = "example.yaml";

    private const string Asterisks = "********";

    // Templates use these of the person who runs them
    // (https://backstage.io/docs/features/software-templates/writing-templates#accessing-the-logged-in-users-details).
    private static JsonObject Guest => new()
    {
        ["ref"] = "user:default/guest",
        ["entity"] = new JsonObject
        {
            ["apiVersion"] = "backstage.io/v1alpha1",
            ["kind"] = "User",
            ["metadata"] = new JsonObject { ["name"] = "guest", ["namespace"] = "default", ["annotations"] = new JsonObject() },
            ["spec"] = new JsonObject
            {
                ["profile"] = new JsonObject { ["displayName"] = "Guest", ["email"] = "guest@example.com" },
                ["memberOf"] = new JsonArray("guests"),
            },
        },
    };

    /// <summary>The path of the example values of a template: <c>worker.example.yaml</c> for <c>worker.yaml</c>, else <c>example.yaml</c>.</summary>
    /// <param name="template">The path of the template.</param>
    /// <param name="isAlone">Whether no other template is in its folder: <c>example.yaml</c> would be of either.</param>
    /// <param name="exists">Whether there is a file at a path.</param>
    /// <returns>The path; null if the template has no example.</returns>
    public static string? ExampleOf(string template, bool isAlone, Predicate<string> exists)
    {
        var folder = template[..(template.LastIndexOf('/') + 1)];
        var own = $"{template[..template.LastIndexOf('.')]}.{Name}";
        return exists(own) ? own : isAlone && exists(folder + Name) ? folder + Name : null;
    }

    public async Task<ExampleOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (tree.Read(path, TemplateLint.LargestTemplate, cancellationToken) is not FileContent.Whole written
            || new TemplateReader(tree, path).TryRead(out var template).Count > 0)
        {
            // What cannot be read as a template is a finding of its own.
            return new ExampleOutcome.Runs();
        }

        var content = tree.Read(example, LargestFile, cancellationToken);
        if (content is not FileContent.Whole given)
        {
            return new ExampleOutcome.Unknown(
                content is FileContent.TooLarge ? $"{example} is larger than {LargestFile >> 20} MiB" : $"{example} cannot be read");
        }

        var source = SourceText.Decode(example, given.Bytes.Span);
        var documents = YamlFile.Read(source, YamlLimits.Descriptor, cancellationToken).Documents.Where(d => !d.IsEmpty).ToList();
        if (documents.SelectMany(d => d.Problems).FirstOrDefault() is { } problem)
        {
            return InExample($"The example values cannot be read: {problem.Message}", "", source.SpanBetween(problem.Start, problem.End), template!);
        }

        if (documents is not ([] or [{ Root: YamlMapping }]))
        {
            return InExample("The example values must be one map of names and values.", "", SourceSpan.FileStart, template!);
        }

        var root = documents is [] ? null : (YamlMapping)documents[0].Root!;
        var form = ParameterForm.Read(template!.Parameters);
        var values = WithHidden(form, form.WithDefaults(root is null ? [] : JsonAsYaml.Of(root).AsObject()));
        var errors = form.Validate(values);
        if ((errors.Count > 0 ? errors : PickerCheck.Check(form, values, catalog: null)) is [var error, ..] all)
        {
            var others = all.Count == 1 ? "" : $" ({all.Count - 1:N0} more)";
            return InExample(
                $"{path} rejects the example values: {(error.Pointer.Length == 0 ? "they" : $"'{error.Pointer.TrimStart('/')}'")} {error.Message}{others}",
                error.Pointer,
                root is null ? SourceSpan.FileStart : TemplateReader.SpanOf(root, error.Pointer, source),
                template);
        }

        return await RunAsync(template, form, values, SourceText.Decode(path, written.Bytes.Span), cancellationToken);
    }

    private async Task<ExampleOutcome> RunAsync(
        TemplateDocument template, ParameterForm form, JsonObject values, SourceText source, CancellationToken cancellationToken)
    {
        var (current, unfetched) = ("", new Dictionary<string, string>(StringComparer.Ordinal));
        var files = new TreeTemplateFiles(tree, path[..Math.Max(0, path.LastIndexOf('/'))], new NoAddresses(url => unfetched[current] = url));
        var request = new RunRequest(template, values) { IsDryRun = true, User = Guest, Secrets = SecretsOf(template, form, values) };
        var run = await new TemplateRun(request, actions, files, e => current = e.Step.Id).RunAsync(cancellationToken);
        var failures = run.Problems.Where(p => p.Fails).ToLookup(p => p.Step, p => p.Message, StringComparer.Ordinal);
        for (var i = 0; i < template.Steps.Count; i++)
        {
            var step = template.Steps[i];
            if (Missing(step) is { } missing && run.Steps[i].Status != StepStatus.Skipped)
            {
                // What the steps below work with is not known.
                return new ExampleOutcome.Unknown($"its step {Quoted.Of(step.Id)} {missing}");
            }

            if ((run.Steps[i].Error ?? failures[step.Id].FirstOrDefault()) is { } failure)
            {
                return At(step, i, failure, template, source);
            }
        }

        return new ExampleOutcome.Runs();

        string? Missing(TemplateStep step) =>
            actions.Find(step.Action) is null ? $"uses the action {step.Action}, which is not available here"
            : step.Action == "catalog:fetch" && failures[step.Id].Any() ? "needs the catalog"
            : unfetched.TryGetValue(step.Id, out var url) ? $"fetches {url}, which a check does not do"
            : null;
    }

    private ExampleOutcome.Fails At(TemplateStep step, int index, string failure, TemplateDocument template, SourceText source)
    {
        var root = YamlFile.Read(source, YamlLimits.Descriptor).Documents.Select(d => d.Root).OfType<YamlMapping>()
            .First(r => r["kind"] is YamlScalar { Text: TemplateDocument.Kind });
        var pointer = $"/spec/steps/{index}";
        return new ExampleOutcome.Fails(new Finding(
            TemplateRules.DryRun,
            $"With the values of {example[(example.LastIndexOf('/') + 1)..]}, the step {Quoted.Of(step.Id)} ({step.Action}) fails: {failure}",
            path,
            TemplateReader.SpanOf(root, pointer, source))
        {
            Pointer = pointer,
            Subject = template.Ref.ToString(),
        });
    }

    private ExampleOutcome.Fails InExample(string message, string pointer, SourceSpan span, TemplateDocument template) =>
        new(new Finding(TemplateRules.DryRun, message, example, span) { Pointer = pointer, Subject = template.Ref.ToString() });

    // An example has no secrets. The form puts asterisks in place of those that it keeps among the secrets of the run.
    private static JsonObject WithHidden(ParameterForm form, JsonObject values)
    {
        foreach (var field in form.Shown(values).Where(f => f.IsStoredAsSecret && f.Path.Count == 1))
        {
            values.TryAdd(field.Name, Asterisks);
        }

        return values;
    }

    // A dry run uses no secret; a template that needs some has to get something.
    private static Dictionary<string, string> SecretsOf(TemplateDocument template, ParameterForm form, JsonObject values) =>
        form.Shown(values).Select(f => f.IsStoredAsSecret ? f.Name : f.SecretsKey).OfType<string>()
            .Concat(((template.SecretSchema?["properties"] as JsonObject) ?? []).Select(p => p.Key))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, RunTrace.PlaceholderOf, StringComparer.Ordinal);

    private sealed class NoAddresses(Action<string> asked) : ITemplateFiles
    {
        public Task<IReadOnlyList<FetchedEntry>> FolderAsync(string url, CancellationToken cancellationToken) => throw Refused(url);

        public Task<WorkspaceEntry.File> FileAsync(string url, CancellationToken cancellationToken) => throw Refused(url);

        private StepException Refused(string url)
        {
            asked(url);
            return new StepException($"'{url}' is not fetched here.") { IsAbsence = true };
        }
    }
}

/// <summary>The result of a dry run with example values.</summary>
public abstract record ExampleOutcome
{
    private ExampleOutcome()
    {
    }

    /// <summary>The template runs, or has findings of its own.</summary>
    public sealed record Runs : ExampleOutcome;

    /// <param name="Finding">The failing step, and the reason.</param>
    public sealed record Fails(Finding Finding) : ExampleOutcome;

    /// <summary>A part of the run is only possible outside a check.</summary>
    /// <param name="Why">Which part.</param>
    public sealed record Unknown(string Why) : ExampleOutcome;
}
