using System.Text.Json.Nodes;
using Automation.Templates.Tests.Parameters;
using Automation.Templates.Workflows;

namespace Automation.Templates.Tests.Workflows;

/// <summary>What a person entered in the form on GitHub becomes the values of the template.</summary>
public sealed class WorkflowAnswersTests
{
    private const string Parameters =
        """
        {'properties':{
            'name':{'type':'string'},'port':{'type':'integer'},'public':{'type':'boolean'},'nodes':{'type':'integer','enum':[1,3]},
            'zone':{'type':'string','enum':['a','b']},'owner':{'type':'string','ui:field':'OwnerPicker'},'note':{'type':'string'},
            'my.name':{'type':'string'},'stages':{'type':'array'}}}
        """;

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("{'name':'','port':null}", "{}")]
    [InlineData("{'name':'8080','port':'8080','public':'true','nodes':'3'}", "{'name':'8080','port':8080,'public':true,'nodes':3}")]
    [InlineData("{'port':1.5,'public':false}", "{'port':1.5,'public':false}")]
    [InlineData("{'port':'many'}", "{'port':'many'}")]
    [InlineData("{'zone':'(none)','owner':'(none)','note':'(none)'}", "{'note':'(none)'}")]
    [InlineData("{'zone':'a','owner':'group:default/a'}", "{'zone':'a','owner':'group:default/a'}")]
    [InlineData("{'my_name':'x'}", "{'my.name':'x'}")]
    [InlineData(@"{'values':'{\'stages\':[\'dev\'],\'name\':\'not this\'}','name':'this'}", "{'stages':['dev'],'name':'this'}")]
    [InlineData("{'other':'kept'}", "{'other':'kept'}")]
    public void Inputs_become_values(string inputs, string values)
    {
        WorkflowAnswers.TryRead(GeneratedWorkflow.Template(QuotedJson.Of(Parameters)), QuotedJson.Of(inputs)!.AsObject(), out var read).ShouldBeNull();

        JsonNode.DeepEquals(read, QuotedJson.Of(values)).ShouldBeTrue(read.ToJsonString());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("1 2")]
    public void Further_values_are_one_JSON_object(string values) =>
        WorkflowAnswers.TryRead(GeneratedWorkflow.Template(QuotedJson.Of(Parameters)), new JsonObject { ["values"] = values }, out _)
            .ShouldBe("The input 'values' is not a JSON object.");
}
