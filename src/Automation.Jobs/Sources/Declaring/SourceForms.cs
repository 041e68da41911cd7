using System.Diagnostics.CodeAnalysis;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Forms;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>The keys of a file of sources: the one place that ties them to the properties of <see cref="SourceList"/>.</summary>
internal static class SourceForms
{
    private static readonly Form<IReadOnlyList<Glob>> Globs = new ListForm<Glob>(new TextForm<Glob>("a path pattern", SettingsWords.Glob));

    private static readonly Form<string> RelationType = new TextForm<string>("a type of relation such as 'runsOn'", SourceWords.RelationType);

    public static readonly RecordForm<SourceDeclaration> Source = new(
        new SourceDeclaration(),
        Text(nameof(SourceDeclaration.Directory), "the path of a folder", SourceWords.Path, s => s.Directory, (s, v) => s with { Directory = v }),
        Text(nameof(SourceDeclaration.Git), "the path of a git repository", SourceWords.Path, s => s.Git, (s, v) => s with { Git = v }),
        Text(
            nameof(SourceDeclaration.Github),
            "a repository such as 'acme/orders', or 'acme/*'",
            SourceWords.OnGitHub,
            s => s.Github,
            (s, v) => s with { Github = v }),
        Text(
            nameof(SourceDeclaration.GithubPeople),
            "an organisation such as 'acme'",
            SourceWords.Login,
            s => s.GithubPeople,
            (s, v) => s with { GithubPeople = v }),
        Text(nameof(SourceDeclaration.Terraform), "the path of a file", SourceWords.Path, s => s.Terraform, (s, v) => s with { Terraform = v }),
        Text(
            nameof(SourceDeclaration.DirectoryService),
            "the path of a file",
            SourceWords.Path,
            s => s.DirectoryService,
            (s, v) => s with { DirectoryService = v }),
        Text(
            nameof(SourceDeclaration.GithubOrganization),
            "the path of a file",
            SourceWords.Path,
            s => s.GithubOrganization,
            (s, v) => s with { GithubOrganization = v }),
        Text(nameof(SourceDeclaration.Name), "a name", SourceWords.Name, s => s.Name, (s, v) => s with { Name = v }),
        Text(nameof(SourceDeclaration.Revision), "a branch, a tag or a commit", (_, text) => text, s => s.Revision, (s, v) => s with { Revision = v }),
        Text(nameof(SourceDeclaration.Folder), "a path from the root of the repository", SourceWords.Folder, s => s.Folder, (s, v) => s with { Folder = v }),
        Text(
            nameof(SourceDeclaration.Repository),
            "a repository such as 'acme/orders'",
            SourceWords.Repository,
            s => s.Repository,
            (s, v) => s with { Repository = v }),
        Text(nameof(SourceDeclaration.Branch), "a branch", SourceWords.Branch, s => s.Branch, (s, v) => s with { Branch = v }),
        Key.Of<SourceDeclaration, IReadOnlyList<Glob>>(nameof(SourceDeclaration.Include), Globs, s => s.Include, (s, v) => s with { Include = v }),
        Key.Of<SourceDeclaration, IReadOnlyList<Glob>>(nameof(SourceDeclaration.Exclude), Globs, s => s.Exclude, (s, v) => s with { Exclude = v }),
        Text(nameof(SourceDeclaration.Namespace), "a namespace such as 'default'", SourceWords.Namespace, s => s.Namespace, (s, v) => s with { Namespace = v }),
        Key.Of<SourceDeclaration, bool>(nameof(SourceDeclaration.People), new SwitchForm(), s => s.People ?? true, (s, v) => s with { People = v }));

    public static readonly RecordForm<AnnotationRelation> Relation = new(
        new AnnotationRelation(),
        Key.Of<AnnotationRelation, string>(
            nameof(AnnotationRelation.Annotation),
            new TextForm<string>("an annotation such as 'acme.example/runs-on'", (_, text) => text),
            r => r.Annotation,
            (r, v) => r with { Annotation = v },
            "the annotation that makes the relation"),
        Key.Of<AnnotationRelation, string>(
            nameof(AnnotationRelation.Type), RelationType, r => r.Type, (r, v) => r with { Type = v }, "the type of the relation, such as 'runsOn'"),
        Key.Of<AnnotationRelation, string>(
            nameof(AnnotationRelation.Inverse),
            RelationType,
            r => r.Inverse,
            (r, v) => r with { Inverse = v },
            "the type of the relation back, such as 'runs'"),
        Key.Of<AnnotationRelation, string>(
            nameof(AnnotationRelation.Kind), new TextForm<string>("a kind such as 'Resource'", SourceWords.Kind), r => r.Kind, (r, v) => r with { Kind = v }));

    public static readonly RecordForm<ProcessorSettings> Processors = new(
        ProcessorSettings.None,
        Key.Of<ProcessorSettings, bool>(
            nameof(ProcessorSettings.OwnerFromCodeowners), new SwitchForm(), p => p.OwnerFromCodeowners, (p, v) => p with { OwnerFromCodeowners = v }),
        Key.Of<ProcessorSettings, IReadOnlyList<AnnotationRelation>>(
            nameof(ProcessorSettings.Relations), new ListForm<AnnotationRelation>(Relation), p => p.Relations, (p, v) => p with { Relations = v }));

    public static readonly RecordForm<SourceList> Sources = new(
        new SourceList(),
        Key.Of<SourceList, IReadOnlyList<SourceDeclaration>>(
            nameof(SourceList.Sources),
            new ListForm<SourceDeclaration>(new SoundForm()),
            s => s.Sources,
            (s, v) => s with { Sources = v },
            "the list of sources, such as '- git: ../repositories/*'"),
        Key.Of<SourceList, ProcessorSettings>(nameof(SourceList.Processors), Processors, s => s.Processors, (s, v) => s with { Processors = v }));

    private static Key<SourceDeclaration> Text(
        string property,
        string expected,
        Func<SettingNode, string, string?> make,
        Func<SourceDeclaration, string?> get,
        Func<SourceDeclaration, string, SourceDeclaration> set) =>
        Key.Of(property, new TextForm<string>(expected, make), get, set);

    /// <summary>A source with valid keys, and its position in the file.</summary>
    private sealed class SoundForm : Form<SourceDeclaration>
    {
        public override bool TryRead(SettingNode node, SourceDeclaration? inherited, [MaybeNullWhen(false)] out SourceDeclaration value)
        {
            if (!Source.TryRead(node, inherited, out value))
            {
                return false;
            }

            value = value with { Node = node };
            if (SourceCheck.Of(value) is not { } problem)
            {
                return true;
            }

            node.Report(ConfigurationRules.WrongValue, $"{node.Name} {problem}");
            return false;
        }
    }
}
