namespace Automation.Server.Hosting;

/// <summary>How people sign in with GitHub.</summary>
/// <param name="ClientId">The App's client id.</param>
/// <param name="ClientSecret">The App's client secret.</param>
/// <param name="Organization">The organisation whose members may sign in.</param>
internal sealed record SignInSettings(string ClientId, string ClientSecret, string Organization)
{
    /// <summary>Reads them; null if none are given. Missing settings are reported as problems.</summary>
    public static SignInSettings? Read(string? clientId, string? clientSecret, string? organization, List<string> problems)
    {
        if (clientId is null && clientSecret is null && organization is null)
        {
            return null;
        }

        var missing = new MissingSettings([
            .. new[]
            {
                clientId is null ? "GitHub__ClientId" : null,
                clientSecret is null ? "GitHub__ClientSecret" : null,
                organization is null ? "GitHub__SignInOrganization" : null,
            }.OfType<string>(),
        ]);
        if (missing.Names.Count > 0)
        {
            problems.Add(
                $"{missing}: sign-in with GitHub needs the client id, the client secret and the organisation. Set {missing.Pronoun}, or remove the others.");
            return null;
        }

        return new SignInSettings(clientId!, clientSecret!, organization!);
    }

    public override string ToString() => $"{ClientId}, for members of {Organization}";
}
