namespace Automation.GitHub.Access;

/// <summary>
/// Trusts no answer of GitHub's address with more than it needs: a call goes to that address only, also where an answer names another one for the next page,
/// and an answer has a limited size.
/// </summary>
/// <param name="address">The address of the API.</param>
internal sealed class GuardedAnswers(Uri address) : DelegatingHandler(new SocketsHttpHandler
{
    PooledConnectionLifetime = ConnectionLife,
    AllowAutoRedirect = false,
})
{
    /// <summary>More than GitHub's largest answers: a tree of 100,000 files, and a file of 100 MB in Base64.</summary>
    public const long Largest = 160 * 1024 * 1024;

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } asked
            && Uri.Compare(asked, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new GitHubRefusalException($"an answer leads to {asked.Host}, which is not the address of the API, so it was not called");
        }

        var response = await base.SendAsync(request, cancellationToken);
        var bounded = new StreamContent(new BoundedAnswer(
            await response.Content.ReadAsStreamAsync(cancellationToken), $"{request.Method} {request.RequestUri?.AbsolutePath}"));
        foreach (var (name, values) in response.Content.Headers)
        {
            bounded.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = bounded;
        return response;
    }

    private sealed class BoundedAnswer(Stream inner, string call) : Stream
    {
        private long _left = Largest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Taken(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Taken(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Taken(int count) => (_left -= count) >= 0 ? count
            : throw new GitHubRefusalException($"{call}: the answer is larger than {Largest >> 20} MiB");
    }
}
