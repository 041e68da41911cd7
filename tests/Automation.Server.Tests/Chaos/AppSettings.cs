using System.Globalization;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Chaos;

/// <summary>The settings of a server process that acts as an App on a local GitHub. It does not sweep: its work follows from deliveries.</summary>
internal static class AppSettings
{
    /// <summary>The settings; the App's key is written to a folder.</summary>
    public static (string Name, string Value)[] Of(string folder, long appId, string privateKey, string api)
    {
        var key = Path.Combine(folder, "app.pem");
        File.WriteAllText(key, privateKey);
        return
        [
            ("GitHub__WebhookSecret", RunningServer.Secret), ("GitHub__AppId", appId.ToString(CultureInfo.InvariantCulture)), ("GitHub__PrivateKeyPath", key),
            ("GitHub__ApiUrl", api), ("GitHub__ServerUrl", "https://github.com"), ("Sweep__EveryMinutes", "0"),
        ];
    }
}
