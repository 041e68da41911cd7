using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Testing;

namespace Automation.Jobs.Tests.Scaffolding;

/// <summary>
/// A dry run of each real template of the conformance set finds the same values invalid, fails where Backstage fails, and gives the same output. The set has no
/// skeletons and no actions of other products: both are problems here, and the dry run goes on.
/// </summary>
public sealed class DocumentConformanceTests
{
    [Fact]
    public async Task Dry_runs_give_what_the_scaffolder_gives()
    {
        var path = Conformance.PathOf("template-documents.json");
        Assert.SkipWhen(path is null, Conformance.Absent);
        var cancel = TestContext.Current.CancellationToken;
        var wrong = new List<string>();

        foreach (var expected in JsonNode.Parse(await File.ReadAllTextAsync(path, cancel))!.AsArray().Select(c => c!.AsObject()))
        {
            var request = new RunTemplateRequest(InMemoryTree.Of(("template.yaml", (string)expected["text"]!)), "template.yaml", expected["parameters"]!.DeepClone().AsObject())
            {
                FindActor = _ => Task.FromResult(
                    expected["user"]?["entity"] is { } user ? ScaffoldActor.Of(user.DeepClone().AsObject()) : ScaffoldActor.NotKnown("there is none")),
                IsDryRun = true,
            };
            var report = await new RunTemplate(request, ScaffoldHost.WithoutToken).RunAsync(cancel);

            var actual = (IsInvalid: report.Problems.Any(p => p.Step.Length == 0 && p.Fails), Fails: report.Error is not null, Output: report.Output?.ToJsonString());
            var wanted = (expected["validationErrors"]!.AsArray().Count > 0, (string)expected["error"]! != "", expected["output"]?.ToJsonString());
            if (actual != wanted)
            {
                wrong.Add($"{expected["id"]}: {actual} instead of {wanted}");
            }
        }

        wrong.ShouldBeEmpty();
    }
}
