using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;

namespace Automation.Templates.Tests.Parameters;

public sealed class PickerTests
{
    private static readonly PickerCatalog Catalog = new(
        new[]
        {
            Entity("Group", "orders-team", "{'type':'team'}", "{'example.com/tier':'gold'}"),
            Entity("Group", "guild", "{'type':'guild'}", "{}"),
            Entity("User", "jane", "{}", "{}"),
            Entity("Component", "orders", "{'type':'service','owner':'orders-team'}", "{'example.com/tier':'Gold'}"),
            Entity("Component", "billing", "{'type':'service','owner':'group:default/guild'}", "{}"),
        }.ToDictionary(e => new EntityRef((string)e["kind"]!, EntityRef.DefaultNamespace, (string)e["metadata"]!["name"]!)),
        new EntityRef("user", "default", "jane"),
        [new EntityRef("group", "default", "orders-team")]);

    [Theory]
    [InlineData("{}", "github.com?owner=acme&repo=orders", "")]
    [InlineData("{}", "github.com?owner=acme", "RepoUrlPicker")]
    [InlineData("{}", "git example.com", "RepoUrlPicker")]
    [InlineData("{}", "dev.azure.com?organization=o&project=p&repo=r", "")]
    [InlineData("{}", "bitbucket.org?project=p&repo=r", "RepoUrlPicker")]
    [InlineData("{'allowedHosts':['github.com']}", "ghe.example.com?owner=acme&repo=r", "allowedHosts")]
    [InlineData("{'allowedHosts':['ghe.example.com:8443']}", "ghe.example.com:8443?owner=acme&repo=r", "")]
    [InlineData("{'allowedHosts':['github.com']}", "github.com.evil.example?owner=acme&repo=r", "allowedHosts")]
    [InlineData("{'allowedOwners':['acme']}", "github.com?owner=Acme&repo=r", "")]
    [InlineData("{'allowedOwners':['acme']}", "github.com?owner=evil&owner=acme&repo=r", "allowedOwners")]
    [InlineData("{'allowedOwners':['acme']}", "github.com?owner=%65vil&repo=r", "allowedOwners")]
    [InlineData("{'allowedRepos':['r'],'allowedProjects':['p'],'allowedOrganizations':['o']}", "dev.azure.com?organization=x&project=y&repo=z",
        "allowedOrganizations allowedProjects allowedRepos")]
    [InlineData("{'allowedOwners':[]}", "github.com?owner=any&repo=r", "")]
    public void A_repository_has_to_be_where_the_template_allows_it(string options, string value, string errors) =>
        Check("RepoUrlPicker", options, value).ShouldBe(errors);

    [Theory]
    [InlineData("OwnerPicker", "{}", "group:default/orders-team", "")]
    [InlineData("OwnerPicker", "{}", "orders-team", "")]
    [InlineData("OwnerPicker", "{}", "component:default/orders", "catalogFilter")]
    [InlineData("OwnerPicker", "{'allowedKinds':['Group']}", "user:default/jane", "catalogFilter")]
    [InlineData("OwnerPicker", "{}", "someone-new", "")]
    [InlineData("OwnerPicker", "{'allowArbitraryValues':false}", "someone-new", "OwnerPicker")]
    [InlineData("OwnerPicker", "{'catalogFilter':{'kind':'group','spec.type':'TEAM'}}", "guild", "catalogFilter")]
    [InlineData("EntityPicker", "{'catalogFilter':[{'kind':'User'},{'metadata.annotations.example.com/tier':'gold'}]}", "component:orders", "")]
    [InlineData("EntityPicker", "{'catalogFilter':{'metadata.annotations.example.com/tier':{'exists':true}}}", "component:billing", "catalogFilter")]
    [InlineData("EntityPicker", "{'catalogFilter':{'metadata.namespace':['default','other'],'spec.type':['service']}}", "component:billing", "")]
    [InlineData("EntityPicker", "{'defaultKind':'Component','catalogFilter':{'kind':'Component'},'allowArbitraryValues':false}", "orders", "")]
    [InlineData("EntityPicker", "{'allowArbitraryValues':false}", "orders", "EntityPicker")]
    [InlineData("EntityPicker", "{}", "two words: and more", "")]
    [InlineData("OwnedEntityPicker", "{'defaultKind':'Component'}", "orders", "")]
    [InlineData("OwnedEntityPicker", "{'defaultKind':'Component'}", "billing", "OwnedEntityPicker")]
    [InlineData("MyGroupsPicker", "{}", "group:default/orders-team", "")]
    [InlineData("MyGroupsPicker", "{}", "group:default/guild", "MyGroupsPicker")]
    [InlineData("EntityNamePicker", "{}", "orders-api_2.0", "")]
    [InlineData("EntityNamePicker", "{}", "-orders", "EntityNamePicker")]
    [InlineData("TextPicker", "{}", "-orders", "")]
    public void A_picker_accepts_what_its_form_would_offer(string picker, string options, string value, string errors) =>
        Check(picker, options, value).ShouldBe(errors);

