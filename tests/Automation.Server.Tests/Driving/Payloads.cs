using Automation.Testing;

namespace Automation.Server.Tests.Driving;

/// <summary>Payloads that name only what matters.</summary>
internal static class Payloads
{
    public static string Opened(int number = 12, string head = "aaaa", string repository = "acme/orders", string sender = "mona") =>
        $$$"""{"action":"opened","number":{{{number}}},"pull_request":{"head":{"sha":"{{{head}}}"},"base":{"ref":"main"} },"repository":{"id":1,"full_name":"{{{repository}}}"},"sender":{"login":"{{{sender}}}"},"installation":{"id":7}}""";

    public static string Comment(string body, long id = 1, int number = 12) =>
        $$$"""{"action":"created","issue":{"number":{{{number}}},"pull_request":{} },"comment":{"id":{{{id}}},"body":"{{{body}}}","user":{"login":"mona","type":"User"} },"repository":{"id":1,"full_name":"acme/orders"},"sender":{"login":"mona","type":"User"}}""";

    public static string Sample(string name) => File.ReadAllText(Path.Combine(Repository.Root, "samples", "payloads", name + ".json"));
}
