using Automation.Catalog.Sources;
using Automation.Descriptors.Rules;

namespace Automation.Catalog.Stitching;

/// <summary>
/// Stitches without the files that make the program fail: each is treated as unreadable, so the catalog keeps its current content. They are found by
/// stitching with fewer and fewer of the files that changed.
/// </summary>
/// <param name="input">The input of the stitch.</param>
/// <param name="stitch">Stitches; fails if one of the files makes it fail.</param>
internal sealed class FaultyFiles(StitchInput input, Func<StitchInput, StitchOutcome> stitch)
{
    /// <summary>More failing files indicate an error that is not caused by single files.</summary>
    private const int Most = 10;

    private readonly List<FileReading> _files = [.. input.Readings.OfType<SourceReading.Read>().SelectMany(r => r.Files)];

    private readonly Dictionary<FileReading, Exception> _faults = new(ReferenceEqualityComparer.Instance);

    public StitchOutcome Run()
    {
        while (true)
        {
            if (FaultOf(_files.Count, out var outcome) is not { } fault)
            {
                return outcome!;
            }

            if (_faults.Count == Most || Culprit() is not { } culprit || !_faults.TryAdd(culprit, fault))
            {
                throw new InvalidOperationException("The catalog cannot be stitched, even without the files that cause errors.", fault);
            }
        }
    }

    // The first file with which stitching fails, and without which it succeeds; null if it fails without any file.
    private FileReading? Culprit()
    {
        var (passes, fails) = (0, _files.Count);
        if (FaultOf(passes, out _) is not null)
        {
            return null;
        }

        while (fails - passes > 1)
        {
            var middle = passes + ((fails - passes) / 2);
            (passes, fails) = FaultOf(middle, out _) is null ? (middle, fails) : (passes, middle);
        }

        return _files[fails - 1];
    }

    // Files that are left out count as unchanged.
    private Exception? FaultOf(int files, out StitchOutcome? outcome)
    {
        var taken = _files.Take(files).ToHashSet<FileReading>(ReferenceEqualityComparer.Instance);
        try
        {
            outcome = stitch(input with { Readings = [.. input.Readings.Select(r => With(r, taken))] });
            return null;
        }
        catch (Exception e) when (FaultRules.IsFault(e))
        {
            outcome = null;
            return e;
        }
    }

    private SourceReading With(SourceReading reading, HashSet<FileReading> taken) => reading is SourceReading.Read read
        ? read with
        {
            Files = [.. read.Files.Where(taken.Contains).Select(f => _faults.TryGetValue(f, out var fault) ? Unread(read.Source.Name, f, fault) : f)],
        }
        : reading;

    private static FileReading Unread(string source, FileReading file, Exception fault) =>
        FileReading.OfUnread(source, file.Path, FaultRules.NotValidated, FaultRules.MessageOf(fault)) with
        {
            Targets = file.Targets,
            Links = file.Links,
            Steps = file.Steps,
        };
}
