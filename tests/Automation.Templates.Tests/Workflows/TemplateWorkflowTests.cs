using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Templates.Parameters.Pickers;
using Automation.Templates.Tests.Parameters;
using Automation.Templates.Workflows;

namespace Automation.Templates.Tests.Workflows;

public sealed class TemplateWorkflowTests
{
    [Fact]
    public void A_parameter_is_an_input_of_its_type()
    {
        var workflow = GeneratedWorkflow.Of(
            """
            {'required':['name'],'properties':{
                'name':{'title':'Name','description':'Of the service','type':'string'},
                'size':{'type':'string','enum':['s','m'],'enumNames':['small','medium'],'default':'m'},
                'port':{'type':'integer','minimum':1024,'default':8080},
                'public':{'type':'boolean','default':true},
                'target':{'type':'string','ui:options':{'workflowInput':'environment'}}}}
            """);

        workflow.Input("name").ToJsonString().ShouldBe("""{"description":"Name: Of the service","type":"string","required":true}""");
        workflow.Input("size").ToJsonString().ShouldBe("""{"description":"size (s: small, m: medium)","type":"choice","options":["s","m"],"default":"m"}""");
        workflow.Input("port").ToJsonString().ShouldBe("""{"description":"port (1024 or more)","type":"number","default":8080}""");
        workflow.Input("public").ToJsonString().ShouldBe("""{"description":"public","type":"boolean","default":true}""");
        workflow.Input("target")["type"]!.ToString().ShouldBe("environment");
        workflow.Notes.ShouldBe(["No step publishes anything: the files of a run are deleted when its job ends."]);
    }

    [Fact]
    public void A_choice_without_default_begins_with_one_for_no_value()
    {
        var workflow = GeneratedWorkflow.Of("{'properties':{'size':{'type':'string','enum':['s','m']}}}");

        workflow.Input("size")["options"]!.ToJsonString().ShouldBe("""["(none)","s","m"]""");
    }

    [Theory]
    [InlineData("(none)")]
    [InlineData("")]
    [InlineData("${{ github.token }}")]
    [InlineData("a\\nb")]
    public void What_cannot_be_chosen_in_a_form_is_entered_as_text(string choice) =>
        GeneratedWorkflow.Of($"{{'properties':{{'size':{{'type':'string','enum':['s','{choice}']}}}}}}").Input("size")["type"]!.ToString().ShouldBe("string");

    [Fact]
    public void Numbers_to_choose_from_reach_the_template_as_numbers()
    {
        var workflow = GeneratedWorkflow.Of("{'properties':{'nodes':{'type':'integer','enum':[1,3],'default':3}}}");

        workflow.Input("nodes").ToJsonString().ShouldContain("""["1","3"],"default":"3" """.TrimEnd());
    }

    [Fact]
    public void What_fits_no_input_goes_into_one_with_JSON()
    {
        var workflow = GeneratedWorkflow.Of(
            """
            {'required':['db'],'properties':{
                'name':{'type':'string'},
                'db':{'type':'object','properties':{'engine':{},'size':{}}},
                'stages':{'type':'array','items':{'enum':['dev','prod']}},
                'ci':{'type':'string','enum':['a','b'],'default':'a'}},
             'dependencies':{'ci':{'oneOf':[{'properties':{'ci':{'const':'b'},'runner':{'type':'string'}}}]}}}
            """);

        workflow.Inputs.Select(i => i.Key).ShouldBe(["name", "ci", "values"]);
        workflow.Input("values").ToJsonString().ShouldBe(new JsonObject
        {
            ["description"] = "More values, as one JSON object: db (object, required, with engine, size); stages (array, of \"dev\", \"prod\"); "
                + "runner (string, only for some values of other parameters)",
            ["type"] = "string",
            ["required"] = true,
        }.ToJsonString());
    }

    [Fact]
    public void What_the_form_hides_or_fixes_is_left_to_the_defaults() => GeneratedWorkflow.Of(
            "{'properties':{'a':{'type':'string','default':'x','ui:widget':'hidden'},'b':{'const':'y'},'c':{'type':'string'}}}")
        .Inputs.Select(i => i.Key).ShouldBe(["c"]);

