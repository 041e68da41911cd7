using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Catalog;

/// <summary>A catalog that was changed by hand is refused, in words.</summary>
public sealed class BrokenCatalogTests : IDisposable
{
    private readonly Acme _acme = new();

    [Theory]
    [InlineData("catalog", "show", "--catalog", "out")]
    [InlineData("catalog", "search", "orders", "--catalog", "out")]
    [InlineData("catalog", "build", "--source", "repositories", "--out", "out")]
    public void Every_command_names_the_file(params string[] command)
    {
        _acme.With("repositories/orders/catalog-info.yaml", Acme.Component("orders")).Build("--source", "repositories").Ends(0);
        var shard = Directory.GetFiles(Path.Combine(_acme.Folder, "out", "index"))[0];
        File.WriteAllText(shard, "{}");
        _acme.With("repositories/orders/catalog-info.yaml", Acme.Component("renamed"));

        Run.Automation(command).In(_acme.Folder).Go().Ends(3).Errors.ShouldContain($"index/{Path.GetFileName(shard)} does not match catalog.json");
    }

    public void Dispose() => _acme.Dispose();
}
