using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Automation.Server.Tests.Driving;

/// <summary>The log of a server.</summary>
internal sealed class CapturedLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>All of it.</summary>
    public string Text => string.Concat(_lines);

    /// <summary>Listens to a server's log, from the finest level on.</summary>
    public void AddTo(IServiceCollection services)
    {
        LogLines.To(services, _lines.Enqueue);
        services.Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Trace);
    }
}
