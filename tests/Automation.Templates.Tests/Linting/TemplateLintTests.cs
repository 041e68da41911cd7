using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Templates.Actions;
using Automation.Templates.Linting;

namespace Automation.Templates.Tests.Linting;

/// <summary>Each rule finds its mistake, and leaves alone what only looks like it.</summary>
public sealed class TemplateLintTests
{
    [Fact]
    public void A_template_without_mistakes_has_no_findings() => Found(Template("message: ${{ parameters.name | upper }}")).ShouldBeEmpty();

    [Theory]
    [InlineData("${{ parameters.name || 'x' }}")]
    [InlineData("${{ parameters.name")]
    [InlineData("${{ parameters.name is lowercase }}")]
    public void An_expression_that_is_passed_on_as_text_is_found(string expression) =>
        Found(Template($"message: \"{expression}\"")).ShouldBe(["template/expression"]);

    [Fact]
    public void A_filter_that_does_not_exist_is_found() => Found(Template("message: ${{ parameters.name | slug }}")).ShouldBe(["template/filter"]);

    [Theory]
    [InlineData("${{ parameters.name || 'x' }}", "write 'or'")]
    [InlineData("${{ parameters.name ?? 'x' }}", "write 'or'")]
    [InlineData("${{ parameters.name && 'x' }}", "write 'and'")]
    [InlineData("${{ !parameters.name }}", "write 'not'")]
    [InlineData("${{ parameters.name ? 'x' : 'y' }}", "write 'a if condition else b'")]
    [InlineData("${{ steps.log?.output }}", "write '.'")]
    public void JavaScript_in_an_expression_gets_the_form_that_works(string expression, string form) =>
        Findings(Template($"message: \"{expression}\"")).ShouldHaveSingleItem().Message.ShouldContain(form);

    [Fact]
    public void An_expression_with_an_error_is_named_among_others() =>
        Findings(Template("message: \"first ${{ parameters.name }}\\nsecond ${{ parameters.name }} ${{ parameters.name ? 1 : 2 }}\\nthird\""))
            .ShouldHaveSingleItem().Message.ShouldStartWith("'${{ parameters.name ? 1 : 2 }}' has an error");

    [Theory]
    [InlineData("\"{{ parameters.name }}\"", true)]
    [InlineData("\"x {{steps.log.output.x}}\"", true)]
    [InlineData("\"{{ name }}\"", false)]
    [InlineData("${{ parameters.name }}", false)]
    public void The_syntax_of_v1beta2_is_found(string message, bool isFound) =>
        Found(Template($"message: {message}")).ShouldBe(isFound ? ["template/plain-braces"] : []);

    [Fact]
    public void An_expression_in_a_default_is_found() =>
        Found(Template("message: x").Replace("{ type: string }", "{ type: string, default: '${{ parameters.other }}' }", StringComparison.Ordinal))
            .ShouldBe(["template/default"]);

    [Theory]
    [InlineData("publish:gitlab")]
    [InlineData("publish:gitlab:merge-request")]
    [InlineData("azure:repo:clone")]
    public void An_action_for_another_host_is_not_taken_for_a_misspelt_one(string action) =>
        Findings(Template("message: x", action: action)).ShouldHaveSingleItem().Message.ShouldEndWith("not available in Automation, which works with GitHub only.");

    [Fact]
    public void An_option_of_the_picker_among_the_inputs_says_where_it_belongs() =>
        Findings(Template("{ url: ./skeleton, allowedHosts: [github.com] }", action: "fetch:template"))
            .ShouldHaveSingleItem().Message
            .ShouldBe("fetch:template has no input 'allowedHosts', and fails. It is an option of RepoUrlPicker, under 'ui:options' of a parameter: remove it here.");

    [Fact]
    public void A_step_with_a_hyphen_is_found_once_with_the_right_form()
    {
        var findings = Findings(Template("message: ${{ steps.first-step.output.x }}"));

        findings.Select(f => f.Rule.Id).ShouldBe(["template/hyphen"]);
        findings[0].Message.ShouldContain("steps['first-step'].output.x");
    }

