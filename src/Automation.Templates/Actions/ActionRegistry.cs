namespace Automation.Templates.Actions;

/// <summary>The actions that templates can use here.</summary>
public sealed class ActionRegistry(IEnumerable<ITemplateAction> actions)
{
    private readonly SortedDictionary<string, ITemplateAction> _actions = new(actions.ToDictionary(a => a.Id, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The actions that work on the workspace alone.</summary>
    public static IReadOnlyList<ITemplateAction> Local { get; } =
    [
        new FetchPlain(),             // a folder as it is
        new FetchPlainFile(),         // a file as it is
        new FetchTemplate(),          // a skeleton, rendered
        new FetchTemplateFile(),      // a file, rendered
        new DeleteFiles(),
        new RenameFiles(),
        new ReadFolder(),
        new LogMessage(),
        new WriteDescriptor(),
    ];

    /// <summary>Whether an action works on the workspace alone, so that it can be repeated at any time.</summary>
    public static bool IsLocal(string id) => Local.Any(a => a.Id == id);

    public IEnumerable<ITemplateAction> All => _actions.Values;

    public IEnumerable<string> Ids => _actions.Keys;

    /// <summary>The action of an id; null if there is none.</summary>
    public ITemplateAction? Find(string id) => _actions.GetValueOrDefault(id);
}
