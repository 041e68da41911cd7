using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests;

/// <summary>Descriptors, each document by itself.</summary>
public sealed class ValidateDescriptorsTests
{
    private static readonly string Depends = World.Component("orders", "  dependsOn: [stock]\n");
    private static readonly string Stock = World.Component("stock");

    [Fact]
    public void Files_are_validated_in_the_order_given() =>
        Validate(("b.yaml", Stock), ("a.yaml", World.Component("orders"))).Documents.Select(d => d.File).ShouldBe(["b.yaml", "a.yaml"]);

    [Fact]
    public void What_documents_refer_to_is_not_looked_up()
    {
        var report = Validate(("a.yaml", World.Component("orders", "  system: nowhere\n")), ("b.yaml", World.Component("orders")));

        report.Findings.ShouldBeEmpty();
        report.NotChecked.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_kind_is_fixed_by_the_given_files_only_on_request()
    {
        Validate(("a.yaml", Depends), ("b.yaml", Stock)).Findings.ShouldHaveSingleItem().Fix.ShouldBeNull();

        Validate(mendsKinds: true, ("a.yaml", Depends), ("b.yaml", Stock)).Findings.ShouldHaveSingleItem().Fix!.Edits
            .ShouldHaveSingleItem().Edit.NewText
            .ShouldBe("component:stock");
    }

    [Fact]
    public void Fixing_kinds_reports_nothing_else()
    {
        var twice = Validate(mendsKinds: true, ("a.yaml", Stock), ("b.yaml", Stock));

        twice.Findings.ShouldBeEmpty();
    }

    private static Report Validate(params (string Path, string Text)[] files) => Validate(mendsKinds: false, files);

    private static Report Validate(bool mendsKinds, params (string Path, string Text)[] files)
    {
        var tree = InMemoryTree.Of(files);
        return new ValidateDescriptors(AutomationSettings.Default, Baseline.Empty, null) { FixesKinds = mendsKinds }
            .Run([.. files.Select(f => new DescriptorInput(f.Path, f.Path, tree, null, YamlLimits.Descriptor))], TestContext.Current.CancellationToken);
    }
}
