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

        Validate(fixesKinds: true, ("a.yaml", Depends), ("b.yaml", Stock)).Findings.ShouldHaveSingleItem().Fix!.Edits
            .ShouldHaveSingleItem().Edit.NewText
            .ShouldBe("component:stock");
    }

    [Fact]
    public void Fixing_kinds_reports_nothing_else()
    {
        var twice = Validate(fixesKinds: true, ("a.yaml", Stock), ("b.yaml", Stock));

        twice.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_read_to_find_templates_is_not_read_again_to_validate_it()
    {
        var tree = new CountingTree(("content/orders.yaml", Depends), ("content/stock.yaml", Stock), ("template.yaml", World.Component("billing")));

        Validate(fixesKinds: true, tree, "content/orders.yaml", "content/stock.yaml", "template.yaml").Documents.Count.ShouldBe(3);

        tree.Reads.GroupBy(path => path).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBe(["content/orders.yaml"]);
    }

    private static Report Validate(params (string Path, string Text)[] files) => Validate(fixesKinds: false, files);

    private static Report Validate(bool fixesKinds, params (string Path, string Text)[] files) =>
        Validate(fixesKinds, InMemoryTree.Of(files), [.. files.Select(f => f.Path)]);

    private static Report Validate(bool fixesKinds, FileTree tree, params string[] paths) =>
        new ValidateDescriptors(AutomationSettings.Default, Baseline.Empty, null) { FixesKinds = fixesKinds }
            .Run([.. paths.Select(p => new DescriptorInput(p, p, tree, null, YamlLimits.Descriptor))], TestContext.Current.CancellationToken);

    private sealed class CountingTree(params (string Path, string Text)[] files) : FileTree
    {
        private readonly InMemoryTree _files = InMemoryTree.Of(files);

        public List<string> Reads { get; } = [];

        public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _files.List(cancellationToken);

        public override FileEntry? Find(string path) => _files.Find(path);

        public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
        {
            if (_files.Contains(path))
            {
                Reads.Add(path);
            }

            return _files.Read(path, limit, cancellationToken);
        }
    }
}
