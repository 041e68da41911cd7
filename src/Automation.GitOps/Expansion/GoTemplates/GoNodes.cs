namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>A part of a template.</summary>
internal abstract record GoNode;

/// <summary>Text outside of actions.</summary>
internal sealed record GoText(string Text) : GoNode;

/// <summary>An action that prints, or sets variables.</summary>
internal sealed record GoAction(GoPipe Pipe) : GoNode;

/// <summary><c>if</c> or <c>with</c>.</summary>
internal sealed record GoBranch(bool IsWith, GoPipe Pipe, IReadOnlyList<GoNode> Body, IReadOnlyList<GoNode> Else) : GoNode;

/// <summary><c>range</c>.</summary>
internal sealed record GoRange(GoPipe Pipe, IReadOnlyList<GoNode> Body, IReadOnlyList<GoNode> Else) : GoNode;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed record GoJump(bool IsBreak) : GoNode;

/// <summary><c>template</c>, or the place of a <c>block</c>.</summary>
internal sealed record GoInclude(string Name, GoPipe? Pipe) : GoNode;

/// <summary>Commands, each of which gives its value to the next one.</summary>
/// <param name="Variables">The variables that take the value, with <c>$</c>.</param>
/// <param name="IsAssignment">Whether they exist already.</param>
/// <param name="Commands">The commands.</param>
internal sealed record GoPipe(IReadOnlyList<string> Variables, bool IsAssignment, IReadOnlyList<GoCommand> Commands) : GoNode;

/// <summary>A value, or a function with arguments.</summary>
internal sealed record GoCommand(IReadOnlyList<GoNode> Words);

/// <summary><c>.a.b</c>; no names for the dot alone.</summary>
internal sealed record GoField(IReadOnlyList<string> Names) : GoNode;

/// <summary><c>$x.a.b</c>.</summary>
internal sealed record GoVariable(string Name, IReadOnlyList<string> Fields) : GoNode;

/// <summary><c>(…).a.b</c>.</summary>
internal sealed record GoChain(GoNode Node, IReadOnlyList<string> Fields) : GoNode;

/// <summary>The name of a function.</summary>
internal sealed record GoName(string Name) : GoNode;

/// <summary>A literal.</summary>
internal sealed record GoLiteral(object? Value) : GoNode;
