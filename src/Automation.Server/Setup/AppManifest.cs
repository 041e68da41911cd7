using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Server.Setup;

/// <summary>The manifest of <c>deploy/github-app.manifest.json</c>, filled in for one installation.</summary>
internal static class AppManifest
{
    private const string Resource = "github-app.manifest.json";

    /// <summary>GitHub's longest name of an App.</summary>
    private const int LongestName = 34;

    /// <param name="settings">The settings of the setup.</param>
    /// <param name="callback">Where GitHub is to send the code.</param>
    public static string For(SetupSettings settings, Uri callback)
    {
        using var committed = typeof(AppManifest).Assembly.GetManifestResourceStream(Resource)!;
        var manifest = JsonNode.Parse(committed)!.AsObject();
        var hook = manifest["hook_attributes"]!.AsObject();
        manifest["name"] = Name(settings.Organization);
        manifest["redirect_url"] = callback.AbsoluteUri;
        manifest["callback_urls"] = new JsonArray(settings.SignInCallback.AbsoluteUri);
        manifest["url"] = (settings.Organization is { } owner ? new Uri(settings.Pages, owner) : settings.Pages).AbsoluteUri;

        // Without an address GitHub would send events to the example address in the file.
        hook["active"] = settings.Webhook is not null;
        hook["url"] = settings.Webhook?.AbsoluteUri ?? hook["url"]!.GetValue<string>();
        return manifest.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }

    // The name is unique on all of GitHub; it can be changed there during the registration.
    private static string Name(string? organization)
    {
        var name = organization is null ? "Automation" : $"Automation of {organization}";
        return name.Length <= LongestName ? name : name[..LongestName];
    }
}
