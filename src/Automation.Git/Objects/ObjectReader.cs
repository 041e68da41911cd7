namespace Automation.Git.Objects;

/// <summary>
/// Reads objects as git keeps them. The library creates an object for each entry of a folder, and is slow to load and set up: for one changed file
/// in a folder of a hundred thousand that is nearly all the time. An object that is not found here may be elsewhere (borrowed from another
/// repository, in a format of another version): then use the library.
/// </summary>
/// <remarks>For use by several threads at a time.</remarks>
/// <param name="objects">The repository's folder of objects.</param>
internal sealed class ObjectReader(string objects) : IDisposable
{
    private readonly Lazy<List<Pack>> _packs = new(() =>
        Directory.Exists(Path.Join(objects, "pack")) ? [.. Directory.EnumerateFiles(Path.Join(objects, "pack"), "*.pack").Select(p => new Pack(p))] : []);

    /// <summary>Reads an object; null if it is not found, or does not match its id.</summary>
    /// <param name="limit">The most bytes to read of it.</param>
    public StoredObject? Read(ObjectName name, long limit)
    {
        try
        {
            var stored = LooseObject.Read(objects, name, limit) ?? Packed(name.Bytes, limit);
            return stored?.Content is not { } content || RawObject.Of(stored.Kind, content).Id == name ? stored : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_packs.IsValueCreated)
        {
            _packs.Value.ForEach(p => p.Dispose());
        }
    }

    private StoredObject? Packed(byte[] name, long limit)
    {
        // A pack is one file with one read position.
        lock (_packs)
        {
            foreach (var pack in _packs.Value)
            {
                if (pack.Read(name, limit) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
