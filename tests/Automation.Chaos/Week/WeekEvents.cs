using System.Globalization;
using Automation.Fleet;
using Automation.SimulatedTime;

namespace Automation.Chaos.Week;

/// <summary>Lets the events of a plan happen.</summary>
internal sealed class WeekEvents(RunningFleet fleet, SharedClock clock)
{
    // Nobody listens there.
    private const string Nowhere = "http://127.0.0.1:9/github/webhooks";
    private const string Partner = "partner";

    private int _turn;
    private bool _arrives = true;

    public Task ArriveAsync(CancellationToken cancellationToken)
    {
        var intakes = fleet.Intakes.ToList();
        return ReceiverAsync(new Uri(intakes[_turn++ % intakes.Count].Address, "/github/webhooks").AbsoluteUri, cancellationToken);
    }

    public async Task HappenAsync(WeekEvent next, CancellationToken cancellationToken)
    {
        switch (next.Kind)
        {
            case WeekEventKind.Act:
                if (_arrives)
                {
                    await ArriveAsync(cancellationToken);
                }

                await ControlAsync($"/week/act?what={next.Target}", cancellationToken);
                break;
            case WeekEventKind.Kill:
                Server(next).Process!.Kill();
                break;
            case WeekEventKind.Start:
                await Server(next).StartAsync(cancellationToken);
                break;
            case WeekEventKind.Replace:
                await Server(next).UpgradeAsync(cancellationToken);
                break;
            case WeekEventKind.GitHubFails:
                var how = next.Target.Split('/');
                await fleet.GitHub.BreakAsync(how[0], int.Parse(how[1], CultureInfo.InvariantCulture), cancellationToken);
                break;
            case WeekEventKind.GitHubIsWell:
                await fleet.GitHub.RepairAsync(cancellationToken);
                break;
            case WeekEventKind.DeliveriesFail:
                _arrives = false;
                await ReceiverAsync(Nowhere, cancellationToken);
                break;
            case WeekEventKind.DeliveriesAreNotSent:
                _arrives = false;
                await ControlAsync("/week/receiver", cancellationToken);
                break;
            case WeekEventKind.DeliveriesArrive:
                _arrives = true;
                await ArriveAsync(cancellationToken);
                break;
            case WeekEventKind.Suspend:
                await ControlAsync($"/week/suspend?organisation={Partner}", cancellationToken);
                break;
            case WeekEventKind.Unsuspend:
                await ControlAsync($"/week/unsuspend?organisation={Partner}", cancellationToken);
                break;
            case WeekEventKind.KillDatabase:
                fleet.Database!.Kill();
                break;
            case WeekEventKind.StartDatabase:
                await fleet.Database!.StartAsync(cancellationToken);
                break;
            case WeekEventKind.KillBroker:
                fleet.Broker!.Kill();
                break;
            case WeekEventKind.StartBroker:
                await fleet.Broker!.StartAsync(cancellationToken);
                break;
            case WeekEventKind.FillDisk:
                SmallDisk.Fill(Filling);
                break;
            case WeekEventKind.FreeDisk:
                File.Delete(Filling);
                break;
            case WeekEventKind.SetClock:
                clock.Skew(fleet.Servers.Count, TimeSpan.FromMinutes(int.Parse(next.Target, CultureInfo.InvariantCulture)));
                break;
            default:
                throw new InvalidOperationException($"{next.Kind} does not happen.");
        }
    }

    private string Filling => Path.Combine(fleet.Servers[^1].Data, "filling");

    private ServerMember Server(WeekEvent next) => fleet.Servers.First(s => s.Name == next.Target);

    private Task ReceiverAsync(string address, CancellationToken cancellationToken) =>
        ControlAsync($"/week/receiver?address={Uri.EscapeDataString(address)}", cancellationToken);

    private Task ControlAsync(string path, CancellationToken cancellationToken) => fleet.GitHub.ControlAsync(path, cancellationToken);
}
