using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>Groups the files that get other owners, by their owners before and after.</summary>
internal sealed class HandoverCount
{
    private const int MostExamples = 5;

    private readonly Dictionary<(OwnerSet From, OwnerSet To), (int Files, List<HandoverExample> Examples)> _groups = [];
    private int _files;
    private int _all;

    /// <summary>Compares the owners of a file on both sides.</summary>
    public void Add(string path, OwnersOfPath before, OwnersOfPath after)
    {
        _all++;
        if (before.Owners == after.Owners)
        {
            return;
        }

        _files++;
        var (files, examples) = _groups.GetValueOrDefault((before.Owners, after.Owners), (0, []));
        if (examples.Count < MostExamples)
        {
            examples.Add(new HandoverExample(path, before.Line, after.Line));
        }

        _groups[(before.Owners, after.Owners)] = (files + 1, examples);
    }

    public HandoverSummary ToSummary(CodeownersSource before, CodeownersSource after, bool isEdited) => new(before, after, isEdited, _files, _all, [.. _groups
        .OrderByDescending(g => g.Value.Files).ThenBy(g => g.Key.From.Key, StringComparer.Ordinal).ThenBy(g => g.Key.To.Key, StringComparer.Ordinal)
        .Select(g => new Handover(g.Key.From.Names, g.Key.To.Names, g.Value.Files, g.Value.Examples))]);
}
