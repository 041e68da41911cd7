namespace Automation.Server.SignIn;

/// <summary>Successful and rejected sign-ins.</summary>
internal sealed partial class SignInLog(ILogger<SignInLog> logger)
{
    public void SignedIn(string login) => LogSignedIn(login);

    public void Refused(string login, string organization) => LogRefused(login, organization);

    public void Failed(Exception? why) => LogFailed(why?.GetType().Name ?? "", why?.Message ?? "");

    [LoggerMessage(60, LogLevel.Information, "{Login} signed in")]
    private partial void LogSignedIn(string login);

    [LoggerMessage(61, LogLevel.Warning, "{Login} could not sign in: not a member of {Organization}, or the App may not read its members")]
    private partial void LogRefused(string login, string organization);

    [LoggerMessage(62, LogLevel.Warning, "A sign-in failed: {Kind}: {Why}")]
    private partial void LogFailed(string kind, string why);
}
