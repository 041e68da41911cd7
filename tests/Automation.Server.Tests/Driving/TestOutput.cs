using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Automation.Server.Tests.Driving;

/// <summary>A server's log belongs to the test that started it: it is shown where that test fails, and nowhere else.</summary>
internal static class TestOutput
{
    /// <summary>Takes the log from the console, and gives it to the test that runs.</summary>
    public static void TakeLog(IServiceCollection services)
    {
        services.RemoveAll<ILoggerProvider>();
        if (TestContext.Current.TestOutputHelper is { } output)
        {
            LogLines.To(services, line => Write(output, line.TrimEnd('\n')));
        }
    }

    private static void Write(ITestOutputHelper output, string line)
    {
        try
        {
            output.WriteLine(line);
        }
        catch (InvalidOperationException)
        {
            // The test is over: what its server still says on its way down is of no interest.
        }
    }
}
