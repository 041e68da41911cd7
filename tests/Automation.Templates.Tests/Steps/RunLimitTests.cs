using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Tests.Steps;

/// <summary>A run has as many expressions, files and iterations as its author wants: what they cost together is limited as well.</summary>
public sealed class RunLimitTests
{
    private const string Many = "${{ range(190000) | join('') | length }} x";

    [Fact]
    public async Task Steps_whose_expressions_take_too_much_together_pass_the_others_on_as_text()
    {
        var result = await RunAsync(string.Concat(Enumerable.Range(0, 60).Select(i => Log($"s{i}", Many))));

        result.Problems.Select(p => p.Step).ShouldNotContain("s0");
        result.Problems[^1].Step.ShouldBe("s59");
        result.Problems[^1].Message.ShouldContain("together");
    }

    [Fact]
    public async Task Files_of_a_skeleton_count_together()
    {
        var files = Enumerable.Range(0, 60).Select(i => ($"skeleton/f{i:D2}.txt", Many)).ToArray();

        var result = await RunAsync("    - id: render\n      action: fetch:template\n      input: { url: ./skeleton, values: {} }\n", files);

        result.Error!.ShouldContain("together");
        result.Error!.ShouldNotContain("f00.txt");
    }

    [Fact]
    public async Task Iterations_of_a_step_count_together()
    {
        var result = await RunAsync($$$"""
                - id: each
                  each: ${{ range(60) }}
                  action: debug:log
                  input: { message: "{{{Many}}}" }

            """);

        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("together");
    }

    [Fact]
    public async Task Texts_that_are_made_count_together()
    {
        var result = await RunAsync(string.Concat(Enumerable.Range(0, 30).Select(i => Log($"s{i}", "${{ ('x' | center(4000000)).length }} x"))));

        result.Problems[^1].Message.ShouldContain("characters together");
    }

    [Fact]
    public async Task An_ordinary_run_of_five_hundred_files_is_far_from_the_limits()
    {
        var files = Enumerable.Range(0, 500)
            .Select(i => ($"skeleton/f{i:D3}.txt", string.Concat(Enumerable.Repeat("${{ values.name | upper }}{% if values.name %}a{% endif %}\n", 100))))
            .ToArray();

        (await RunAsync("    - id: render\n      action: fetch:template\n      input: { url: ./skeleton, values: { name: x } }\n", files)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_folder_with_too_many_files_is_refused_before_it_is_read()
    {
        var files = Enumerable.Range(0, 20_001).Select(i => ($"skeleton/f{i}.txt", "x")).ToArray();

        var result = await RunAsync("    - id: render\n      action: fetch:plain\n      input: { url: ./skeleton }\n", files);

        result.Error!.ShouldContain("more than 20,000 files");
    }

    private static string Log(string id, string message) => $"    - id: {id}\n      action: debug:log\n      input: {{ message: \"{message}\" }}\n";

    private static async Task<RunResult> RunAsync(string steps, params (string Path, string Text)[] files)
    {
        const string Head = "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: { name: t }\nspec:\n  type: service\n  steps:\n";
        var tree = InMemoryTree.Of([("template.yaml", Head + steps), .. files]);
        new TemplateReader(tree, "template.yaml").TryRead(out var template).ShouldBeEmpty();
        return await new TemplateRun(new RunRequest(template!, new JsonObject()), new ActionRegistry(ActionRegistry.Local), new TreeTemplateFiles(tree, ""))
            .RunAsync(TestContext.Current.CancellationToken);
    }
}
