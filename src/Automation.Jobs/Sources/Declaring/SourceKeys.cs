using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>The keys of a file of sources: the one place that ties them to the properties of <see cref="SourceList"/>.</summary>
internal static class SourceKeys
{
    public static readonly RecordReader<SourceDeclaration> Source = new(new SourceDeclaration())
    {
        ["directory"] = (s, v) => s with { Directory = v.Text("the path of a folder", SourceWords.Path) ?? s.Directory },
        ["git"] = (s, v) => s with { Git = v.Text("the path of a git repository", SourceWords.Path) ?? s.Git },
        ["github"] = (s, v) => s with { Github = v.Text("a repository such as 'acme/orders', or 'acme/*'", SourceWords.OnGitHub) ?? s.Github },
        ["github-people"] = (s, v) => s with { GithubPeople = v.Text("an organisation such as 'acme'", SourceWords.Login) ?? s.GithubPeople },
        ["terraform"] = (s, v) => s with { Terraform = File(v) ?? s.Terraform },
        ["directory-service"] = (s, v) => s with { DirectoryService = File(v) ?? s.DirectoryService },
        ["github-organization"] = (s, v) => s with { GithubOrganization = File(v) ?? s.GithubOrganization },
        ["name"] = (s, v) => s with { Name = v.Text("a name", SourceWords.Name) ?? s.Name },
        ["revision"] = (s, v) => s with { Revision = v.Text("a branch, a tag or a commit") ?? s.Revision },
        ["folder"] = (s, v) => s with { Folder = v.Text("a path from the root of the repository", SourceWords.Folder) ?? s.Folder },
        ["repository"] = (s, v) => s with { Repository = v.Text("a repository such as 'acme/orders'", SourceWords.Repository) ?? s.Repository },
        ["branch"] = (s, v) => s with { Branch = v.Text("a branch", SourceWords.Branch) ?? s.Branch },
        ["include"] = (s, v) => s with { Include = SettingsKeys.Globs(v) ?? s.Include },
        ["exclude"] = (s, v) => s with { Exclude = SettingsKeys.Globs(v) ?? s.Exclude },
        ["namespace"] = (s, v) => s with { Namespace = v.Text("a namespace such as 'default'", SourceWords.Namespace) ?? s.Namespace },
        ["people"] = (s, v) => s with { People = v.Switch() ?? s.People },
        ["public"] = (s, v) => s with { Public = v.Switch() ?? s.Public },
        ["documents"] = (s, v) => s with { Documents = v.Switch() ?? s.Documents },
        ["scorecards"] = (s, v) => s with { Scorecards = v.Switch() ?? s.Scorecards },
    };

    public static readonly RecordReader<AnnotationRelation> Relation = new(new AnnotationRelation())
    {
        Required =
        [
            ("annotation", "the annotation that makes the relation"),
            ("type", "the type of the relation, such as 'runsOn'"),
            ("inverse", "the type of the relation back, such as 'runs'"),
        ],
        ["annotation"] = (r, v) => r with { Annotation = v.Text("an annotation such as 'acme.example/runs-on'") ?? r.Annotation },
        ["type"] = (r, v) => r with { Type = RelationType(v) ?? r.Type },
        ["inverse"] = (r, v) => r with { Inverse = RelationType(v) ?? r.Inverse },
        ["kind"] = (r, v) => r with { Kind = v.Text("a kind such as 'Resource'", SourceWords.Kind) ?? r.Kind },
    };

    public static readonly RecordReader<ProcessorSettings> Processors = new(ProcessorSettings.None)
    {
        ["owner-from-codeowners"] = (p, v) => p with { OwnerFromCodeowners = v.Switch() ?? p.OwnerFromCodeowners },
        ["relations"] = (p, v) => p with { Relations = v.List(r => Relation.Read(r)) ?? p.Relations },
    };

    public static readonly RecordReader<SourceList> Sources = new(new SourceList())
    {
        Required = [("sources", "the list of sources, such as '- git: ../repositories/*'")],
        ["sources"] = (s, v) => s with { Sources = v.List(Declaration) ?? s.Sources },
        ["processors"] = (s, v) => s with { Processors = Processors.Read(v, s.Processors) ?? s.Processors },
    };

    private static string? File(SettingNode node) => node.Text("the path of a file", SourceWords.Path);

    private static string? RelationType(SettingNode node) => node.Text("a type of relation such as 'runsOn'", SourceWords.RelationType);

    // A source with valid keys, and its position in the file.
    private static SourceDeclaration? Declaration(SettingNode node)
    {
        if (Source.Read(node) is not { } keys)
        {
            return null;
        }

        var declaration = keys with { Node = node };
        if (SourceCheck.Of(declaration) is not { } problem)
        {
            return declaration;
        }

        node.Report(ConfigurationRules.WrongValue, $"{node.Name} {problem}");
        return null;
    }
}
