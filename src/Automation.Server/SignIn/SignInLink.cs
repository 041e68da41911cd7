using Automation.Server.Hosting;
using Automation.Server.Setup;

namespace Automation.Server.SignIn;

/// <summary>The link that opens the pages, once and from this machine, until people can sign in with GitHub.</summary>
internal sealed class SignInLink(ServerSettings settings, TimeProvider clock)
{
    /// <summary>Where it leads.</summary>
    public const string Path = "/sign-in/link/";

    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly OneTimeToken _word = new(Life, clock);

    /// <summary>Whether there is one: not where people sign in with GitHub.</summary>
    public bool IsOpen => settings.SignIn is null && settings.HasPages;

    /// <summary>Uses it up.</summary>
    public TokenUse Use(string word) => IsOpen ? _word.Use(word) : TokenUse.Wrong;

    /// <summary>The whole link, for a server that listens at an address.</summary>
    public Uri At(string address)
    {
        var listens = new UriBuilder(address.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal));
        if (listens.Host is "0.0.0.0" or "[::]")
        {
            listens.Host = "127.0.0.1";
        }

        return new Uri(listens.Uri, Path + _word.Value);
    }
}
