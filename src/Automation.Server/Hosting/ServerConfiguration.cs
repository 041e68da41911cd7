namespace Automation.Server.Hosting;

/// <summary>Where settings come from: <c>appsettings.json</c> in the working directory, then the environment, then the command line.</summary>
internal static class ServerConfiguration
{
    public static IConfiguration Read(IReadOnlyDictionary<string, string?> commandLine)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(commandLine.Where(o => o.Value is not null))
                .Build();
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"appsettings.json cannot be read: {e.InnerException?.Message ?? e.Message}");
        }
    }
}
