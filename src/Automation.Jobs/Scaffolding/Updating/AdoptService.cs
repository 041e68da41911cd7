using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.Reporting.Model;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Steps;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>
/// Finds the revision of a template that a service was made from, by rendering each and comparing the files; and records it, so that the service can be
/// updated. For services that Backstage created, or whose record was lost.
/// </summary>
/// <param name="service">The files of the service.</param>
/// <param name="template">The repository of the template.</param>
/// <param name="path">The template in it.</param>
/// <param name="given">The values of its parameters.</param>
public sealed class AdoptService(FileTree service, TemplateHistory template, string path, JsonObject given)
{
    // Each is rendered; older ones are not tried.
    private const int MostRevisions = 200;

    // A service that has less of a template was not made from it.
    private const double LeastShare = 0.5;

    /// <summary>The content of <see cref="ScaffoldRecord.FilePath"/>; null if no revision fits.</summary>
    public byte[]? Record { get; private set; }

    public async Task<AdoptReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(cancellationToken);
        }
        catch (StepException exception)
        {
            return AdoptReport.Refused(exception.Message);
        }
    }

    private async Task<AdoptReport> FindAsync(CancellationToken cancellationToken)
    {
        var newest = template.Revision(path, "HEAD", pin: null);
        var commits = template.Changes(path, null, newest.Commit, MostRevisions);
        Candidate? best = null;
        var (tried, problem) = (0, (string?)null);
        foreach (var commit in commits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (candidate, why) = await RenderedAsync(commit.Id.Sha, cancellationToken);
            (tried, problem) = (tried + (candidate is null ? 0 : 1), problem ?? why);
            best = candidate is not null && (best is null || candidate.Same > best.Same) ? candidate : best;
        }

        if (best is null)
        {
            return AdoptReport.Refused(problem ?? $"No revision of the repository has a template '{path}'.");
        }

        if (best.Same < best.Files.Count * LeastShare)
        {
            return AdoptReport.Refused(
                $"No revision of the template matches the service: with the closest one, {best.Origin.Tag ?? best.Origin.Commit}, "
                    + $"{best.Same} of {best.Files.Count} files are the same. "
                    + "Check the values, and whether the service was made from this template.");
        }

        // What a person decided stays.
        var kept = Kept();
        Record = new ScaffoldRecord(best.Origin, best.Values, best.Steps, best.Files)
        {
            Pin = kept?.Pin,
            Once = kept?.Once ?? [],
            Declined = kept?.Declined ?? [],
            Moved = kept?.Moved ?? new Dictionary<string, string>(),
        }.Write();
        return new AdoptReport(best.Origin.Ref, new UpdateRevision(best.Origin.Commit, best.Origin.Tag), tried, best.Files.Count, best.Differing, null);
    }

    private ScaffoldRecord? Kept()
    {
        try
        {
            return ScaffoldRecord.In(service);
        }
        catch (StepException)
        {
            // A record that cannot be read is replaced.
            return null;
        }
    }

    // Null where the revision cannot be rendered with these values.
    private async Task<(Candidate? Candidate, string? Problem)> RenderedAsync(string commit, CancellationToken cancellationToken)
    {
        var tree = template.TreeAt(commit)!;
        if (TemplateHistory.Read(tree, path) is not { } document)
        {
            return (null, null);
        }

        var form = ParameterForm.Read(document.Parameters);
        var values = SecretValues.Covered(form.WithDefaults(given.DeepClone().AsObject()), form);
        if (SecretValues.Validate(values, form) is { Count: > 0 } errors)
        {
            return (null, $"{errors[0].Sentence} Add it to the file of --values.");
        }

        try
        {
            var origin = template.Revision(path, commit, pin: null) with { Ref = document.Ref.ToString() };
            var steps = new NextSteps(new ScaffoldRecord(origin, values, [], new Dictionary<string, string>()), null, document, values).Plan();
            var rendered = await Replay.RunAsync(steps, TemplateHistory.Files(tree, path), document.Ref, cancellationToken);
            var files = ScaffoldRecord.Of(rendered.Entries);
            var differing = files.Where(f => IdAt(f.Key) != f.Value.Split(' ')[1]).Select(f => f.Key);
            return (new Candidate(origin, form.WithoutSecrets(values), steps, files, [.. differing]), null);
        }
        catch (StepException exception)
        {
            return (null, exception.Message);
        }
    }

    private string? IdAt(string file) => service.Find(file) switch
    {
        { BlobId: { } known } => known,
        { Kind: FileKind.File } when service.Read(file, UpdateTemplate.LargestFile) is FileContent.Whole whole => BlobId.Of(whole.Bytes.Span),
        { Kind: FileKind.Link } when service.LinkText(file) is { } target => BlobId.Of(target),
        _ => null,
    };

    private sealed record Candidate(
        TemplateOrigin Origin, JsonObject Values, IReadOnlyList<RecordedStep> Steps, IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Differing)
    {
        public int Same => Files.Count - Differing.Count;
    }
}
