using Microsoft.Extensions.Logging;

namespace Automation.Server.Tests.Transports;

/// <summary>The log of a transport: with the test that runs, and as lines for it.</summary>
internal sealed class LineLog<T>(Action<string>? write = null) : ILogger<T>
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)}";
        write?.Invoke(line);
        try
        {
            _output?.WriteLine($"{line} {exception}");
        }
        catch (InvalidOperationException)
        {
            // The test is over.
        }
    }
}