    [Fact]
    public void Of_1000_parameters_24_are_inputs_the_required_ones_first()
    {
        var properties = new JsonObject(Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"p{i}", Text())));
        var workflow = GeneratedWorkflow.Of(new JsonObject { ["properties"] = properties, ["required"] = new JsonArray("p999", "p500") });

        workflow.Inputs.Select(i => i.Key).ShouldBe([.. Enumerable.Range(0, 22).Select(i => $"p{i}"), "p500", "p999", "values"]);
        workflow.Input("values")["description"]!.ToString().ShouldEndWith("…");
        workflow.Input("values")["required"].ShouldBeNull();
    }

    [Fact]
    public void As_many_parameters_as_GitHub_has_inputs_need_no_JSON()
    {
        var properties = new JsonObject(Enumerable.Range(0, 25).Select(i => KeyValuePair.Create($"p{i}", Text())));

        GeneratedWorkflow.Of(new JsonObject { ["properties"] = properties }).Inputs.Count.ShouldBe(25);
    }

    [Fact]
    public void A_name_that_is_no_id_of_an_input_is_mapped()
    {
        var workflow = GeneratedWorkflow.Of(
            """
            {'properties':{'my.name':{'type':'string'},'my_name':{'type':'string'},'1st':{'type':'string'},'ä':{'type':'string'},
             'values':{'type':'string'},'NAME':{'type':'string'},'name':{'type':'string'}}}
            """);

        workflow.Inputs.Select(i => i.Key).ShouldBe(["my_name", "_1st", "NAME", "values"]);
        workflow.Input("values")["description"]!.ToString().ShouldContain("my.name (string); ä (string); values (string); name (string)");
    }

    [Fact]
    public void Secrets_are_never_inputs_and_come_from_the_secrets_of_the_repository()
    {
        var workflow = GeneratedWorkflow.Of(
            """
            {'properties':{'token':{'type':'string','ui:field':'Secret'},'github_x':{'type':'string','ui:field':'Secret'},
             'pin':{'type':'string','ui:widget':'password'},
             'repoUrl':{'type':'string','ui:field':'RepoUrlPicker','ui:options':{'requestUserCredentials':{'secretsKey':'user-token'}}},
             'db':{'type':'object','properties':{'a=b':{'ui:field':'Secret'}}}}}
            """,
            null,
            "publish:github");

        workflow.Inputs.Select(i => i.Key).ShouldBe(["repoUrl", "values"]);
        workflow.With["secrets"]!.ToString().ShouldBe("""{"token":"SECRET_1","github_x":"SECRET_2","pin":"SECRET_3","user-token":"SECRET_4"}""");
        Enumerable.Range(1, 4).Select(i => workflow.Environment[$"SECRET_{i}"]!.ToString()).ShouldBe(
            ["${{ secrets.TOKEN }}", "${{ secrets.SECRET_GITHUB_X }}", "${{ secrets.PIN }}", "${{ secrets.USER_TOKEN }}"]);
        workflow.Notes.Count.ShouldBe(2);
        workflow.Notes[0].ShouldStartWith("The secret 'a=b' cannot be passed on");
        workflow.Notes[1].ShouldStartWith("The parameter 'pin' is hidden while it is typed, but its value can be read by others");
    }

    [Fact]
    public void The_token_of_the_App_has_the_rights_that_the_steps_need()
    {
        Rights("publish:github", "catalog:register").ShouldBe(
            ["permission-administration", "permission-contents", "permission-pull-requests", "permission-workflows"]);
        Rights("github:issues:label").ShouldBe(["permission-issues"]);
        Rights("fs:rename").ShouldBe(["permission-contents"]);
    }

    [Fact]
    public void Two_runs_for_the_same_service_wait_for_each_other()
    {
        Group("{'properties':{'name':{'type':'string'},'id':{'type':'string','ui:field':'EntityNamePicker'}}}").ShouldBe("scaffold-${{ inputs.id }}");
        Group("{'properties':{'name':{'type':'string'}}}").ShouldBe("scaffold-${{ inputs.name }}");
        Group("{'properties':{'to':{'type':'string','ui:field':'RepoUrlPicker'}}}").ShouldBe("scaffold-${{ inputs.to }}");
        Group("{}").ShouldBe("scaffold-${{ github.workflow }}");
    }

    [Fact]
    public void Owners_and_other_entities_are_offered_as_the_filter_of_the_picker_allows()
    {
        var workflow = GeneratedWorkflow.Of(
            """
            {'properties':{'owner':{'type':'string','ui:field':'OwnerPicker','default':'payments'},
             'system':{'type':'string','ui:field':'EntityPicker','ui:options':{'catalogFilter':{'kind':'System'}}}}}
            """,
            TemplateWorkflow.From(Catalog("group:default/payments", "user:default/ann", "system:default/shop")));

        workflow.Input("owner").ToJsonString().ShouldBe(
            """{"description":"owner","type":"choice","options":["group:default/payments","user:default/ann"],"default":"group:default/payments"}""");
        workflow.Input("system")["options"]!.ToJsonString().ShouldBe("""["(none)","system:default/shop"]""");
    }

    [Fact]
    public void Choices_that_are_too_long_together_are_entered_as_text()
    {
        var choices = new JsonArray([.. Enumerable.Range(0, 200).Select(i => (JsonNode?)$"{i}{new string('x', 1_000)}")]);
        var properties = new JsonObject(Enumerable.Range(0, 25).Select(
            i => KeyValuePair.Create($"p{i}", (JsonNode?)new JsonObject { ["type"] = "string", ["enum"] = choices.DeepClone() })));

        GeneratedWorkflow.Of(new JsonObject { ["properties"] = properties }).Input("p24")["type"]!.ToString().ShouldBe("string");
    }

    [Fact]
    public void More_entities_than_a_list_can_show_are_entered_as_text() => GeneratedWorkflow.Of(
            "{'properties':{'owner':{'type':'string','ui:field':'OwnerPicker'}}}",
            TemplateWorkflow.From(Catalog([.. Enumerable.Range(0, 201).Select(i => $"group:default/team-{i}")])))
        .Input("owner")["type"]!.ToString().ShouldBe("string");

    [Fact]
    public void Choices_of_a_catalog_are_not_compared()
    {
        const string Parameters = "{'properties':{'owner':{'type':'string','ui:field':'OwnerPicker'},'size':{'type':'string','enum':['s','m'],'default':'s'}}}";
        var generated = GeneratedWorkflow.Of(Parameters, TemplateWorkflow.From(Catalog("group:default/gone")));
        var committed = CommittedWorkflow.Read(generated.Text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Edits(committed, Parameters).ShouldBeEmpty();
        Edits(committed, Parameters.Replace("'m'", "'l'", StringComparison.Ordinal)).ShouldHaveSingleItem().NewText.ShouldBe("          - l\n");
    }

    [Theory]
    [InlineData("", "a\n")]
    [InlineData("a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\nx\nc\ny\n")]
    [InlineData("a\nb", "b\na\n")]
    public void Edits_make_the_new_text(string before, string after)
    {
        var committed = CommittedWorkflow.Read(before);

        Core.Text.TextEdit.Apply(before, committed.EditsTo(after)).Text.ShouldBe(after);
    }

    [Fact]
    public void The_commit_of_the_action_that_somebody_filled_in_stays()
    {
        const string Parameters = "{'properties':{'name':{'type':'string'}}}";
        var text = GeneratedWorkflow.Of(Parameters).Text;
        const string Pinned = "octo/automation/actions/scaffold-service@0123456789012345678901234567890123456789 # v1.2.3";
        var committed = CommittedWorkflow.Read(text.Replace("OWNER/automation/actions/scaffold-service@COMMIT # vX.Y.Z", Pinned, StringComparison.Ordinal));

        committed.Action.ShouldBe(Pinned);
        var current = TemplateWorkflow.Create(GeneratedWorkflow.Template(QuotedJson.Of(Parameters)), "new/template.yaml", null, committed.Action);
        committed.EditsTo(current.Text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("octo/automation/actions/scaffold-service@${{ inputs.x }}")]
    [InlineData("octo/automation/actions/scaffold-service@")]
    [InlineData("'octo/automation/actions/scaffold-service@v1'")]
    [InlineData("octo/automation/actions/scaffold-service@a@b")]
    public void What_names_no_action_is_not_kept(string uses) => CommittedWorkflow.Read($"        uses: {uses}\n").Action.ShouldBeNull();

    private static JsonNode? Text() => new JsonObject { ["type"] = "string" };

    private static IReadOnlyList<Core.Text.TextEdit> Edits(CommittedWorkflow committed, string parameters) =>
        committed.EditsTo(GeneratedWorkflow.Of(parameters, (input, _) => committed.Offered(input)).Text);

    private static IEnumerable<string> Rights(params string[] actions) =>
        GeneratedWorkflow.Of((JsonNode?)null, null, actions).Steps[1]!["with"]!.AsObject().Select(p => p.Key)
            .Where(k => k.StartsWith("permission-", StringComparison.Ordinal));

    private static string Group(string parameters) => GeneratedWorkflow.Of(parameters).Root["concurrency"]!["group"]!.ToString();

    private static PickerCatalog Catalog(params string[] refs)
    {
        var parsed = refs.Select(r => EntityRef.TryParse(r, null, EntityRef.DefaultNamespace, out var reference, out _) ? reference : null).OfType<EntityRef>();
        return new PickerCatalog(parsed.ToDictionary(r => r, Entity), null, []);
    }

    private static JsonObject Entity(EntityRef reference) => new() { ["kind"] = reference.Kind, ["metadata"] = new JsonObject { ["name"] = reference.Name } };
}
