using System.Globalization;

namespace Automation.Server.Tests.Driving;

/// <summary>How much a test does, from the environment for longer runs (tests/stress).</summary>
internal static class Chosen
{
    /// <summary>The number in a variable; another where none is there.</summary>
    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
