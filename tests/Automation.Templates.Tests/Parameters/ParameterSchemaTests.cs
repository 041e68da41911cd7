using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;
using CsCheck;

namespace Automation.Templates.Tests.Parameters;

public sealed class ParameterSchemaTests
{
    [Theory]
    [InlineData("{'properties':{'name':{'type':'string','required':true}}}", "{}", "/name required")]
    [InlineData("{'properties':{'size':{'type':'any'}}}", "{'size':[]}", "")]
    [InlineData("{'type':'text'}", "5", "")]
    [InlineData("{'$schema':'http://json-schema.org/draft-03/schema#','type':'string'}", "5", " type")]
    [InlineData("{'minimum':3,'exclusiveMinimum':true}", "3", " exclusiveMinimum")]
    [InlineData("{'divisibleBy':3}", "4", " divisibleBy")]
    [InlineData("{'disallow':'string'}", "'x'", " not")]
    [InlineData("{'dependencies':{'a':'b'}}", "{'a':1}", "/b required")]
    public void Habits_of_old_drafts_are_understood(string schema, string value, string errors) => Errors(schema, value).ShouldBe(errors);

    [Theory]
    [InlineData("{'maxLength':1}", "'😀'", "")]
    [InlineData("{'maxLength':1}", "'e\u0301'", " maxLength")]
    [InlineData("{'pattern':'^.$'}", "'😀'", "")]
    [InlineData("{'pattern':'^[^a-z]$'}", "'😀'", "")]
    [InlineData("{'pattern':'^[\\\\w-.]+$'}", "'a-b.c'", "")]
    [InlineData("{'pattern':'^[a-z]+$'}", "'abc\\n'", " pattern")]
    [InlineData("{'pattern':'^\\\\p{Lu}'}", "'Äb'", "")]
    [InlineData("{'pattern':'\\\\Ax'}", "'Ax'", "")]
    [InlineData("{'patternProperties':{'^x-':{'type':'string'}},'additionalProperties':false}", "{'x-a':1,'b':2}", "/x-a type; /b additionalProperties")]
    public void Characters_and_patterns_are_those_of_JavaScript(string schema, string value, string errors) => Errors(schema, value).ShouldBe(errors);

    [Theory]
    [InlineData("date", "2024-00-31", true)]
    [InlineData("date", "2024-13-01", false)]
    [InlineData("date-time", "2024-05-01T10:00:00Z", true)]
    [InlineData("email", "jane@example.com", true)]
    [InlineData("email", "jane@localhost", false)]
    [InlineData("hostname", "a-b.example.com", true)]
    [InlineData("hostname", "a_b", false)]
    [InlineData("uri", "https://example.com/ä", true)]
    [InlineData("uri", "example.com", false)]
    [InlineData("ipv4", "010.0.0.1", true)]
    [InlineData("ipv6", "fe80::1%eth0", true)]
    [InlineData("color", "#fff", true)]
    [InlineData("color", "teal-ish", false)]
    [InlineData("uuid", "123e4567-e89b-12d3-a456-426614174000", true)]
    [InlineData("entity-name", "anything at all", true)]
    public void Formats_are_those_that_Backstage_knows(string format, string text, bool isValid) =>
        (ParameterSchema.Validate(new JsonObject { ["format"] = format }, text).Count == 0).ShouldBe(isValid);

    [Theory]
    [InlineData("{'$ref':'#/definitions/a','definitions':{'a':{}}}", "/$ref is not supported")]
    [InlineData("{'properties':{'a':{'items':{'$ref':'#'}}}}", "/properties/a/items/$ref is not supported")]
    [InlineData("{'enum':'a'}", "/enum is not a list")]
    [InlineData("{'properties':{'a':'string'}}", "/properties/a is not a schema")]
    [InlineData("{'pattern':'('}", "/pattern is not a regular expression")]
    [InlineData("'string'", "The schema is not a schema")]
    public void A_schema_that_is_none_is_reported_with_its_place(string schema, string message)
    {
        var value = schema.Contains("pattern", StringComparison.Ordinal) ? "'x'" : "{}";

        var error = ParameterSchema.Validate(QuotedJson.Of(schema), QuotedJson.Of(value)).ShouldHaveSingleItem();

        error.Keyword.ShouldBe(ParameterError.SchemaKeyword);
        error.Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_property_can_have_the_name_of_a_keyword() =>
        Errors("{'properties':{'$ref':{'type':'string'},'enum':{'type':'integer'}}}", "{'$ref':'main','enum':1}").ShouldBe("");

    [Fact]
    public void Of_alternatives_the_errors_are_those_of_the_one_that_was_meant() => Errors(
        """
        {'dependencies':{'ci':{'oneOf':[
          {'properties':{'ci':{'const':'actions'},'runner':{'type':'string'}},'required':['runner']},
          {'properties':{'ci':{'const':'jenkins'},'url':{'type':'string','format':'uri'}},'required':['url']}]}}}
        """,
        "{'ci':'jenkins'}").ShouldBe("/url required");

    [Fact]
    public void Two_alternatives_that_fit_are_one_too_many()
    {
        var error = ParameterSchema.Validate(QuotedJson.Of("{'oneOf':[{'type':'string'},{'minLength':1}]}"), "a").ShouldHaveSingleItem();

        error.Keyword.ShouldBe("oneOf");
        error.Message.ShouldBe("matches 2 of 2 alternatives, but must match exactly one. Make the alternatives of the schema distinct, for example with 'const'.");
    }

    [Fact]
    public void A_message_does_not_repeat_the_value()
    {
        var schema = QuotedJson.Of(
            "{'type':'integer','enum':[1],'const':2,'pattern':'^a$','maxLength':2,'format':'uri','not':{'type':'string'},'oneOf':[{'type':'null'}]}");

        ParameterSchema.Validate(schema, "hunter2hunter2").ShouldAllBe(e => !e.Message.Contains("hunter2"));
    }

    [Fact]
    public void A_pointer_escapes_names() => Errors("{'properties':{'a/b~c':{'type':'string'}}}", "{'a/b~c':1}").ShouldBe("/a~1b~0c type");

    [Fact]
    public void Numbers_that_code_made_are_numbers() =>
        ParameterSchema.Validate(new JsonObject { ["minimum"] = 3, ["multipleOf"] = 1.5m }, JsonValue.Create(4.5f)).ShouldBeEmpty();

    [Fact]
    public void Any_schema_gets_a_verdict() => Gen.Select(SchemaGen.Schema, SchemaGen.Value).Sample(
        (schema, value) =>
        {
            var errors = ParameterSchema.Validate(schema, value);
            errors.ShouldAllBe(e => e.Message.Length > 0 && (e.Pointer.Length == 0 || e.Pointer[0] == '/'));
            ParameterSchema.Validate(new JsonObject { ["allOf"] = new JsonArray(schema?.DeepClone()) }, value).Count.ShouldBe(errors.Count);
        },
        iter: 2_000);

    private static string Errors(string schema, string value) =>
        string.Join("; ", ParameterSchema.Validate(QuotedJson.Of(schema), QuotedJson.Of(value)).Select(e => $"{e.Pointer} {e.Keyword}"));
}
