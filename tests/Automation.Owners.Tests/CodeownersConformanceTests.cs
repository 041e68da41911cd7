using System.Text.Json;
using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using Automation.Testing;

namespace Automation.Owners.Tests;

/// <summary>Every case of the conformance set: GitHub's documentation, and at least two independent implementations.</summary>
public sealed class CodeownersConformanceTests
{
    [Fact]
    public void Every_path_has_the_owners_that_GitHub_gives_it()
    {
        var path = Conformance.PathOf("codeowners.json");
        Assert.SkipWhen(path is null, Conformance.Absent);

        var cases = JsonDocument.Parse(File.ReadAllText(path!)).RootElement.EnumerateArray().ToList();
        var disagreements = cases.Where(c => Expected(c) != Actual(c)).Select(c => $"{c}\n  expected {Expected(c)}, actual {Actual(c)}").ToList();

        cases.Count.ShouldBe(362);
        disagreements.ShouldBeEmpty();
    }

    private static string Expected(JsonElement conformanceCase) => conformanceCase.GetProperty("owners") is { ValueKind: JsonValueKind.Array } owners
        ? Line(conformanceCase.GetProperty("line").GetInt32(), owners.EnumerateArray().Select(o => o.GetString()!))
        : "-";

    private static string Actual(JsonElement conformanceCase)
    {
        var file = CodeownersReader.Read(SourceText.Of("CODEOWNERS", conformanceCase.GetProperty("codeowners").GetString()!));
        return new OwnersMatcher(file).Walk().RuleOf(conformanceCase.GetProperty("path").GetString()) is { } rule
            ? Line(rule.Line, rule.Owners.Select(o => o.Text))
            : "-";
    }

    private static string Line(int line, IEnumerable<string> owners) => $"{line}: {string.Join(' ', owners)}";
}
