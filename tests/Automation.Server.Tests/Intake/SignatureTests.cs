using Automation.Server.Intake;

using Automation.Server.Operations;

namespace Automation.Server.Tests.Intake;

public sealed class SignatureTests
{
    private static readonly byte[] Hello = "Hello, World!"u8.ToArray();

    /// <summary>https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation</summary>
    private const string Published = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    [Fact]
    public void The_vector_that_GitHub_publishes_fits() => Match("It's a Secret to Everybody", null, Published).ShouldBe(SecretUsed.Current);

    [Fact]
    public void While_a_secret_is_changed_both_fit()
    {
        Match("a new one", "It's a Secret to Everybody", Published).ShouldBe(SecretUsed.Previous);
        Match("It's a Secret to Everybody", "an old one", Published).ShouldBe(SecretUsed.Current);
    }

    [Fact]
    public void Another_secret_does_not() => Match("It's a secret to everybody", null, Published).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e177")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g")]
    [InlineData("SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    public void A_header_of_another_form_is_no_signature(string? header) => SignatureCheck.TryRead(header, new byte[32]).ShouldBeFalse();

    private static SecretUsed? Match(string current, string? previous, string header)
    {
        var signature = new byte[32];
        SignatureCheck.TryRead(header, signature).ShouldBeTrue();
        return new SignatureCheck(new WebhookSecrets(current, previous)).Match(Hello, signature);
    }
}
