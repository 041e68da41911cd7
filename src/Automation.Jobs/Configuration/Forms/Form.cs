using System.Diagnostics.CodeAnalysis;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>The form of a value of a configuration file, and its result.</summary>
/// <typeparam name="T">What is made of it.</typeparam>
internal abstract class Form<T>
{
    /// <summary>Reads a value on top of what was inherited. If it cannot be read, that is reported and nothing is returned.</summary>
    public abstract bool TryRead(SettingNode node, T? inherited, [MaybeNullWhen(false)] out T value);
}
