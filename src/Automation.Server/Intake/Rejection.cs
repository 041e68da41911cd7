namespace Automation.Server.Intake;

/// <summary>Why a request was rejected: a status, a word for the metrics and a sentence for the sender.</summary>
internal sealed record Rejection(int Status, string Reason, string Message)
{
    public static readonly Rejection NoSignature = new(401, "no-signature", "There is no X-Hub-Signature-256 header: set a secret in the webhook's settings.");
    public static readonly Rejection BadSignature = new(
        401, "bad-signature", "The signature does not match the body: the webhook and the server have different secrets.");
    public static readonly Rejection BadDelivery = new(
        400, "bad-delivery", "X-GitHub-Delivery must be given once, with 1 to 64 letters, digits, '-', '_' or '.'.");
    public static readonly Rejection BadEvent = new(400, "bad-event", "X-GitHub-Event must be given once, with 1 to 64 letters, digits, '-', '_' or '.'.");
    public static readonly Rejection NoBody = new(400, "no-body", "There is no body.");
    public static readonly Rejection BrokenOff = new(400, "broken-off", "The body is incomplete.");
    public static readonly Rejection NotJsonType =
        new(415, "not-json-type", "The content type is not JSON: set the webhook's content type to application/json.");
    public static readonly Rejection NotJson = new(400, "not-json", "The body is not JSON, although its content type is.");
    public static readonly Rejection TooSlow = new(408, "too-slow", "The body took too long.");
    public static readonly Rejection TooLarge = new(413, "too-large", "The body is larger than 25 MiB, which GitHub does not send.");
    public static readonly Rejection NoMemory = new(503, "no-memory", "Too many deliveries are being received; deliver it again later.");
    public static readonly Rejection Overloaded = new(503, "overloaded", "Too many deliveries are waiting to be stored; deliver it again later.");
    public static readonly Rejection NotStored = new(503, "not-stored", "The delivery could not be stored; deliver it again later.");
}
