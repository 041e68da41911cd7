using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Automation.Templates.Documents;
using Automation.Templates.Workflows;
using CsCheck;

namespace Automation.Templates.Tests.Workflows;

/// <summary>A template cannot put anything into its workflow but data.</summary>
public sealed partial class HostileWorkflowTests
{
    private static readonly string[] Pieces =
    [
        "${{ github.token }}", "${{", "}}", "$(id)", "`id`", "';id;'", "\"", "'", "\\", "\n", "\r\n", "\t", "\0",
        "\u2028", "\u202e", "\ufeff", "\ud800", "😀", ": ", " #", "- ", "&a", "*a",
        "!!js/function", "{", "}", "[", "]", ",", "|", ">", "%", "@", "---\n", "...\n", "on", "yes", "null", "~", "1e3", "0x1",
        "2026-01-01", "<<", "=", "a", "name", "Ä", "\n        run: id\n",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        OneOf(Pieces).Array[0, 6].Select(string.Concat),
        Gen.String,
        Gen.Const(new string('x', 20_000)),
        Gen.Const("${{ " + new string('\n', 3_000)));

    private static readonly Gen<JsonNode?> Value = Gen.OneOf(
        Text.Select(t => (JsonNode?)t),
        Gen.Int.Select(i => (JsonNode?)i),
        Gen.Bool.Select(b => (JsonNode?)b),
        Gen.Const((JsonNode?)null),
        Text.Array[0, 3].Select(a => (JsonNode?)new JsonArray([.. a.Select(t => (JsonNode?)t)])));

    private static readonly Gen<JsonObject> Property = Gen.Select(
        OneOf("string", "number", "integer", "boolean", "array", "object", ""),
        OneOf("", "OwnerPicker", "EntityPicker", "Secret", "RepoUrlPicker", "EntityNamePicker"),
        Text,
        Text,
        Value,
        Value.Array[0, 4],
        Text).Select((type, picker, title, description, @default, choices, secret) =>
    {
        var property = new JsonObject { ["title"] = title, ["description"] = description, ["default"] = @default?.DeepClone() };
        if (type.Length > 0)
        {
            property["type"] = type;
        }

        if (picker.Length > 0)
        {
            property["ui:field"] = picker;
            property["ui:options"] = new JsonObject
            {
                ["requestUserCredentials"] = new JsonObject { ["secretsKey"] = secret },
                ["allowedOwners"] = new JsonArray(secret),
            };
        }

        if (choices.Length > 0)
        {
            property["enum"] = new JsonArray([.. choices.Select(c => c?.DeepClone())]);
            property["enumNames"] = new JsonArray([.. choices.Select(c => c?.DeepClone())]);
        }

        return property;
    });

    private static readonly Gen<TemplateDocument> Template = Gen.Select(
        Text,
        Gen.Select(Text, Property).Array[0, 30],
        Text.Array[0, 3]).Select((title, properties, required) =>
    {
        var map = new JsonObject();
        foreach (var (name, property) in properties)
        {
            map[name.Length > 400 ? name[..400] : name] = property.DeepClone();
        }

        var template = GeneratedWorkflow.Template(
            new JsonObject { ["title"] = title, ["properties"] = map, ["required"] = new JsonArray([.. required.Select(r => (JsonNode?)r)]) },
            "publish:github",
            title);
        template.Entity["metadata"]!["title"] = title;
        return template;
    });

    private static readonly string Constant = GeneratedWorkflow.Of((JsonNode?)null).Steps[^1]!["uses"]!.ToString();

