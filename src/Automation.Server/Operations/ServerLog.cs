using Automation.Server.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace Automation.Server.Operations;

/// <summary>The log: one line per entry, on standard output, without secrets.</summary>
internal static class ServerLog
{
    public static void Configure(ILoggingBuilder logging, ServerSettings settings)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logging.AddConsole(o => o.FormatterName = LogLine.FormatterName);
        logging.Services.AddSingleton<ConsoleFormatter>(services =>
            new LogLine(services.GetRequiredService<Redactor>(), services.GetRequiredService<TimeProvider>(), settings.LogFormat));
    }
}
