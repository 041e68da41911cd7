using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Rendering;

/// <summary>Variables, and the scope around them. A loop, a macro and a block have a scope of their own.</summary>
/// <param name="parent">The scope around this one.</param>
/// <param name="isClosed">Whether assignments stay in this scope, even if an outer scope has a variable with that name.</param>
internal sealed class Scope(Scope? parent, bool isClosed = false)
{
    private readonly Dictionary<string, TemplateValue> _variables = new(StringComparer.Ordinal);

    /// <summary>The outermost scope.</summary>
    public Scope Root => parent?.Root ?? this;

    /// <summary>The value of a variable, or null if none has this name.</summary>
    public TemplateValue? Find(string name) => _variables.TryGetValue(name, out var value) ? value : parent?.Find(name);

    public void Declare(string name, TemplateValue value) => _variables[name] = value;

    /// <summary>Sets a variable where it is, or here if it is nowhere.</summary>
    public void Assign(string name, TemplateValue value) => (Holder(name) ?? this).Declare(name, value);

    private Scope? Holder(string name) => _variables.ContainsKey(name) || isClosed ? this : parent?.Holder(name);
}
