using Automation.Server.Hosting;
using Automation.Server.Transports.RabbitMq;
using Automation.Server.Transports.ServiceBus;

namespace Automation.Server.Transports.Choice;

/// <summary>The transport that the settings choose. With the ledger there is none: workers ask it.</summary>
internal static class TransportServices
{
    public static IServiceCollection AddTransport(this IServiceCollection services, ServerSettings settings) => settings.Queue.Transport switch
    {
        QueueTransport.RabbitMq => services.AddSingleton<ITransport>(s => new RabbitMqTransport(
            settings.Queue, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<RabbitMqTransport>>())),
        QueueTransport.ServiceBus => services.AddSingleton<ITransport>(s => new ServiceBusTransport(
            settings.Queue, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ServiceBusTransport>>())),
        _ => services,
    };
}