    [Fact]
    public void A_workflow_is_always_YAML_and_has_only_our_expressions_and_no_script() => Template.Sample(template =>
    {
        string[] offered = [template.Entity["metadata"]!["title"]!.ToString(), "group:default/a"];
        var workflow = new GeneratedWorkflow(TemplateWorkflow.Create(template, "new/template.yaml", (_, _) => offered));

        workflow.Steps[^1]!["uses"]!.ToString().ShouldBe(Constant);
        workflow.With["inputs"]!.ToString().ShouldBe("${{ toJSON(inputs) }}");
        workflow.With["template"]!.ToString().ShouldBe("templates/new/template.yaml");
        workflow.Inputs.Count.ShouldBeLessThanOrEqualTo(25);
        workflow.Text.Length.ShouldBeLessThan(1_000_000);
        workflow.Root.Select(p => p.Key).ShouldBe(["name", "run-name", "on", "permissions", "concurrency", "jobs"]);
        workflow.Steps.Count.ShouldBe(4);
        workflow.Steps.Count(s => s!["run"] is not null).ShouldBe(0);
        Texts(workflow.Root["on"]).Concat(Texts(workflow.Root["name"])).ShouldAllBe(t => !t.Contains("${{"));
        workflow.Inputs.Select(i => i.Key).ShouldAllBe(id => Id().IsMatch(id));
        Expressions(workflow.Text).ShouldAllBe(e => Expression().IsMatch(e));
        workflow.Text.ShouldAllBe(c => c == '\n' || !char.IsControl(c));
    });

    [Fact]
    public void The_values_of_a_form_as_it_opens_fit_the_payload_of_GitHub() => Template.Sample(template =>
        new GeneratedWorkflow(TemplateWorkflow.Create(template, "new/template.yaml", null)).Inputs.Sum(i => i.Key.Length + $"{i.Value!["default"]}".Length)
            .ShouldBeLessThan(65_535));

    [Fact]
    public void A_committed_workflow_is_only_data() => Text.Array[0, 20].Select(string.Concat).Sample(text =>
    {
        var committed = CommittedWorkflow.Read($"on: {{workflow_dispatch: {{inputs: {{owner: {{options: [{text}]}}}}}}}}\n{text}");
        var workflow = GeneratedWorkflow.Of("{'properties':{'owner':{'type':'string','ui:field':'OwnerPicker'}}}", (input, _) => committed.Offered(input));

        workflow.Steps[^1]!["uses"]!.ToString().ShouldBe(Constant);
        Core.Text.TextEdit.Apply(committed.Text, committed.EditsTo(workflow.Text)).Text.ShouldBe(workflow.Text);
    });

    [Theory]
    [InlineData("a/${{ x }}/template.yaml")]
    [InlineData("a\n/template.yaml")]
    [InlineData("\u202e.yaml")]
    public void A_path_that_would_be_more_than_data_cannot_be_named(string path) => TemplateWorkflow.CanName(path).ShouldBeFalse();

    [Fact]
    public void A_schema_that_is_too_large_is_reported()
    {
        var deep = new JsonObject();
        for (var i = 0; i < 70; i++)
        {
            deep = new JsonObject { ["properties"] = new JsonObject { ["a"] = deep } };
        }

        var workflow = GeneratedWorkflow.Of(deep);

        workflow.Inputs.ShouldBeEmpty();
        workflow.Notes[0].ShouldStartWith("Page 1 of the parameters has no inputs. The schema is nested more than 64 levels deep.");
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => Texts(p.Value).Append(p.Key)),
        JsonArray list => list.SelectMany(Texts),
        _ => [$"{node}"],
    };

    private static IEnumerable<string> Expressions(string text) =>
        text.Split("${{")[1..].Select(t => t[..Math.Max(0, t.IndexOf("}}", StringComparison.Ordinal))]);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^ (inputs\.[A-Za-z_][A-Za-z0-9_-]*|secrets\.[A-Z_][A-Z0-9_]*|toJSON\(inputs\)|"
        + @"github\.(workflow|repository_owner)|vars\.[A-Z_]+( != ''| && 'catalog')?|steps\.app\.outputs\.token \|\| secrets\.SCAFFOLD_TOKEN) \z")]
    private static partial Regex Expression();
}
