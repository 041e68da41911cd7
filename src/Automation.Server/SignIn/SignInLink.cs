using Automation.Server.Hosting;

namespace Automation.Server.SignIn;

/// <summary>The link that signs in to the pages, once and from this machine, until sign-in with GitHub is configured.</summary>
internal sealed class SignInLink(ServerSettings settings, TimeProvider clock)
{
    public const string Path = "/sign-in/link/";

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly OneTimeToken _word = new(Life, clock);

    /// <summary>
    /// Whether there is a link: not if people sign in with GitHub, and not if other machines can reach the server, because a proxy may hide the origin of a
    /// request.
    /// </summary>
    public bool IsOpen => IsWanted && ListenAddress.AreLoopback(settings.Urls);

    /// <summary>Whether there would be a link if the server listened only on this machine.</summary>
    public bool IsWanted => settings.SignIn is null && settings.HasPages;

    public TokenUse Use(string word) => IsOpen ? _word.Use(word) : TokenUse.Wrong;

    /// <summary>The whole link, for a server that listens at an address of this machine.</summary>
    public Uri At(string address) => new(new Uri(address), Path + _word.Value);
}
