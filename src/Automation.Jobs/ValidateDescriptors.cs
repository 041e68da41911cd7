using Automation.Core.Text;
using Automation.Jobs.Descriptors;
using Automation.Reporting;

namespace Automation.Jobs;

/// <summary>Judges descriptor files, each document by itself.</summary>
public sealed class ValidateDescriptors
{
    /// <summary>Reads and judges every file, in the order given.</summary>
    public static Report Run(IReadOnlyList<DescriptorInput> inputs, CancellationToken cancellationToken)
    {
        var verdicts = new List<DocumentVerdict>();
        var sources = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            var judged = DescriptorReader.Judge(input, cancellationToken);
            verdicts.AddRange(Verdicts.Of(judged, findings => findings));
            if (judged.Documents.Any(d => d.Findings.Count > 0))
            {
                sources[input.File] = judged.Source;
            }
        }

        return new Report("Descriptors", [.. verdicts.SelectMany(v => v.Findings)]) { Documents = verdicts, Files = inputs.Count, Sources = sources };
    }
}
