using Automation.Core.Findings;

namespace Automation.Templates.Linting;

/// <summary>The rules about templates: what makes a run fail, and what Backstage silently accepts but does not do as written.</summary>
public static class TemplateRules
{
    private const string UntilItRuns = "accepts it until it runs";
    private const string Scaffolder = "plugins/scaffolder-backend/src/scaffolder";

    private static readonly RuleSource Runner = RuleSource.Backstage("NunjucksWorkflowRunner.ts", $"{Scaffolder}/tasks/NunjucksWorkflowRunner.ts");
    private static readonly RuleSource Fetch = RuleSource.Backstage("templateActionHandler.ts", $"{Scaffolder}/actions/builtin/fetch/templateActionHandler.ts");

    /// <summary>A document that cannot run.</summary>
    public static readonly Rule Document = new("template/document", Severity.Error, Responsible.PlatformTeam, "Correct the document.")
    {
        Detects = "A template that is not valid YAML, whose apiVersion is not `scaffolder.backstage.io/v1beta3`, or that has no name, "
            + "no type, or no list of steps with an action each.",
        Afterwards = "rejects it",
        Why = "The template cannot run.",
        Bad = "steps:\n  fetch:\n    action: fetch:template",
        Good = "steps:\n  - id: fetch\n    action: fetch:template",
        Sources = [RuleSource.Backstage("Template.v1beta3.schema.json", "plugins/scaffolder-common/src/Template.v1beta3.schema.json")],
    };

    /// <summary>An expression with an error.</summary>
    public static readonly Rule Expression = new("template/expression", Severity.Error, Responsible.PlatformTeam, "Correct the expression.")
    {
        Detects = "An expression of a step or of the output that cannot be read, or that uses a test that does not exist.",
        Why = "Backstage passes on the text of the expression unchanged: a repository is named `${{ parameters.name }`, and a condition with an error "
            + "is always true.",
        FixDetails = "Expressions are those of Nunjucks, not of JavaScript: `and`, `or` and `not`, and `a if condition else b`.",
        Bad = "if: ${{ parameters.isPublic || parameters.isTest }}",
        Good = "if: ${{ parameters.isPublic or parameters.isTest }}",
        Sources = [Runner],
    };

    /// <summary>A filter that does not exist.</summary>
    public static readonly Rule Filter = new("template/filter", Severity.Error, Responsible.PlatformTeam, "Use a filter that exists.")
    {
        Detects = "An expression of a step, of the output or of a skeleton with a filter that does not exist.",
        Why = "In a step, the text of the expression is passed on unchanged. In a skeleton, rendering fails.",
        FixDetails = "In a check this is a warning, because your Backstage may have filters of its own, and the dry run with example "
            + "values is not done. If only Backstage runs the template, accept the finding.",
        Bad = "input:\n  name: ${{ parameters.name | slug }}",
        Good = "input:\n  name: ${{ parameters.name | lower | replace(' ', '-') }}",
        Sources = [Runner],
    };

    /// <summary>Braces without a dollar sign.</summary>
    public static readonly Rule PlainBraces = new("template/plain-braces", Severity.Warning, Responsible.PlatformTeam, "Write '$' before the braces.")
    {
        Detects = "`{{ parameters.x }}` or `{{ steps.x }}` in a step or in the output.",
        Why = "This was the syntax of v1beta2. In v1beta3 it is plain text, which is passed on to the action.",
        Bad = "input:\n  name: \"{{ parameters.name }}\"",
        Good = "input:\n  name: ${{ parameters.name }}",
        Sources = [Runner],
    };

    /// <summary>An expression as a default.</summary>
    public static readonly Rule Default = new("template/default", Severity.Warning, Responsible.PlatformTeam, "Write the default as a value.")
    {
        Detects = "A `default` of a parameter with an expression.",
        Why = "The form shows the text of the expression, and passes it on to the steps.",
        FixDetails = "Leave the parameter empty, and combine the values in the step: `${{ parameters.repository or parameters.name }}`.",
        Bad = "repository:\n  type: string\n  default: ${{ parameters.name }}",
        Good = "repository:\n  type: string",
        Sources = [Runner],
    };

