namespace Automation.Cli.Rpc;

/// <summary>A request that is answered with an error.</summary>
/// <param name="code">The code (JSON-RPC 2.0, "Error object").</param>
internal sealed class RpcException(int code, string message) : Exception(message)
{
    // JSON-RPC 2.0, "Error object".
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;

    /// <summary>Free for servers: too many requests at once.</summary>
    public const int Busy = -32000;

    public int Code => code;
}
