using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Automation.Server.Intake;

/// <summary>
/// The memory that the web server receives into. Its own blocks are of 4 KB, and a payload of 20 KB is six of them: six calls of the system, and six times
/// somebody is woken. In one of 32 KB most payloads of GitHub arrive at once.
/// </summary>
internal sealed class ReceiveBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 32 * 1024;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    // The shared pool keeps a block with the thread that gave it back, where it is still in the processor's cache, and frees unused ones.
    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(BlockBytes);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
