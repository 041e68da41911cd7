using System.Reflection;
using System.Xml.Linq;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>What the native program leaves out of packages still exists in them under its name.</summary>
public sealed class SubstitutionTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.substitutions.xml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_method_that_is_left_out_is_in_the_package(string file)
    {
        var assembly = XDocument.Load(Path.Combine(Repository.Root, file)).Descendants("assembly").ShouldHaveSingleItem();
        var loaded = Assembly.Load(assembly.Attribute("fullname")!.Value);

        foreach (var type in assembly.Elements("type"))
        {
            var found = loaded.GetType(type.Attribute("fullname")!.Value).ShouldNotBeNull();
            List<string> methods = [.. found.GetMethods(Any).Cast<MethodBase>().Concat(found.GetConstructors(Any)).Select(Signature)];
            foreach (var method in type.Elements("method"))
            {
                methods.ShouldContain(method.Attribute("signature")!.Value);
            }
        }
    }

    private static string Signature(MethodBase method) =>
        $"{(method as MethodInfo)?.ReturnType.FullName ?? "System.Void"} {method.Name}({string.Join(',', method.GetParameters().Select(p => p.ParameterType.FullName))})";
}
