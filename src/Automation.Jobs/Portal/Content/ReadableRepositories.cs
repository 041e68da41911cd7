using Automation.Catalog.Artifact;

namespace Automation.Jobs.Portal.Content;

/// <summary>What a reader may read. A source that is in neither set cannot be read: unknown means no.</summary>
public abstract record ReadableRepositories
{
    private ReadableRepositories()
    {
    }

    /// <summary>All repositories: for readers of the catalog repository, which has everything.</summary>
    public static ReadableRepositories Everything { get; } = new All();

    public abstract bool Contains(SourceRecord source);

    private sealed record All : ReadableRepositories
    {
        public override bool Contains(SourceRecord source) => true;
    }

    /// <param name="Repositories">The repositories as <c>HOST/OWNER/NAME</c>.</param>
    /// <param name="Sources">The names of sources that can be read regardless of their repository, such as the people of the organisation.</param>
    public sealed record Only(IReadOnlyCollection<string> Repositories, IReadOnlyCollection<string> Sources) : ReadableRepositories
    {
        private readonly HashSet<string> _repositories = new(Repositories, StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> _sources = new(Sources, StringComparer.Ordinal);

        public override bool Contains(SourceRecord source) =>
            _sources.Contains(source.Name) || (source.Repository is { } repository && _repositories.Contains(repository));
    }
}