    [Theory]
    [InlineData("${{ parameters.nome }}")]
    [InlineData("${{ steps.other.output.x }}")]
    [InlineData("${{ steps.log.output.x }}")]
    [InlineData("${{ github.actor }}")]
    [InlineData("${{ each.value }}")]
    public void A_value_that_does_not_exist_is_found(string expression) => Found(Template($"message: {expression}")).ShouldBe(["template/unknown-value"]);

    [Theory]
    [InlineData("{% for x in parameters.name %}${{ x.y }}{% endfor %}")]
    [InlineData("{% set a = parameters.name %}${{ a.b }}")]
    [InlineData("${{ secrets.TOKEN }}")]
    [InlineData("${{ user.entity.metadata.name }}")]
    [InlineData("${{ environment.secrets.NPM }}")]
    public void A_value_that_exists_is_not_found(string expression) => Found(Template($"message: \"{expression}\"")).ShouldBeEmpty();

    [Fact]
    public void Secrets_in_the_output_are_found() =>
        Found(Template("message: x", output: "token: ${{ secrets.TOKEN }}")).ShouldBe(["template/unknown-value"]);

    [Theory]
    [InlineData("'false'", true)]
    [InlineData("\"${{ parameters.name }} \"", true)]
    [InlineData("${{ parameters.name }}", false)]
    [InlineData("false", false)]
    [InlineData("\"{% if parameters.name %}x{% endif %}\"", false)]
    public void A_condition_that_always_holds_is_found(string condition, bool isFound) =>
        Found(Template("message: x", condition: condition)).ShouldBe(isFound ? ["template/condition"] : []);

    [Theory]
    [InlineData("debug:logg", "Did you mean debug:log?")]
    [InlineData("acme:deploy", "automation template actions")]
    public void An_action_that_does_not_exist_is_found(string action, string hint)
    {
        var finding = Findings(Template("message: x", action: action)).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("template/action");
        finding.Message.ShouldContain(hint);
    }

    [Fact]
    public void Inputs_that_an_action_does_not_take_or_misses_are_found() =>
        Found(Template("path: ./skeleton", action: "fetch:template")).ShouldBe(["template/input", "template/input"]);

    [Fact]
    public void A_missing_skeleton_is_found() => Found(Template("url: ./nowhere", action: "fetch:template")).ShouldBe(["template/missing-skeleton"]);

    [Fact]
    public void CopyWithoutRender_is_renamed_by_its_fix()
    {
        var finding = Findings(Template("url: ./skeleton\n        copyWithoutRender: ['*.sh']", action: "fetch:template")).First(f => f.Rule.Id == "template/copy-without-render");

        finding.Fix!.Edits.ShouldHaveSingleItem().Edit.NewText.ShouldBe("copyWithoutTemplating");
    }

    [Theory]
    [InlineData("values: { name: x, owner: y }", "${{ values.nmae }}", "No step gives the value 'nmae', so it is empty. Did you mean 'name'?")]
    [InlineData("values: { name: x, owner: y }", "${{ owner }}", "'owner' is empty: a file has the values of its step as 'values.owner'.")]
    [InlineData("values: { name: x }\n        cookiecutterCompat: true", "{{ cookiecutter.nmae }}", "No step gives the value 'nmae', so it is empty. Did you mean 'name'?")]
    [InlineData("values: { name: x, db-1: y }", "${{ values.team }} ${{ values['db-2'] }} {% for name in values.name %}${{ name }}{% endfor %}", null)]
    [InlineData("values: { name: x }", "{% if values.nmae %}${{ values.nmae }}{% endif %} ${{ values.nam or 'x' }} ${{ values.names | default('y') }}", null)]
    [InlineData("values: \"${{ parameters }}\"", "${{ values.nmae }} ${{ name }}", null)]
    public void A_misspelt_value_in_a_skeleton_is_found(string values, string text, string? message) =>
        Findings(Template($"url: ./skeleton\n        {values}", "fetch:template"), ("skeleton/a.txt", text)).Where(f => f.File == "skeleton/a.txt")
            .Select(f => f.Message).ShouldBe(message is null ? [] : [message]);

    [Fact]
    public void Of_two_misspelt_inputs_one_is_offered_the_name() =>
        Findings(Template("url: ./skeleton\n        valeus: {}\n        vaules: {}", "fetch:template")).Select(f => f.Suggestions.Count + (f.Fix is null ? 0 : 1))
            .ShouldBe([1, 0]);

