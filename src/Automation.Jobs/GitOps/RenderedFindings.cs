using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Comparing;
using Automation.GitOps.Manifests;
using Automation.GitOps.Objects;
using Automation.GitOps.Rendering;
using Automation.GitOps.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps;

/// <summary>The mistakes in what applications consist of, as findings at the lines that a person has to change.</summary>
/// <param name="side">The side of the comparison.</param>
internal sealed class RenderedFindings(DiffSide side)
{
    private const long LargestFile = 5L << 20;

    /// <summary>Findings of the head; those that the base has, too, are marked.</summary>
    public static IReadOnlyList<Finding> Marked(IReadOnlyList<Finding> head, IReadOnlyList<Finding> @base)
    {
        var known = @base.Select(f => (f.Rule.Id, f.Message)).ToHashSet();
        return [.. head.Select(f => known.Contains((f.Rule.Id, f.Message)) ? f with { PreExisting = true } : f)];
    }

    /// <summary>Those of an application: what the comparison found, and API versions that its cluster does not serve.</summary>
    public IEnumerable<Finding> Of(KnownApplication application, IReadOnlyList<RenderProblem> problems, CancellationToken cancellationToken)
    {
        var place = new Lazy<Place>(() => PlaceOf(application.File, application.GeneratedBy, application.Application.Name, cancellationToken));
        foreach (var problem in problems)
        {
            yield return At(place.Value, problem.Rule, problem.Text, application.Application.Name);
        }

        var version = side.FactsOf(application.Application)?.KubernetesVersion;
        var rendered = side.Applications.Rendered(application);
        foreach (var one in rendered.Objects.Select(o => o.Object))
        {
            var served = version is null ? null : ApiVersionTable.Problem(one.ApiVersion, one.Kind, version);
            var mistakes = (served is null ? [] : new[] { (served.Rule, served.Text) }).Concat(Mistakes(one, cancellationToken)).ToList();
            var at = mistakes.Count == 0 ? null : PlaceOf(application, one, cancellationToken) ?? place.Value;
            foreach (var (rule, text) in mistakes)
            {
                yield return At(at!, rule, $"{one.Key}: {rendered.Covered(text)}", application.Application.Name);
            }
        }
    }

    /// <summary>Those of ApplicationSets.</summary>
    public IEnumerable<Finding> OfSets(CancellationToken cancellationToken) => side.Applications.Problems.Select(p => At(
        PlaceOf(p.File, p.Set, "", cancellationToken), RenderedRules.GeneratedName, $"ApplicationSet {p.Set}: {p.Text}.", p.Set));

    // What the API server of the cluster would say to the object as it is rendered. Argo CD's own kinds are validated in their files.
    private IEnumerable<(Rule Rule, string Text)> Mistakes(KubernetesObject one, CancellationToken cancellationToken)
    {
        if (side.Schemas is not { } schemas || one.Group == "argoproj.io" || ObjectYaml.Write(one.Root) is not { } text)
        {
            return [];
        }

        return new ManifestValidation(schemas).Run(ManifestFile.Read(SourceText.Of("", text), cancellationToken), cancellationToken)
            .SelectMany(v => v.Findings)
            .Where(f => f.Severity == Severity.Error && f.Rule != ManifestRules.Syntax
                && ManifestRules.LayerOf(f.Rule) is ManifestLayer.Schema or ManifestLayer.Strict)
            .Select(f => (f.Rule, f.Message));
    }

    private Finding At(Place place, Rule rule, string message, string subject) =>
        new(rule, SecretShape.Cover(VisibleText.Of(message)), side.Show(place.File), place.Span) { Subject = subject };

    // The document that declares it: an ApplicationSet by its name, else the Application. A child of a rendered parent has the parent's file.
    private Place PlaceOf(string file, string? set, string name, CancellationToken cancellationToken) =>
        Manifests(file, cancellationToken).Where(m => m.IsOfArgo && m.Name == (set ?? name)).Select(m => SpanOf(m, m.Metadata?["name"]))
            .Select(s => new Place(file, s)).FirstOrDefault(new Place(file, SourceSpan.FileStart));

    // The manifest that was rendered to an object: prefixes and suffixes of names are added on the way.
    private Place? PlaceOf(KnownApplication application, KubernetesObject one, CancellationToken cancellationToken)
    {
        foreach (var file in side.Applications.FilesOf(application).SelectMany(s => s.Files).Where(f => f.Checkout == side.Checkout))
        {
            foreach (var manifest in Manifests(file.Path, cancellationToken))
            {
                if (manifest.ApiVersion == one.ApiVersion && manifest.Kind == one.Kind
                    && one.Name.Contains(manifest.Name ?? "", StringComparison.Ordinal))
                {
                    return new Place(file.Path, SpanOf(manifest, manifest.Root["apiVersion"]));
                }
            }
        }

        return null;
    }

    private IEnumerable<Manifest> Manifests(string file, CancellationToken cancellationToken) =>
        (file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal))
        && side.Checkout.Tree.Read(file, LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes }
            ? ManifestFile.Read(SourceText.Decode(file, bytes.Span), cancellationToken).Documents.Select(d => d.Manifest).OfType<Manifest>()
            : [];

    private static SourceSpan SpanOf(Manifest manifest, YamlNode? at) =>
        at is null ? manifest.Source.SpanBetween(manifest.Root.Start, manifest.Root.Start) : manifest.Source.SpanBetween(at.Start, at.End);

    private sealed record Place(string File, SourceSpan Span);
}
