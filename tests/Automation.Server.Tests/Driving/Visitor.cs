using System.Net;
using System.Text.RegularExpressions;
using Automation.Server.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Driving;

/// <summary>Somebody with a browser that keeps cookies and follows where it is sent.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _browser;

    public Visitor(RunningServer server) =>
        _browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = server.Address };

    /// <summary>Somebody who has opened the link that was printed.</summary>
    public static async Task<Visitor> ByLinkAsync(RunningServer server)
    {
        var visitor = new Visitor(server);
        (await visitor.GetAsync(server.Services.GetRequiredService<SignInLink>().At(server.Address.AbsoluteUri).AbsoluteUri)).Status.ShouldBe(200);
        return visitor;
    }

    public async Task<(int Status, string Page)> GetAsync(string path)
    {
        using var response = await _browser.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await _browser.SendAsync(request);

    /// <summary>Presses a button of a page: sends its form, with the token that the page holds.</summary>
    public async Task<(int Status, string Page)> PressAsync(string page, string action, string? token = null)
    {
        using var form = new FormUrlEncodedContent([new("token", token ?? TokenOf(page))]);
        using var response = await _browser.PostAsync(new Uri(action, UriKind.Relative), form);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static string TokenOf(string page) => Token().Match(page).Groups[1].Value;

    public void Dispose() => _browser.Dispose();

    [GeneratedRegex("name=\"token\" (?:type=\"hidden\" )?value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