    /// <summary>A name with a hyphen.</summary>
    public static readonly Rule Hyphen = new("template/hyphen", Severity.Error, Responsible.PlatformTeam, "Write the name in brackets and quotes.")
    {
        Detects = "A path with a hyphen, such as `steps.fetch-base.output`.",
        Why = "The hyphen is read as a minus: the expression subtracts two values that do not exist, and its result is empty.",
        Bad = "url: ${{ steps.publish-repo.output.remoteUrl }}",
        Good = "url: ${{ steps['publish-repo'].output.remoteUrl }}",
        Sources = [Runner],
    };

    /// <summary>An action that cannot run.</summary>
    public static readonly Rule Action = new("template/action", Severity.Error, Responsible.PlatformTeam, "Use an action that exists.")
    {
        Detects = "A step with an action that is not available in Automation.",
        Afterwards = UntilItRuns,
        Why = "The run fails at this step, when earlier steps have already made their changes.",
        FixDetails = "`automation template actions` lists all actions. In a check this is a warning, because your Backstage may have more actions. If only "
            + "Backstage runs the template, accept the finding.",
        Bad = "action: fetch:templates",
        Good = "action: fetch:template",
        Sources = [RuleSource.Own],
    };

    /// <summary>An input that the action rejects.</summary>
    public static readonly Rule Input = new("template/input", Severity.Error, Responsible.PlatformTeam, "Use the inputs that the action accepts.")
    {
        Detects = "A step without an input that its action requires, or with an input that its action does not have.",
        Afterwards = UntilItRuns,
        Why = "The run fails at this step. A dry run in Backstage does not show it, because it does not validate the input of actions that publish.",
        Bad = "action: fetch:template\ninput:\n  path: ./skeleton",
        Good = "action: fetch:template\ninput:\n  url: ./skeleton",
        Sources = [Runner],
    };

    /// <summary>A value that does not exist where it is used.</summary>
    public static readonly Rule Unknown = new("template/unknown-value", Severity.Warning, Responsible.PlatformTeam, "Use a value that exists here.")
    {
        Detects = "`parameters.x` that no page declares, `steps.x` of a step that does not exist or comes later, a secret outside the input of a step, or "
            + "a value that does not exist. In a file of a skeleton, `values.x` that is misspelt, and `x` where `values.x` is meant.",
        Why = "The result is empty, and no error is reported.",
        Bad = "parameters:\n  properties:\n    owner: { type: string }\nsteps:\n  - action: debug:log\n    input:\n      message: ${{ parameters.team }}",
        Good = "      message: ${{ parameters.owner }}",
        Sources = [Runner],
    };

    /// <summary>A condition that always holds.</summary>
    public static readonly Rule Condition = new("template/condition", Severity.Error, Responsible.PlatformTeam, "Write the condition as one expression.")
    {
        Detects = "A condition that is text, but not exactly one expression: `'false'`, or an expression with a space before or after it.",
        Why = "Text that is not empty is always true, whatever it contains.",
        Bad = "if: ${{ parameters.publish }} ",
        Good = "if: ${{ parameters.publish }}",
        Sources = [Runner],
    };

    /// <summary>An input without effect.</summary>
    public static readonly Rule CopyWithoutRender = new(
        "template/copy-without-render", Severity.Warning, Responsible.PlatformTeam, "Use copyWithoutTemplating.")
    {
        Detects = "`copyWithoutRender` of `fetch:template`.",
        Why = "Backstage accepts it but renders the files anyway, so expressions of GitHub Actions in them become empty.",
        Bad = "copyWithoutRender:\n  - .github/workflows/*",
        Good = "copyWithoutTemplating:\n  - .github/workflows/*",
        Sources = [Fetch],
    };

