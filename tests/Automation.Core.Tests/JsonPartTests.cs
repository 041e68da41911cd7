using System.Text.Json;
using Automation.Core.Text;

namespace Automation.Core.Tests;

public sealed class JsonPartTests
{
    [Fact]
    public void Members_are_read_by_name()
    {
        var json = Part("""{"head": {"sha": "abc", "draft": true, "number": 7}, "labels": [null, {"name": "a"}, 3, {"name": "b"}]}""");

        (json["head"]["sha"].Text, json["head"]["draft"].IsTrue, json["head"]["number"].Number).ShouldBe(("abc", true, 7L));
        json["labels"].Items.Select(l => l["name"].Text).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("1.5")]
    [InlineData("""{"head": null}""")]
    [InlineData("""{"head": [{"sha": "abc"}]}""")]
    [InlineData("""{"head": {"sha": ""}}""")]
    [InlineData("""{"head": {"sha": {}}}""")]
    [InlineData("""{"head": {"sha": 1e99}}""")]
    public void What_is_absent_or_of_another_type_counts_as_absent(string json)
    {
        var sha = Part(json)["head"]["sha"];

        (sha.Text, sha.Number, sha.IsTrue, sha["deeper"].Exists).ShouldBe((null, null, false, false));
        sha.Items.ShouldBeEmpty();
    }

    private static JsonPart Part(string json) => new(JsonElement.Parse(json));
}
