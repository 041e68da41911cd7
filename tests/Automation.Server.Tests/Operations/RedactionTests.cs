using System.Text;
using System.Text.Json;
using Automation.Server.Operations;

namespace Automation.Server.Tests.Operations;

public sealed class RedactionTests
{
    private const string Canary = "c4n&ry +/<secret>\"=ü";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Redactor Redactor = new(
        Canary, null, "-----BEGIN RSA PRIVATE KEY-----\nMIIEcanarycanary1234\nabcdefghijklmnopqrst\n-----END RSA PRIVATE KEY-----\n");

    public static TheoryData<string> Forms =>
    [
        Canary,
        Uri.EscapeDataString(Canary),
        System.Net.WebUtility.UrlEncode(Canary),
        JsonSerializer.Serialize(Canary),
        JsonSerializer.Serialize(Canary, Relaxed),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Canary)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary)),
        "MIIEcanarycanary1234",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_masked_in_every_form_it_is_quoted_in(string form) =>
        Redactor.Redact($"before {form} after").ShouldMatch("^before \"?\\*\\*\\*\"?=* after$");

    [Theory]
    [InlineData("x:")]
    [InlineData("xy:")]
    [InlineData("xyz:")]
    public void Inside_longer_text_that_is_encoded_too(string user)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}{Canary}:tail"));
        var middle = Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[4..12];

        var redacted = Redactor.Redact($"Authorization: Basic {encoded}");

        redacted.ShouldContain(Redactor.Mask);
        redacted.ShouldNotContain(middle);
        redacted.Length.ShouldBeLessThan(encoded.Length + 12);
    }

    [Theory]
    [InlineData("ghs_0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI0NzExIn0.c2lnbmF0dXJl")]
    public void What_GitHub_hands_out_by_the_hour_is_known_by_its_look(string token)
    {
        Redactor.Redact($"Bad credentials for {token}, it says").ShouldNotContain(token);
        Redactor.Redact($"Authorization: Bearer {token}").ShouldNotContain(token[10..]);
    }

    [Fact]
    public void Other_text_is_left_alone() => Redactor.Redact("a delivery of acme/orders#12").ShouldBe("a delivery of acme/orders#12");
}
