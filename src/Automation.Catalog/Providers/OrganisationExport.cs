using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Providers;

/// <summary>
/// GitHub's data of an organisation: an object with its login as <c>organization</c> and the lists <c>teams</c> and <c>people</c>, which become Groups and
/// Users
/// as Backstage's own provider makes them (catalog-backend-module-github, defaultTransformers.ts): named by slug and login, with both as annotations.
/// </summary>
public static class OrganisationExport
{
    private const string Organization = "organization";
    private const string Teams = "teams";
    private const string People = "people";
    private const string TeamSlug = "github.com/team-slug";
    private const string UserLogin = "github.com/user-login";

    /// <summary>Validates the Groups and Users of a file.</summary>
    public static ValidatedFile Validate(SourceText source, DescriptorContext context, CancellationToken cancellationToken) =>
        ProviderFile.Validate(source, context, Documents, cancellationToken);

    private static IEnumerable<ProvidedDocument> Documents(YamlNode root)
    {
        if (root is not YamlMapping export || export[Organization] is not YamlScalar { Text: { Length: > 0 } login })
        {
            return [
                ProvidedDocument.Wrong(
                    root,
                    $"The file does not describe an organisation on GitHub: it must be an object with the login as '{Organization}', and the lists '{Teams}' "
                    + $"and '{People}'."),
            ];
        }

        var (below, teamsOf) = (Nesting(export), Memberships(export));
        var others = export.Entries.Where(e => e.Key is not (Organization or Teams or People))
            .Select(
                e =>
                    ProvidedDocument.Wrong(
                        e.Name, $"Only '{Organization}', '{Teams}' and '{People}' are read here. Remove this key, or correct its name."));
        return others
            .Concat(ProviderFile.List(export, Teams, "slug", team => Group(team, login, below)))
            .Concat(ProviderFile.List(export, People, "login", person => User(person, teamsOf)));
    }

    private static YamlMapping Group(YamlMapping team, string organisation, Dictionary<string, List<string>> below)
    {
        var nodes = new DescriptorNodes(team);
        var slug = TextOf(team, "slug");
        return nodes.Metadata("name", team["slug"])
            .Metadata("description", team["description"])
            .Metadata("annotations", nodes.Map((TeamSlug, nodes.Text($"{organisation}/{slug}"))))
            .Spec("type", nodes.Text("team"))
            .Spec("profile", Profile(nodes, team))
            .Spec("parent", team["parent"])
            .Spec("children", Texts(nodes, team, below, slug))
            .Spec("members", team["members"])
            .Of("Group");
    }

    private static YamlMapping User(YamlMapping person, Dictionary<string, List<string>> teamsOf)
    {
        var nodes = new DescriptorNodes(person);
        return nodes.Metadata("name", person["login"])
            .Metadata("annotations", nodes.Map((UserLogin, person["login"])))
            .Spec("profile", Profile(nodes, person))
            .Spec("memberOf", Texts(nodes, person, teamsOf, TextOf(person, "login")))
            .Of("User");
    }

    private static YamlMapping? Profile(DescriptorNodes nodes, YamlMapping item) =>
        nodes.Map(("displayName", item["name"]), ("email", item["email"]), ("picture", item["picture"]));

    private static YamlSequence Texts(DescriptorNodes nodes, YamlMapping item, Dictionary<string, List<string>> of, string key) =>
        new([.. of.GetValueOrDefault(key, []).Select(nodes.Text)], item.Start, item.Start);

    /// <summary>The teams nested in each, by slug.</summary>
    private static Dictionary<string, List<string>> Nesting(YamlMapping export) =>
        Grouped(Items(export).Where(t => TextOf(t, "parent").Length > 0).Select(t => (TextOf(t, "parent"), TextOf(t, "slug"))));

    /// <summary>The teams of each member, by login.</summary>
    private static Dictionary<string, List<string>> Memberships(YamlMapping export) =>
        Grouped(Items(export).SelectMany(
            t => t["members"] is YamlSequence members ? members.Items.OfType<YamlScalar>().Select(m => (m.Text, TextOf(t, "slug"))) : []));

    private static IEnumerable<YamlMapping> Items(YamlMapping export) => export[Teams] is YamlSequence teams ? teams.Items.OfType<YamlMapping>() : [];

    // Logins and slugs are case-insensitive.
    private static Dictionary<string, List<string>> Grouped(IEnumerable<(string Key, string Value)> pairs)
    {
        var groups = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in pairs)
        {
            if (!groups.TryGetValue(key, out var values))
            {
                groups.Add(key, values = []);
            }

            values.Add(value);
        }

        return groups;
    }

    private static string TextOf(YamlMapping item, string name) => (item[name] as YamlScalar)?.Text ?? "";
}
