using System.Collections.Concurrent;
using Automation.Server.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Automation.Server.Tests.Driving;

/// <summary>The lines that the server's log would show, as its own formatter writes them.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private LogLine? _format;

    /// <summary>All of them.</summary>
    public string Text => string.Concat(_lines);

    /// <summary>Adds it to a server's log, from the finest level on.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(s =>
        {
            _format = s.GetServices<ConsoleFormatter>().OfType<LogLine>().Single();
            return this;
        });
        services.Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Trace);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter();
            log._format!.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, line);
            log._lines.Enqueue(line.ToString());
        }
    }
}
