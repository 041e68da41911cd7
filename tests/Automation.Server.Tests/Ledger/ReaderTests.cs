using Automation.Server.Ledger;
using Automation.Testing;

namespace Automation.Server.Tests.Ledger;

public sealed class ReaderTests
{
    [Fact]
    public void A_read_after_the_end_does_not_create_the_ledger_again()
    {
        var folder = new TemporaryFolder();
        using (var reader = new LedgerReader(new LedgerDatabase(folder.Path)))
        {
            reader.Read(l => Deliveries.Count(l, DeliveryState.Dead)).ShouldBe(0);
            reader.Dispose();
            folder.Dispose();

            Should.Throw<ObjectDisposedException>(() => reader.Read(l => Deliveries.Count(l, DeliveryState.Dead)));
        }

        Directory.Exists(folder.Path).ShouldBeFalse();
    }
}