    /// <summary>Two steps of one id.</summary>
    public static readonly Rule DuplicateStep = new("template/duplicate-step", Severity.Warning, Responsible.PlatformTeam, "Give each step its own id.")
    {
        Detects = "Two steps with the same id, neither of which has a condition.",
        Why = "The output of the later one replaces that of the earlier one.",
        Bad = "steps:\n  - id: fetch\n    action: fetch:plain\n  - id: fetch\n    action: fetch:template",
        Good = "steps:\n  - id: fetch\n    action: fetch:plain\n  - id: render\n    action: fetch:template",
        Sources = [Runner],
    };

    public static readonly Rule MissingSkeleton = new(
        "template/missing-skeleton", Severity.Error, Responsible.PlatformTeam, "Fetch a folder or file of the repository.")
    {
        Detects = "A step that fetches a folder or file that is not in the repository.",
        Afterwards = UntilItRuns,
        Why = "The run fails at this step.",
        Bad = "url: ./skeletons",
        Good = "url: ./skeleton",
        Sources = [Fetch],
    };

    /// <summary>A file of a skeleton that cannot be rendered.</summary>
    public static readonly Rule SkeletonError = new(
        "template/skeleton-error", Severity.Error, Responsible.PlatformTeam, "Correct the file, or copy it without templating.")
    {
        Detects = "A file of a skeleton that cannot be read as a template: an expression with an error, or `{#`, which begins a comment, as in `${#list[@]}` "
            + "of a shell script.",
        Afterwards = UntilItRuns,
        Why = "The run fails at this step, and files that were rendered before stay in the workspace.",
        FixDetails = "Put the text between `{% raw %}` and `{% endraw %}`, or name the file in `copyWithoutTemplating`.",
        Bad = "count=${#services[@]}",
        Good = "{% raw %}count=${#services[@]}{% endraw %}",
        Sources = [Fetch],
    };

    /// <summary>An expression of GitHub Actions that becomes empty.</summary>
    public static readonly Rule WorkflowExpression = new(
        "template/workflow-expression", Severity.Warning, Responsible.PlatformTeam, "Keep the expression for GitHub Actions.")
    {
        Detects = "`${{ secrets.… }}`, `${{ github.… }}` and other expressions of GitHub Actions in a file of a skeleton that is rendered.",
        Why = "They are rendered as empty text, so the workflow of the new service does not work.",
        FixDetails = "Put them between `{% raw %}` and `{% endraw %}`, or name the file in `copyWithoutTemplating`.",
        Bad = "token: ${{ secrets.GITHUB_TOKEN }}",
        Good = "token: {% raw %}${{ secrets.GITHUB_TOKEN }}{% endraw %}",
        Sources = [Fetch],
    };

    /// <summary>A template that does not run with its example values.</summary>
    public static readonly Rule DryRun = new(
        "template/dry-run", Severity.Error, Responsible.PlatformTeam, "Make the template run with the values of its example.")
    {
        Detects = "A template with a file of example values beside it, `example.yaml`, that does not run with them: the values are not valid, or a step fails. "
            + "The run is a dry run: nothing is fetched from an address, and nothing is changed on GitHub.",
        Afterwards = UntilItRuns,
        Why = "The template cannot be used, or its example shows values that it rejects.",
        FixDetails = "To see the whole run: `automation template run TEMPLATE --values example.yaml --dry-run`. If a folder has several templates, name the "
            + "examples after them: `worker.example.yaml` for `worker.yaml`.",
        Bad = "# example.yaml, of a template that requires `name`\nowner: team-a",
        Good = "# example.yaml\nname: orders\nowner: team-a",
        Sources = [RuleSource.Own],
    };

    public static IReadOnlyList<Rule> All { get; } =
    [
        Document, Expression, Filter, PlainBraces, Default, Hyphen, Action, Input, Unknown, Condition, CopyWithoutRender, DuplicateStep, MissingSkeleton,
        SkeletonError, WorkflowExpression, DryRun,
    ];
}
