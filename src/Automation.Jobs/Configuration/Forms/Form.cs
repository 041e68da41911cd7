using System.Diagnostics.CodeAnalysis;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>What a value of a configuration file may look like, and what is made of it.</summary>
/// <typeparam name="T">What is made of it.</typeparam>
internal abstract class Form<T>
{
    /// <summary>Reads a value on top of what was inherited. Where it cannot be read, that is said and nothing is given.</summary>
    public abstract bool TryRead(SettingNode node, T? inherited, [MaybeNullWhen(false)] out T value);
}