    [Theory]
    [InlineData("echo ${#list[@]}", "template/skeleton-error")]
    [InlineData("${{ values.x | nosuch }}", "template/filter")]
    [InlineData("{% if values.x is nosuch %}{% endif %}", "template/skeleton-error")]
    [InlineData("token: ${{ secrets.TOKEN }}", "template/workflow-expression")]
    [InlineData("{% raw %}${{ secrets.TOKEN }}{% endraw %}", null)]
    [InlineData("${{ values.github }}", null)]
    public void Files_of_a_skeleton_are_read_as_templates(string text, string? rule)
    {
        var found = Findings(Template("url: ./skeleton", action: "fetch:template"), ("skeleton/a.txt", text));

        found.Select(f => f.Rule.Id).ShouldBe(rule is null ? [] : [rule]);
        found.ShouldAllBe(f => f.File == "skeleton/a.txt");
    }

    [Fact]
    public void Files_that_are_copied_as_they_are_are_not_read() =>
        Findings(
            Template("url: ./skeleton\n        copyWithoutTemplating: [ci]", action: "fetch:template"),
            ("skeleton/ci/a.yaml", "${{ secrets.TOKEN }} ${#x}")).ShouldBeEmpty();

    [Fact]
    public void Two_steps_of_one_id_are_found_unless_conditions_decide_between_them()
    {
        var twice = Template("message: x").Replace("  output:", "    - id: log\n      action: debug:log\n  output:", StringComparison.Ordinal);

        Found(twice).ShouldBe(["template/duplicate-step"]);
        Found(twice.Replace("    - id: log\n      action", "    - id: log\n      if: ${{ parameters.name }}\n      action", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_document_that_cannot_run_is_found()
    {
        Found("kind: Template\napiVersion: scaffolder.backstage.io/v1beta3\nmetadata: { name: a }\nspec: { type: service }").ShouldBe(["template/document"]);
        Found("kind: Template\n a: [").ShouldBe(["template/document"]);
        Found("kind: Component").ShouldBeEmpty();
    }

    [Fact]
    public void A_template_that_cannot_be_read_is_found()
    {
        var tree = InMemoryTree.Of(("large.yaml", new string('#', (4 * 1024 * 1024) + 1)));

        FoundIn("large.yaml").ShouldBe("The file is larger than 4 MiB.");
        FoundIn("absent.yaml").ShouldBe("The file does not exist.");

        string FoundIn(string path) =>
            new TemplateLint(tree, path, new ActionRegistry(ActionRegistry.Local)).Run(TestContext.Current.CancellationToken).ShouldHaveSingleItem().Message;
    }

    [Fact]
    public void Steps_that_fetch_the_same_folder_give_one_finding_each_place()
    {
        const string Fetch = "url: ./skeleton\n    - action: fetch:template\n      input: { url: ./skeleton }";

        Findings(Template(Fetch, "fetch:template"), ("skeleton/ci.yaml", "${{ github.sha }} ${{ github.ref }}")).Select(f => f.Message[..12])
            .ShouldBe(["'github.sha'", "'github.ref'"]);
    }

    [Fact]
    public void Very_many_mistakes_are_not_all_reported()
    {
        var lines = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"${{{{ github.a{i} }}}}\n"));

        Findings(Template("url: ./skeleton", "fetch:template"), ("skeleton/ci.yaml", lines)).Count.ShouldBe(1_000);
    }

    private static string Template(string input, string action = "debug:log", string condition = "true", string output = "x: 1") =>
        $$$"""
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: t
        spec:
          type: service
          parameters:
            properties:
              name: { type: string }
          steps:
            - id: log
              action: {{{action}}}
              if: {{{condition}}}
              input:
                {{{input}}}
          output:
            {{{output}}}
        """.Replace("      if: true\n", "", StringComparison.Ordinal);

    private static IReadOnlyList<string> Found(string template) => [.. Findings(template).Select(f => f.Rule.Id)];

    private static IReadOnlyList<Finding> Findings(string template, params (string, string)[] files) => new TemplateLint(
        InMemoryTree.Of([("template.yaml", template), ("skeleton/README.md", "# ${{ values.name }}"), .. files]),
        "template.yaml",
        new ActionRegistry(ActionRegistry.Local)).Run(TestContext.Current.CancellationToken);
}
