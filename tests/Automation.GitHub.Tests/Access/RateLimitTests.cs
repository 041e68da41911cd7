using Automation.GitHub.Access;

namespace Automation.GitHub.Tests.Access;

/// <summary>What an answer reports of its limit.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public void The_limit_of_an_answer_is_read() =>
        Read(("x-ratelimit-resource", "search"), ("x-ratelimit-remaining", "29"), ("x-ratelimit-reset", "1767323045"))
            .ShouldBe(new RateLimit("search", 29, DateTimeOffset.FromUnixTimeSeconds(1_767_323_045)));

    [Fact]
    public void An_answer_without_a_limit_reports_nothing() => Read().ShouldBe(new RateLimit(null, null, null));

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("999999999999999")]
    public void A_time_that_is_none_counts_as_absent(string reset) => Read(("x-ratelimit-reset", reset)).Reset.ShouldBeNull();

    private static RateLimit Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.Add(name, value);
        }

        return RateLimit.FromHeaders(response);
    }
}
