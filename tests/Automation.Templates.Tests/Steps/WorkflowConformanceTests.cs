using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;
using Automation.Testing;

namespace Automation.Templates.Tests.Steps;

/// <summary>Every run of the conformance set calls the same actions with the same inputs, and gives the same output or fails.</summary>
public sealed class WorkflowConformanceTests
{
    [Fact]
    public async Task Steps_run_as_in_the_scaffolder()
    {
        var path = Conformance.PathOf("template-workflows.json");
        Assert.SkipWhen(path is null, Conformance.Absent);

        foreach (var expected in JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsArray().Select(c => c!.AsObject()))
        {
            var calls = new JsonArray();
            var result = await new TemplateRun(
                Request(expected),
                new ActionRegistry([new Echo(calls), new Fail()]),
                new TreeTemplateFiles(InMemoryTree.Of(), "")).RunAsync(TestContext.Current.CancellationToken);

            var actual = new JsonObject { ["calls"] = calls, ["fails"] = result.Error is not null, ["output"] = result.Error is null ? result.Output?.DeepClone() : null };
            var wanted = new JsonObject
            {
                ["calls"] = expected["calls"]!.DeepClone(),
                ["fails"] = expected.ContainsKey("error"),
                ["output"] = expected["output"]?.DeepClone(),
            };
            actual.ToJsonString().ShouldBe(wanted.ToJsonString(), (string)expected["id"]!);
        }
    }

    private static RunRequest Request(JsonObject expected)
    {
        var steps = expected["steps"]!.AsArray().Select(s => s!.AsObject()).Select(
            s => new TemplateStep((string)s["id"]!, (string)s["id"]!, (string)s["action"]!, s["input"] as JsonObject, s["if"] as JsonValue, s["each"]));
        var entity = new JsonObject { ["spec"] = new JsonObject { ["output"] = expected["outputTemplate"]?.DeepClone() } };
        var user = JsonNode.Parse("""{"ref":"user:default/jane","entity":{"metadata":{"name":"jane"}}}""")!.AsObject();
        return new RunRequest(new TemplateDocument(new EntityRef("Template", "default", "t"), entity, [.. steps]), expected["parameters"]!.DeepClone().AsObject())
        {
            TaskId = "task-1",
            User = user,
            Secrets = Map(expected["secrets"]!),
            EnvironmentParameters = expected["environment"]!["parameters"]!.DeepClone().AsObject(),
            EnvironmentSecrets = Map(expected["environment"]!["secrets"]!),
            IsDryRun = (bool)expected["dryRun"]!,
        };
    }

    private static Dictionary<string, string> Map(JsonNode node) => node.AsObject().ToDictionary(p => p.Key, p => (string)p.Value!);

    private sealed class Echo(JsonArray calls) : ITemplateAction
    {
        public string Id => "t:echo";

        public string Description => "Gives its input.";

        public JsonObject InputSchema { get; } = new() { ["type"] = "object" };

        public JsonObject? OutputSchema => null;

        public bool IsLocal => true;

        public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
        {
            calls.Add((JsonNode)new JsonObject { ["step"] = context.StepId, ["input"] = context.Input.DeepClone() });
            foreach (var (name, value) in context.Input)
            {
                context.Output(name, value?.DeepClone());
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Fail : ITemplateAction
    {
        public string Id => "t:fail";

        public string Description => "Fails.";

        public JsonObject InputSchema { get; } = new() { ["type"] = "object" };

        public JsonObject? OutputSchema => null;

        public bool IsLocal => true;

        public Task RunAsync(ActionContext context, CancellationToken cancellationToken) => throw new StepException($"boom {context.Text("m")}");
    }
}
