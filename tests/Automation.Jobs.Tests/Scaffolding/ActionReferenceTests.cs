using Automation.Jobs.Scaffolding;
using Automation.Testing;

namespace Automation.Jobs.Tests.Scaffolding;

public sealed class ActionReferenceTests
{
    [Fact]
    public void The_reference_of_actions_is_what_the_code_does()
    {
        var path = Path.Combine(Repository.Root, "docs", "template-actions.md");
        var page = ActionReferencePage.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, page);
        }

        File.ReadAllText(path).ShouldBe(page, "docs/template-actions.md is out of date: run the tests with UPDATE_SNAPSHOTS=1.");
    }
}
