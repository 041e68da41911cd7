using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>What incompletely read files may define: an entity is not reported as missing if its file is only invalid.</summary>
internal sealed class UnreadDefinitions
{
    private const string NameKey = "name";

    private readonly Dictionary<string, string> _fileByName = new(StringComparer.OrdinalIgnoreCase);

    public static UnreadDefinitions None { get; } = new();

    /// <summary>A file that could not be read at all and may define any entity; null if there is none.</summary>
    public string? Opaque { get; private set; }

    /// <summary>The invalid file that seems to define an entity of that name, or null.</summary>
    public string? FileOf(string name) => _fileByName.GetValueOrDefault(name);

    public void Add(ValidatedFile file)
    {
        if (file.Source.Content.Length == 0 && file.Whole.Count > 0)
        {
            Opaque ??= file.Source.Path;
        }
        else if (file.Whole.Count > 0 || file.Documents.Any(d => d.Descriptor is null))
        {
            AddNames(file);
        }
    }

    private void AddNames(ValidatedFile file)
    {
        foreach (var line in file.Source.Content.AsSpan().EnumerateLines())
        {
            var text = line.TrimStart(" \t-{\"'");
            if (!text.StartsWith(NameKey, StringComparison.Ordinal))
            {
                continue;
            }

            text = text[NameKey.Length..].TrimStart("\"' \t");
            if (text is [':', .. var value])
            {
                var end = value.IndexOf(" #", StringComparison.Ordinal);
                _fileByName.TryAdd((end < 0 ? value : value[..end]).Trim(" \t\"'},").ToString(), file.Source.Path);
            }
        }
    }
}