    [Theory]
    [InlineData("{'type':'array','ui:field':'EntityTagsPicker'}", "['go','c++','Not a tag']", "/v/2 EntityTagsPicker")]
    [InlineData("{'ui:field':'MultiEntityPicker','ui:options':{'catalogFilter':{'kind':'User'}}}", "['user:jane','group:guild']", "/v/1 catalogFilter")]
    [InlineData("{'type':'array','items':{'type':'string','ui:field':'MyGroupsPicker'}}", "['orders-team','guild']", "/v/1 MyGroupsPicker")]
    [InlineData("{'type':'array','items':{'properties':{'o':{'ui:field':'MyGroupsPicker'}}}}", "[{'o':'guild'},{}]", "/v/0/o MyGroupsPicker")]
    [InlineData("{'properties':{'a/b':{'ui:field':'MyGroupsPicker'}}}", "{'a/b':'guild'}", "/v/a~1b MyGroupsPicker")]
    public void Each_item_of_a_list_is_checked(string schema, string value, string errors)
    {
        var form = ParameterForm.Read(new JsonObject { ["properties"] = new JsonObject { ["v"] = QuotedJson.Of(schema) } });

        var found = PickerCheck.Check(form, new JsonObject { ["v"] = QuotedJson.Of(value) }, Catalog);

        string.Join("; ", found.Select(e => $"{e.Pointer} {e.Keyword}")).ShouldBe(errors);
    }

    [Theory]
    [InlineData("{'kind':'own'}", "")]
    [InlineData("{'kind':'group','owner':'guild'}", "/owner MyGroupsPicker")]
    [InlineData("{'kind':'own','owner':'guild'}", "")]
    public void A_picker_that_the_form_does_not_show_is_not_checked(string values, string errors)
    {
        var form = ParameterForm.Read(QuotedJson.Of(
            """
            {'properties':{'kind':{}},'dependencies':{'kind':{'oneOf':[
              {'properties':{'kind':{'const':'own'}}},
              {'properties':{'kind':{'const':'group'},'owner':{'ui:field':'MyGroupsPicker'}}}]}}}
            """));

        string.Join("; ", PickerCheck.Check(form, QuotedJson.Map(values), Catalog).Select(e => $"{e.Pointer} {e.Keyword}")).ShouldBe(errors);
    }

    private static JsonObject Entity(string kind, string name, string spec, string annotations) => new()
    {
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = QuotedJson.Of(annotations) },
        ["spec"] = QuotedJson.Of(spec),
    };

    private static string Check(string picker, string options, string value)
    {
        var form = ParameterForm.Read(new JsonObject
        {
            ["properties"] = new JsonObject { ["v"] = new JsonObject { ["ui:field"] = picker, ["ui:options"] = QuotedJson.Of(options) } },
        });
        return string.Join(' ', PickerCheck.Check(form, new JsonObject { ["v"] = value }, Catalog).Select(e => e.Keyword));
    }
}
