using System.Text;
using Automation.Server.Transports;
using CsCheck;

namespace Automation.Server.Tests.Transports;

public sealed class WorkMessageTests
{
    [Fact]
    public void What_was_written_is_read() => Gen.Select(
        Gen.Long[1, long.MaxValue], Gen.String[Gen.Char.AlphaNumeric, 1, 300], Gen.String[Gen.Char.AlphaNumeric, 1, 100], Gen.Int[1, int.MaxValue])
        .Sample((work, key, delivery, attempt) =>
            WorkMessage.Read(WorkMessage.Write(new HandedWork(work, key, delivery, attempt)))
                .ShouldBe(new WorkMessage.Valid(new HandedWork(work, key, delivery, attempt))));

    [Fact]
    public void Any_bytes_are_a_message_or_have_a_reason() => Gen.Byte.Array[0, 200].Sample(bytes =>
        WorkMessage.Read(bytes).ShouldBeOfType<WorkMessage.Malformed>().Reason.ShouldNotBeEmpty());

    [Fact]
    public void Changed_bytes_of_a_message_are_a_message_or_have_a_reason()
    {
        var body = WorkMessage.Write(new HandedWork(12, "acme/shop#7", "72d3162e-cc78-11e3-81ab-4c9367dc0958", 1));
        Gen.Select(Gen.Int[0, body.Length - 1], Gen.Byte).Sample((at, to) =>
        {
            var changed = (byte[])body.Clone();
            changed[at] = to;
            WorkMessage.Read(changed).ShouldNotBeNull();
        });
    }

    [Fact]
    public void The_message_of_a_later_program_is_read_if_it_only_says_more() =>
        WorkMessage.Read(Encoding.UTF8.GetBytes("""{"v":1,"priority":{"of":[1]},"work":12,"key":"acme/shop#7","delivery":"d","attempt":3,"also":null}"""))
            .ShouldBe(new WorkMessage.Valid(new HandedWork(12, "acme/shop#7", "d", 3)));

    [Theory]
    [InlineData("""{"v":2,"work":1,"key":"k","delivery":"d","attempt":1}""", "version 2")]
    [InlineData("""{"work":1,"key":"k","delivery":"d","attempt":1}""", "not a JSON object")]
    [InlineData("""{"v":1,"work":0,"key":"k","delivery":"d","attempt":1}""", "'work'")]
    [InlineData("""{"v":1,"work":1,"key":"","delivery":"d","attempt":1}""", "'key'")]
    [InlineData("""{"v":1,"work":1,"key":null,"delivery":"d","attempt":1}""", "'key'")]
    [InlineData("""{"v":1,"work":1,"key":"k","delivery":"","attempt":1}""", "'delivery'")]
    [InlineData("""{"v":1,"work":1,"key":"k","delivery":"d","attempt":0}""", "'attempt'")]
    [InlineData("null", "null")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("", "not a JSON object")]
    public void What_cannot_be_handled_has_a_reason(string body, string reason) =>
        WorkMessage.Read(Encoding.UTF8.GetBytes(body)).ShouldBeOfType<WorkMessage.Malformed>().Reason.ShouldContain(reason);

    [Fact]
    public void Names_that_are_too_long_for_an_id_become_different_ids_that_fit()
    {
        WorkMessage.Fit("acme/shop#7").ShouldBe("acme/shop#7");
        var ids = new[] { new string('ü', 90), new string('ü', 91), new string('a', 129), new string('a', 200) }.Select(WorkMessage.Fit).ToList();

        ids.ShouldAllBe(id => Encoding.UTF8.GetByteCount(id) <= WorkMessage.LongestId);
        ids.Distinct().Count().ShouldBe(4);
    }
}
