using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using CsCheck;

namespace Automation.Templates.Tests.Parameters;

public sealed class ParameterFormTests
{
    private const string TwoPages =
        """
        [{'title':'Service','required':['name'],'properties':{
            'name':{'title':'Name','type':'string','ui:field':'EntityNamePicker'},
            'size':{'type':'integer','enum':[1,2],'enumNames':['small','large'],'default':1},
            'token':{'type':'string','ui:field':'Secret'}}},
         {'title':'Where','properties':{
            'repoUrl':{'type':'string','ui:field':'RepoUrlPicker','ui:options':{'allowedOwners':['acme'],'requestUserCredentials':{'secretsKey':'USER_TOKEN'}}},
            'ci':{'type':'string','enum':['actions','jenkins'],'default':'actions'}},
          'dependencies':{'ci':{'oneOf':[
            {'properties':{'ci':{'const':'actions'},'runner':{'type':'string','default':'ubuntu'}},'required':['runner']},
            {'properties':{'ci':{'const':'jenkins'},'url':{'type':'string'}},'required':['url']}]}}}]
        """;

    [Fact]
    public void A_template_without_parameters_has_no_page() => ParameterForm.Read(null).Pages.ShouldBeEmpty();

    [Fact]
    public void One_schema_is_one_page() =>
        ParameterForm.Read(QuotedJson.Of("{'title':'Service','description':'What it is'}")).Pages.ShouldHaveSingleItem().Description.ShouldBe("What it is");

    [Fact]
    public void Every_property_is_a_field_of_its_page()
    {
        var fields = ParameterForm.Read(QuotedJson.Of(TwoPages)).Fields
            .Select(f => string.Join(' ', (string?[])[$"{f.Page}", f.Name, f.Type, .. Traits(f)]));

        fields.ShouldBe(
        [
            "1 name string required", "1 size integer", "1 token string secret", "2 repoUrl string", "2 ci string",
            "2 runner string required conditional", "2 url string required conditional",
        ]);
    }

    [Fact]
    public void A_field_has_what_a_prompt_needs()
    {
        var fields = ParameterForm.Read(QuotedJson.Of(TwoPages)).Fields.ToDictionary(f => f.Name);

        fields["name"].Title.ShouldBe("Name");
        fields["size"].Title.ShouldBe("size");
        fields["size"].ChoiceNames.ShouldBe(["small", "large"]);
        fields["size"].Choices.Select(c => (int)c!).ShouldBe([1, 2]);
        fields["size"].Default!.GetValue<int>().ShouldBe(1);
        fields["repoUrl"].UiField.ShouldBe("RepoUrlPicker");
        fields["repoUrl"].SecretsKey.ShouldBe("USER_TOKEN");
    }

    [Fact]
    public void Fields_of_inner_objects_and_items_have_their_path()
    {
        var form = ParameterForm.Read(QuotedJson.Of("{'properties':{'db':{'properties':{'name':{}}},'topics':{'items':{'properties':{'key':{}}}}}}"));

        form.Fields.Select(f => string.Join('/', f.Path)).ShouldBe(["db", "db/name", "topics", "topics/*/key"]);
    }

    [Theory]
    [InlineData("{}", "name size token repoUrl ci")]
    [InlineData("{'ci':'jenkins'}", "name size token repoUrl ci url")]
    public void The_form_shows_the_fields_of_the_branch_that_is_active(string values, string shown) =>
        string.Join(' ', ParameterForm.Read(QuotedJson.Of(TwoPages)).Shown(QuotedJson.Map(values)).Select(f => f.Name)).ShouldBe(shown);

    [Theory]
    [InlineData("{}", "{'size':1,'ci':'actions','runner':'ubuntu'}")]
    [InlineData("{'size':2,'ci':'jenkins'}", "{'size':2,'ci':'jenkins'}")]
    [InlineData("{'size':null}", "{'size':null,'ci':'actions','runner':'ubuntu'}")]
    public void Defaults_reach_into_the_active_branch_and_given_values_win(string values, string expected) =>
        JsonNode.DeepEquals(ParameterForm.Read(QuotedJson.Of(TwoPages)).WithDefaults(QuotedJson.Map(values)), QuotedJson.Of(expected)).ShouldBeTrue();

