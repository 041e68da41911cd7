using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Tests.Parameters;

/// <summary>Schemas that are made to take for ever end with an error that names the limit.</summary>
public sealed class HostileSchemaTests
{
    [Fact]
    public void References_that_double_are_refused()
    {
        var definitions = new JsonObject();
        for (var i = 0; i < 26; i++)
        {
            definitions[$"d{i}"] = QuotedJson.Of($"{{'allOf':[{{'$ref':'#/definitions/d{i + 1}'}},{{'$ref':'#/definitions/d{i + 1}'}}]}}");
        }

        var schema = new JsonObject { ["definitions"] = definitions, ["allOf"] = new JsonArray(QuotedJson.Of("{'$ref':'#/definitions/d0'}")) };

        Only(schema, "a").ShouldContain("/allOf/0/$ref is not supported");
    }

    [Fact]
    public void A_schema_that_is_nested_too_deep_is_refused()
    {
        JsonNode schema = new JsonObject();
        for (var i = 0; i < 5_000; i++)
        {
            schema = new JsonObject { ["not"] = schema };
        }

        Only(schema, "a").ShouldContain("more than 64 levels");
    }

    [Fact]
    public void A_value_that_is_nested_too_deep_is_refused()
    {
        JsonNode value = new JsonArray();
        for (var i = 0; i < 5_000; i++)
        {
            value = new JsonArray(value);
        }

        Only(new JsonObject(), value).ShouldContain("more than 64 levels");
    }

    [Fact]
    public void Alternatives_that_double_to_the_limit_of_the_schema_end()
    {
        JsonNode schema = new JsonObject { ["type"] = "string" };
        for (var i = 0; i < 12; i++)
        {
            schema = new JsonObject { [i % 2 == 0 ? "anyOf" : "oneOf"] = new JsonArray(schema.DeepClone(), schema) };
        }

        ParameterSchema.Validate(schema, 5).ShouldNotBeEmpty();
        var eight = new JsonArray([.. Enumerable.Range(0, 8).Select(_ => schema.DeepClone())]);
        Only(new JsonObject { ["allOf"] = eight }, 5).ShouldContain("more than 50,000 values");
    }

    [Fact]
    public void A_hundred_thousand_properties_are_refused()
    {
        var schema = new JsonObject { ["properties"] = Properties(100_000, "{}") };

        Only(schema, new JsonObject()).ShouldContain("more than 50,000 values");
        ParameterForm.Read(schema).Fields.ShouldBeEmpty();
        ParameterForm.Read(schema).WithDefaults([]).ShouldBeEmpty();
    }

    [Fact]
    public void Ten_thousand_properties_are_validated()
    {
        var schema = new JsonObject
        {
            ["properties"] = Properties(10_000, "{'type':'string','default':'x'}"),
            ["additionalProperties"] = false,
        };

        var values = ParameterForm.Read(schema).WithDefaults([]);

        values.Count.ShouldBe(10_000);
        ParameterSchema.Validate(schema, values).ShouldBeEmpty();
    }

    [Fact]
    public void A_large_enum_for_each_of_many_items_ends()
    {
        var schema = new JsonObject { ["items"] = new JsonObject { ["enum"] = new JsonArray([.. Enumerable.Range(0, 40_000).Select(i => (JsonNode)i)]) } };
        var value = new JsonArray([.. Enumerable.Range(0, 40_000).Select(_ => (JsonNode)(-1))]);

        Only(schema, value).ShouldContain("more than 2,000,000 steps");
    }

    [Fact]
    public void Items_that_are_compared_with_each_other_end()
    {
        var value = new JsonArray([.. Enumerable.Range(0, 15_000).Select(i => new JsonArray(i))]);

        Only(new JsonObject { ["uniqueItems"] = true }, value).ShouldContain("more than 2,000,000 steps");
    }

    [Theory]
    [InlineData("pattern")]
    [InlineData("patternProperties")]
    public void A_pattern_that_backtracks_ends(string keyword)
    {
        // The back reference keeps the engine that needs no backtracking from taking it.
        const string pattern = @"^(a+)+\1b$";
        var text = new string('a', 40);
        var schema = new JsonObject { [keyword] = keyword == "pattern" ? pattern : new JsonObject { [pattern] = new JsonObject() } };

        Only(schema, keyword == "pattern" ? text : new JsonObject { [text] = 1 }).ShouldContain("takes too long");
    }

    [Fact]
    public void A_condition_that_backtracks_ends_the_search_for_defaults()
    {
        var condition = QuotedJson.Of(@"{'if':{'properties':{'a':{'pattern':'^(a+)+\\1b$'}}},'then':{'properties':{'b':{'default':1}}}}");
        var schema = new JsonObject { ["allOf"] = new JsonArray([.. Enumerable.Range(0, 2_000).Select(_ => condition!.DeepClone())]) };

        ParameterForm.Read(schema).WithDefaults(new JsonObject { ["a"] = new string('a', 40) }).ContainsKey("b").ShouldBeFalse();
    }

    [Fact]
    public void A_property_with_an_endless_name_is_refused() =>
        Only(new JsonObject { ["properties"] = new JsonObject { [new string('p', 70_000)] = true } }, new JsonObject()).ShouldContain("longer than 512");

    private static JsonObject Properties(int count, string schema) =>
        new(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"p{i}", QuotedJson.Of(schema))));

    private static string Only(JsonNode schema, JsonNode value)
    {
        var error = ParameterSchema.Validate(schema, value).ShouldHaveSingleItem();
        error.Keyword.ShouldBe(ParameterError.SchemaKeyword);
        return error.Message;
    }
}
