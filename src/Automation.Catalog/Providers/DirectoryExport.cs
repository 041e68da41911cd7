using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Providers;

/// <summary>The people and teams of a directory service: an object with the lists <c>groups</c> and <c>users</c>, which become Groups and Users.</summary>
public static class DirectoryExport
{
    private const string Groups = "groups";
    private const string Users = "users";

    /// <summary>Validates the Groups and Users of a file.</summary>
    public static ValidatedFile Validate(SourceText source, DescriptorContext context, CancellationToken cancellationToken) =>
        ProviderFile.Validate(source, context, Documents, cancellationToken);

    private static IEnumerable<ProvidedDocument> Documents(YamlNode root)
    {
        if (root is not YamlMapping export)
        {
            return [
                ProvidedDocument.Wrong(root, $"The file is not an export of people and teams: it must be an object with the lists '{Groups}' and '{Users}'."),
            ];
        }

        var others = export.Entries.Where(e => e.Key is not (Groups or Users))
            .Select(e =>
                ProvidedDocument.Wrong(e.Name, $"Only '{Groups}' and '{Users}' are read here. Remove this key, or correct its name."));
        return others.Concat(ProviderFile.List(export, Groups, "name", Group)).Concat(ProviderFile.List(export, Users, "name", User));
    }

    private static YamlMapping Group(YamlMapping group)
    {
        var nodes = Common(group);
        return nodes.Spec("type", group["type"] ?? nodes.Text("team"))
            .Spec("profile", Profile(nodes, group))
            .Spec("parent", group["parent"])
            .Spec("children", group["children"] ?? new YamlSequence([], group.Start, group.Start))
            .Spec("members", group["members"])
            .Of("Group");
    }

    private static YamlMapping User(YamlMapping user)
    {
        var nodes = Common(user);
        return nodes.Spec("profile", Profile(nodes, user))
            .Spec("memberOf", user["memberOf"] ?? new YamlSequence([], user.Start, user.Start))
            .Of("User");
    }

    private static DescriptorNodes Common(YamlMapping item)
    {
        var nodes = new DescriptorNodes(item);
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "title", "description", "labels", "annotations", "tags", "links"])
        {
            nodes.Metadata(field, item[field]);
        }

        return nodes;
    }

    private static YamlMapping? Profile(DescriptorNodes nodes, YamlMapping item) =>
        nodes.Map(("displayName", item["displayName"]), ("email", item["email"]), ("picture", item["picture"]));
}
