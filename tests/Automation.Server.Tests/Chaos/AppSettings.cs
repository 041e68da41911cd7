using System.Globalization;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Chaos;

/// <summary>What a server that is a process of its own is told, to act as an App on a GitHub that is here. It does not sweep: what it does follows from deliveries.</summary>
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
