using System.Globalization;
using Automation.ServiceBusStandIn;

// The stand-in as a process, until it is killed or its input ends.
//   Automation.ServiceBusStandIn PORT JOURNAL QUEUE...
using var broker = new StandInBroker(int.Parse(args[0], CultureInfo.InvariantCulture), args[1]);
foreach (var queue in args.Skip(2))
{
    broker.Create(queue, new StandInOptions { MaxDeliveryCount = 20 });
}

Console.WriteLine(broker.ConnectionString);
while (await Console.In.ReadLineAsync() is not null)
{
}

return 0;
