using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Catalog;

/// <summary>Many processes publish to one repository at once. <c>tests/stress/publish.sh</c> does so for longer.</summary>
public sealed class PublishRaceTests : IDisposable
{
    private static readonly string[] Sources = [.. Enumerable.Range(0, 8).Select(i => $"source-{i}")];

    private readonly CatalogSandbox _catalog = new();

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void Eight_at_once_lose_nothing_and_history_is_one_line()
    {
        // Each knows its own source alone; then all know all, and each looks at its own.
        foreach (var (round, knowsAll) in new[] { (0, false), (1, true) })
        {
            foreach (var source in Sources)
            {
                _catalog.With(source, $"{source}-round-{round}");
            }

            var processes = Sources.Select(
                s => AutomationProcess.Start(Path.GetTempPath(), knowsAll ? [.. _catalog.Publishing(Sources), "--changed", s] : _catalog.Publishing(s)))
                .ToList();
            foreach (var process in processes)
            {
                using (process)
                {
                    process.StandardInput.Close();
                    AutomationProcess.Ended(process).Ends(0);
                }
            }

            _catalog.Components().ShouldBe(Sources.SelectMany(s => Enumerable.Range(0, round + 1).Select(r => $"{s}-round-{r}")).Order(StringComparer.Ordinal));
            _catalog.IsSound();
        }
    }
}
