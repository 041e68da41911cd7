using System.Reflection;
using System.Xml.Linq;
using Automation.Testing;

namespace Automation.Templates.Tests.Parameters;

/// <summary>What the native program leaves out of JsonSchema.Net still exists in the package under its name.</summary>
public sealed class SubstitutionTests
{
    [Fact]
    public void The_method_that_is_left_out_is_in_the_package()
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src/Automation.Templates/JsonSchema.substitutions.xml"));
        var assembly = file.Descendants("assembly").ShouldHaveSingleItem();
        var type = assembly.Elements("type").ShouldHaveSingleItem();
        var method = type.Elements("method").ShouldHaveSingleItem().Attribute("signature")!.Value;

        var found = Assembly.Load(assembly.Attribute("fullname")!.Value)
            .GetType(type.Attribute("fullname")!.Value)?
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(m => $"{m.ReturnType.FullName} {m.Name}({string.Join(',', m.GetParameters().Select(p => p.ParameterType.FullName))})");

        found.ShouldNotBeNull().ShouldContain(method);
    }
}
