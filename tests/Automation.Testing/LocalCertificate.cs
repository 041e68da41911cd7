using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Automation.Testing;

/// <summary>A certificate for the loopback that signs itself; a program trusts it with <c>SSL_CERT_FILE</c>.</summary>
public sealed class LocalCertificate : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A new one, for a day.</summary>
    /// <param name="name">The only name that it is for; null for the loopback.</param>
    public LocalCertificate(string? name = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        names.AddDnsName(name ?? "localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var signed = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        WithKey = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
        _folder.With("certificate.pem", signed.ExportCertificatePem());
        KeyPem = key.ExportPkcs8PrivateKeyPem();
        Path = System.IO.Path.Combine(_folder.Path, "certificate.pem");
    }

    /// <summary>The certificate and its key, for a server.</summary>
    public X509Certificate2 WithKey { get; }

    /// <summary>The key alone.</summary>
    public string KeyPem { get; }

    /// <summary>The file with the certificate alone.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        WithKey.Dispose();
        _folder.Dispose();
    }
}
