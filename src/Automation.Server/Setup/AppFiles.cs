using System.Globalization;
using System.Text;
using Automation.GitHub.Access;
using Automation.Server.Hosting;

namespace Automation.Server.Setup;

/// <summary>The files that the setup writes: the App's key and the settings with its path, readable only by their owner.</summary>
internal sealed class AppFiles(string folder, bool replace)
{
    public string Key { get; } = Path.Combine(folder, "github-app.pem");

    /// <summary>The settings, as a shell, systemd and container engines read them.</summary>
    public string Settings { get; } = Path.Combine(folder, "github-app.env");

    /// <summary>Fails before the registration if the files could not be written.</summary>
    public void Prepare()
    {
        if (!replace && new[] { Key, Settings }.FirstOrDefault(File.Exists) is { } there)
        {
            throw new SettingsException(
                $"{there} already exists. It may be the only copy of a key, so it is not replaced: use another folder with --data, or use --force.");
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // Checks that the folder is writable before GitHub returns the key, which happens only once.
        var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
        Create(probe, "");
        File.Delete(probe);
    }

    public void Write(RegisteredApp app, SetupSettings setup)
    {
        Put(Key, app.PrivateKey);
        Put(Settings, Text(app, setup));
    }

    private string Text(RegisteredApp app, SetupSettings setup)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"GitHub__AppId={app.Id}\nGitHub__PrivateKeyPath={Quoted(Key)}\n");
        text.Append(
            app.WebhookSecret is { } secret
                ? $"GitHub__WebhookSecret={Quoted(secret)}\n"
                : "# GitHub created no webhook secret: set one in the App's settings and here.\n# GitHub__WebhookSecret=\n");
        if (app is { ClientId: { } id, ClientSecret: { } word })
        {
            text.Append(SignIn(id, word, setup));
        }

        if (setup.Api.AbsoluteUri.TrimEnd('/') != ServerSettings.DefaultApiUrl)
        {
            text.Append(CultureInfo.InvariantCulture, $"GitHub__ApiUrl={Quoted(setup.Api.AbsoluteUri)}\n");
        }

        return text.ToString();
    }

    // People sign in as members of an organisation: without one, the settings are kept for later.
    private static string SignIn(string clientId, string clientSecret, SetupSettings setup)
    {
        var off = setup.Organization is null ? "# " : "";
        var site = setup.PublicUrl is { } address ? $"{off}Server__PublicUrl={Quoted(address.GetLeftPart(UriPartial.Authority))}\n" : "";
        return (setup.Organization is null ? "# For sign-in with GitHub, name an organisation whose members may sign in, and remove the '# '.\n" : "")
            + $"{off}GitHub__ClientId={Quoted(clientId)}\n{off}GitHub__ClientSecret={Quoted(clientSecret)}\n"
            + $"{off}GitHub__SignInOrganization={setup.Organization ?? ""}\n{site}";
    }

    private void Put(string path, string text)
    {
        if (!replace)
        {
            Create(path, text);
            return;
        }

        var beside = $"{path}.{Guid.NewGuid():N}";
        Create(beside, text);
        File.Move(beside, path, overwrite: true);
    }

    // The mode is set from the start, so that there is no moment in which others can read it.
    private static void Create(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    /// <summary>A word, quoted for a shell.</summary>
    // Simple words are not quoted: container engines read quotes as part of the value.
    public static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