    [Theory]
    [InlineData("{'properties':{'db':{'properties':{'port':{'default':5432},'name':{}}}}}", "{}", "{'db':{'port':5432}}")]
    [InlineData("{'properties':{'db':{'properties':{'name':{}}}}}", "{}", "{}")]
    [InlineData("{'properties':{'db':{'default':{'port':1,'name':'x'},'properties':{'port':{}}}}}", "{'db':{'port':2}}", "{'db':{'port':2,'name':'x'}}")]
    [InlineData("{'properties':{'l':{'items':{'properties':{'n':{'default':1}}}}}}", "{'l':[{},{'n':2}]}", "{'l':[{'n':1},{'n':2}]}")]
    [InlineData("{'properties':{'l':{'default':[{}],'items':{'properties':{'n':{'default':1}}}}}}", "{}", "{'l':[{'n':1}]}")]
    [InlineData("{'properties':{'kind':{'const':'service'}}}", "{}", "{'kind':'service'}")]
    [InlineData("{'properties':{'a':{'default':false}},'allOf':[{'properties':{'b':{'default':''}}}]}", "{}", "{'a':false,'b':''}")]
    [InlineData("{'if':{'required':['a']},'then':{'properties':{'b':{'default':2}}},'else':{'properties':{'c':{'default':3}}}}", "{'a':1}", "{'a':1,'b':2}")]
    [InlineData("{'if':{'required':['a']},'then':{'properties':{'b':{'default':2}}},'else':{'properties':{'c':{'default':3}}}}", "{}", "{'c':3}")]
    [InlineData("{'dependencies':{'a':{'properties':{'b':{'default':2}}},'b':{'properties':{'c':{'default':3}}}}}", "{'a':1}", "{'a':1,'b':2,'c':3}")]
    [InlineData("{'properties':{'a':{'type':'string'}},'dependencies':{'a':{'properties':{'b':{'default':2}}}}}", "{}", "{}")]
    [InlineData("{'oneOf':[{'properties':{'b':{'default':2}}},{'properties':{'c':{'default':3}}}]}", "{}", "{}")]
    public void Defaults_are_filled_in_and_nothing_is_invented(string schema, string values, string expected) =>
        ParameterForm.Read(QuotedJson.Of(schema)).WithDefaults(QuotedJson.Map(values)).ToJsonString().ShouldBe(QuotedJson.Of(expected)!.ToJsonString());

    [Fact]
    public void The_values_that_were_given_stay_as_they_were()
    {
        var given = QuotedJson.Map("{'name':'orders'}");

        ParameterForm.Read(QuotedJson.Of(TwoPages)).WithDefaults(given);

        given.ToJsonString().ShouldBe("""{"name":"orders"}""");
    }

    [Fact]
    public void Each_page_is_validated_against_all_values()
    {
        var form = ParameterForm.Read(QuotedJson.Of("[{'properties':{'a':{}},'additionalProperties':false},{'properties':{'b':{'type':'string'}}}]"));

        form.Validate(QuotedJson.Map("{'a':1,'b':2}")).Select(e => $"{e.Pointer} {e.Keyword}").ShouldBe(["/b additionalProperties", "/b type"]);
    }

    [Fact]
    public void A_page_that_is_no_schema_is_an_error() =>
        ParameterForm.Read(QuotedJson.Of("['text']")).Validate([]).ShouldHaveSingleItem().Keyword.ShouldBe("schema");

    [Fact]
    public void Defaults_applied_twice_change_nothing() => Gen.Select(SchemaGen.Schema, SchemaGen.Value).Sample(
        (schema, value) =>
        {
            var given = value as JsonObject ?? [];
            var form = ParameterForm.Read(schema is JsonObject ? schema : null);
            var once = form.WithDefaults(given);

            given.ShouldAllBe(p => p.Value is JsonObject || p.Value is JsonArray || JsonNode.DeepEquals(once[p.Key], p.Value));
            form.WithDefaults(once).ToJsonString().ShouldBe(once.ToJsonString());
        },
        iter: 2_000);

    private static IEnumerable<string> Traits(ParameterField field) =>
        new[] { (field.IsRequired, "required"), (field.IsConditional, "conditional"), (field.IsSecret, "secret") }.Where(t => t.Item1).Select(t => t.Item2);
}
