using Automation.Server.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Automation.Server.Tests.Driving;

/// <summary>The lines that a server's log would show, as its own formatter writes them.</summary>
internal sealed class LogLines(LogLine format, Action<string> write) : ILoggerProvider
{
    /// <summary>Has a server hand out its lines.</summary>
    public static void To(IServiceCollection services, Action<string> write) =>
        services.AddSingleton<ILoggerProvider>(s => new LogLines(s.GetServices<ConsoleFormatter>().OfType<LogLine>().Single(), write));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(format, write, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(LogLine format, Action<string> write, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter { NewLine = "\n" };
            format.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, line);
            write(line.ToString());
        }
    }
}
